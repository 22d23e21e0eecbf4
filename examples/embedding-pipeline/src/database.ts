import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { Pool, type PoolClient } from 'pg'
import { lockFolder } from './lock-folder.ts'

/** Something that runs SQL. */
export interface Queryable {
  /** One statement; `$1`, `$2`, … are the values. */
  query<Row extends object>(statement: string, values?: unknown[]): Promise<Row[]>
}

/** A Postgres, embedded or behind a socket: the same SQL for both. */
export interface Database extends Queryable {
  /** What to call it, without a password. */
  name: string
  /** All statements of `work`, or none of them. */
  transaction<Result>(work: (transaction: Queryable) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** The server of `url`; without one a Postgres inside this process, which keeps its files in `folder`. */
export function openDatabase({
  url,
  folder,
}: {
  url: string | undefined
  folder: string
}): Promise<Database> {
  return url === undefined || url.trim() === '' ? openEmbedded(folder) : openServer(url)
}

async function openEmbedded(folder: string): Promise<Database> {
  const unlock = await lockFolder(folder)
  const postgres = await PGlite.create(folder, { extensions: { vector } })
  return {
    name: `PGlite, embedded, in ${folder}`,
    query: async <Row>(statement: string, values?: unknown[]) =>
      (await postgres.query<Row>(statement, values)).rows,
    transaction: work =>
      postgres.transaction(transaction =>
        work({
          query: async <Row>(statement: string, values?: unknown[]) =>
            (await transaction.query<Row>(statement, values)).rows,
        }),
      ),
    async close() {
      await postgres.close()
      await unlock()
    },
  }
}

async function openServer(url: string): Promise<Database> {
  if (!URL.canParse(url)) {
    throw new Error('DATABASE_URL is no address. It looks like postgres://user:password@host:5432/database.')
  }
  // One connection that is never dropped for being idle, because it holds the lock of an ingestion. The pipeline
  // waits for the API, not for Postgres; a web application would have a larger pool for its searches.
  const pool = new Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
  })
  const { hostname, port, pathname } = new URL(url)
  const name = `Postgres at ${hostname}:${port || 5432}${pathname}`
  // What happens to a connection that nobody uses is told by the next query.
  pool.on('error', () => {})
  const client = await pool.connect().catch((cause: unknown) => {
    throw new Error(`${name} of DATABASE_URL cannot be reached: ${codeOf(cause)}.`, { cause })
  })
  client.release()
  return {
    name,
    query: async (statement, values) => (await pool.query(statement, values)).rows,
    async transaction(work) {
      const connection = await pool.connect()
      try {
        return await inTransaction(connection, work)
      } finally {
        connection.release()
      }
    },
    close: () => pool.end(),
  }
}

async function inTransaction<Result>(
  connection: PoolClient,
  work: (transaction: Queryable) => Promise<Result>,
): Promise<Result> {
  await connection.query('begin')
  try {
    const result = await work({
      query: async (statement, values) => (await connection.query(statement, values)).rows,
    })
    await connection.query('commit')
    return result
  } catch (error) {
    await connection.query('rollback')
    throw error
  }
}

/** A connection that is refused has no message, but a code. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.message === '' ? String(error.code) : error.message
}
