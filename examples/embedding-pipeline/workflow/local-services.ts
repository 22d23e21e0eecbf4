import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator } from '@nanogpt/emulator/server'
import { lockFolder } from '../src/lock-folder.ts'

/** What the server of the workflow needs, as variables of its environment. */
export interface LocalService {
  env: Record<string, string>
  close(): Promise<void>
}

/** NanoGPT, emulated. */
export async function startEmulator(): Promise<LocalService> {
  const { url, close } = await serveEmulator()
  return { env: { NANOGPT_BASE_URL: url, NANOGPT_API_KEY: EMULATOR_API_KEY }, close }
}

/** A Postgres server with pgvector that needs no installation: PGlite behind a socket. */
export async function startPostgres(folder: string): Promise<LocalService> {
  const unlock = await lockFolder(folder)
  const postgres = await PGlite.create(folder, { extensions: { vector } })
  const server = new PGLiteSocketServer({ db: postgres, port: 0, maxConnections: 10 })
  await server.start()
  return {
    env: { DATABASE_URL: `postgres://postgres@${server.getServerConn()}/postgres` },
    async close() {
      await server.stop()
      await postgres.close()
      await unlock()
    },
  }
}
