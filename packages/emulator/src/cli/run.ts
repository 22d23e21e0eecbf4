import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createEmulator } from '../emulator.ts'

/** The command. */
export async function run(_arguments: readonly string[]): Promise<void> {
  const emulator = createEmulator()
  createServer(getRequestListener(request => emulator.handle(request))).listen(8787)
}
