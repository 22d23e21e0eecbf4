import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.ts'
import { serve } from '../src/cli/serve.ts'

export interface ServedEmulator {
  emulator: Emulator
  url: string
  close: () => Promise<void>
}

/** An emulator behind a socket of its own. */
export async function serveEmulator(options?: EmulatorOptions): Promise<ServedEmulator> {
  const emulator = createEmulator(options)
  const { url, close } = await serve(request => emulator.handle(request), { host: '127.0.0.1', port: 0 })
  return { emulator, url, close }
}
