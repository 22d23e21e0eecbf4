import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'

/** A server that runs on a port of its own, on this machine only. */
export interface Listening {
  port: number
  stop(): Promise<void>
}

export async function listen(server: Server, cutConnections: () => void): Promise<Listening> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      cutConnections()
      await closed
    },
  }
}
