import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newFolder, runPipeline, type Run } from './run-pipeline.ts'

// Debian has no package of pgvector, so the server is PGlite behind a socket. To the pipeline it is any Postgres: it
// talks to it in Postgres's own protocol, through the same driver, and does not know.
let postgres: PGlite
let server: PGLiteSocketServer
let root: string

beforeAll(async () => {
  root = await newFolder()
  postgres = await PGlite.create({ extensions: { vector } })
  server = new PGLiteSocketServer({ db: postgres, port: 0 })
  await server.start()
}, 60_000)

afterAll(async () => {
  await server.stop()
  await postgres.close()
  await rm(root, { recursive: true })
})

/** What is the same wherever the database is and however quick the machine. */
function withoutPlaceAndTime({ stdout }: Run): string {
  return stdout.replace(/^Database: .*$/m, '').replace(/^ +[\d.]+ s: .* a second$/m, '')
}

describe('all of it, embedded and over the wire', { timeout: 240_000 }, () => {
  test('finds and answers the same', async () => {
    const embedded = await runPipeline(['--data', join(root, 'embedded')])
    const overTheWire = await runPipeline([], {
      DATABASE_URL: `postgres://postgres@${server.getServerConn()}/postgres`,
    })

    expect(embedded).toMatchObject({ code: 0, stderr: '' })
    expect(overTheWire).toMatchObject({ code: 0, stderr: '' })
    expect(overTheWire.stdout).toContain(`Database: Postgres at ${server.getServerConn()}/postgres`)
    expect(embedded.stdout).toContain('Database: PGlite')
    expect(withoutPlaceAndTime(overTheWire)).toBe(withoutPlaceAndTime(embedded))

    // The vectors are there, in the server and not somewhere else, and the index with them.
    const { rows } = await postgres.query<{ chunks: number; vectors: number }>(
      `select (select count(distinct hash)::integer from rag.chunks) as chunks,
              (select count(*)::integer from rag.embeddings) as vectors`,
    )
    expect(rows[0]?.vectors).toBe(rows[0]?.chunks)
    expect(rows[0]?.vectors).toBeGreaterThan(500)
  })

  test('says what it needs no key for, what it used and what that costs', async () => {
    const { stdout } = await runPipeline([
      'ask',
      'How do I stop an agent loop?',
      '--data',
      join(root, 'embedded'),
    ])
    expect(stdout).toContain('since NANOGPT_API_KEY is not set')
    expect(stdout).toContain('ai/03-agents/04-loop-control.mdx')
    expect(stdout).toMatch(
      /text-embedding-3-small: 1 request, \d+ tokens, \$0\.\d+ at the price of the catalogue/,
    )
    expect(stdout).toMatch(/zai-org\/glm-5: 1 request, [\d,]+ tokens, \$0\.\d+$/m)
  })

  test('embeds nothing when it is run again', async () => {
    const { stdout, stderr } = await runPipeline(['ingest', '--data', join(root, 'embedded')])
    expect(stdout).toContain('0 new or changed, 0 removed')
    expect(stdout).toContain('no chunk to embed')
    expect(stdout).not.toContain('Used')
    expect(stderr).toBe('')
  })
})

describe('a server that is not there', () => {
  test('cannot have an address that is none', async () => {
    const { code, stderr } = await runPipeline(['ask', 'Why?'], { DATABASE_URL: 'my database' })
    expect(code).toBe(1)
    expect(stderr).toBe(
      'DATABASE_URL is no address. It looks like postgres://user:password@host:5432/database.\n',
    )
  })

  test('is named, without the password', async () => {
    const { code, stderr } = await runPipeline(['ask', 'Why?'], {
      DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/docs',
    })
    expect(code).toBe(1)
    expect(stderr).toBe(
      'Postgres at 127.0.0.1:1/docs of DATABASE_URL cannot be reached: connect ECONNREFUSED 127.0.0.1:1.\n',
    )
  })
})
