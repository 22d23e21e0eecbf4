import { serve, type RunningServer } from './cli/serve.ts'
import { createEmulator, type Emulator } from './emulator.ts'
import type { EmulatorOptions } from './options.ts'

/** An emulator behind a socket. */
export interface ServedEmulator extends RunningServer {
  /** What it saw, and what it is told to do. */
  emulator: Emulator
}

/**
 * An emulator that other processes can reach: for browsers, for clients in other languages, and for tests of
 * connections that break. Node alone.
 *
 * @param options those of `createEmulator`, and where to listen. Default: a free port of `127.0.0.1`.
 * @throws when the port cannot be had.
 * @example
 * const { url, close } = await serveEmulator()
 * const nanogpt = createNanoGPT({ baseURL: url, apiKey: EMULATOR_API_KEY })
 */
export async function serveEmulator(
  options: EmulatorOptions & { host?: string; port?: number } = {},
): Promise<ServedEmulator> {
  const { host = '127.0.0.1', port = 0, ...settings } = options
  const emulator = createEmulator(settings)
  const server = await serve(request => emulator.handle(request), { host, port })
  return { emulator, ...server }
}
