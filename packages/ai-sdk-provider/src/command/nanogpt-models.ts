#!/usr/bin/env node
import { runCommand } from './run-command.ts'

// `| head` has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCommand(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  error: text => process.stderr.write(text),
  isWatched: process.stdout.isTTY,
})
