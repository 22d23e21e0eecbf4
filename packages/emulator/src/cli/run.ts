import { CommanderError } from 'commander'
import { createEmulator, type Emulator } from '../emulator.ts'
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

/** The emulator's handler, telling about each request as it is answered. */
function logged(emulator: Emulator, { verbose }: CommandSettings, out: Terminal['out']): Emulator['handle'] {
  return async function handleLogged(request) {
    const started = performance.now()
    const answering = emulator.handle(request)
    // The entry is made before anything is awaited, so the newest is this one's.
    const record = emulator.requests.at(-1)
    try {
      return await answering
    } finally {
      if (record) {
        out(`${requestLine(record, performance.now() - started)}\n`)
        if (verbose) out(requestDetails(record))
      }
    }
  }
}

async function serveUntilStopped(
  settings: CommandSettings,
  { out, error, stopped }: Surroundings,
): Promise<number> {
  const emulator = createEmulator(settings.emulator)
  for (const spec of settings.faults) inject(emulator, spec)
  try {
    const server = await serve(logged(emulator, settings, out), settings)
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
