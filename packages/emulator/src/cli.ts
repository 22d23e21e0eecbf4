#!/usr/bin/env node
import { run } from './cli/run.ts'

const stopped = new Promise(resolve => {
  process.once('SIGINT', resolve)
  process.once('SIGTERM', resolve)
})

// Whoever read the output may leave; the requests go on.
process.stdout.on('error', () => {})

process.exitCode = await run(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  error: text => process.stderr.write(text),
  stopped,
})
