import { CommanderError } from 'commander'
import { createEmulator, type Emulator } from '../emulator.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import { readArguments, type CommandSettings, type Terminal } from './arguments.ts'
import type { FaultSpec } from './fault-spec.ts'
import { failure, requestDetails, requestLine, welcome } from './messages.ts'
import { serve } from './serve.ts'

/** What the command needs from the process it runs in. */
export interface Surroundings extends Terminal {
  /** Settles when the command should stop. */
  stopped: Promise<unknown>
}

function inject(emulator: Emulator, { fault, match }: FaultSpec): void {
  if (match.times === undefined) emulator.faults.always(fault, match)
  else emulator.faults.next(fault, match)
}

function logTo(out: Terminal['out'], verbose: boolean): (request: RecordedRequest) => void {
  return function log(request) {
    out(`${requestLine(request)}\n`)
    if (verbose) out(requestDetails(request))
  }
}

async function serveUntilStopped(
  settings: CommandSettings,
  { out, error, stopped }: Surroundings,
): Promise<number> {
  const emulator = createEmulator({ ...settings.emulator, onRequest: logTo(out, settings.verbose) })
  for (const spec of settings.faults) inject(emulator, spec)
  try {
    const server = await serve(request => emulator.handle(request), settings)
    out(welcome(server.url, settings.emulator.apiKey))
    await stopped
    await server.close()
    return 0
  } catch (problem) {
    error(failure(problem, settings))
    return 1
  }
}

/** The command: serves an emulator until it is stopped. Gives the exit code. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await serveUntilStopped(readArguments(argv, surroundings), surroundings)
  } catch (problem) {
    if (problem instanceof CommanderError) return problem.exitCode
    throw problem
  }
}
