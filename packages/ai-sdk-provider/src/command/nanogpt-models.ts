#!/usr/bin/env node
import { runCommand } from './run-command.ts'

// `| head` has seen enough; a full disk is a failure like others.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  process.exitCode = 1
  process.stderr.write(`error: The output cannot be written: ${error.message}\n`)
})
// Nobody is left to be told.
process.stderr.on('error', () => {})

const exitCode = await runCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  error: text => process.stderr.write(text),
  isWatched: process.stdout.isTTY,
})
process.exitCode ??= exitCode
