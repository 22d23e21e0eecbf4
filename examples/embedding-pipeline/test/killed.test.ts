import { once } from 'node:events'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { embedMany } from 'ai'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chunkDocument, sha256 } from '../src/chunk.ts'
import { readFolder, smallCorpus } from '../src/corpus.ts'
import { openDatabase, type Database } from '../src/database.ts'
import { batchSize, chunkSize, concurrency, space } from '../src/settings.ts'
import { newFolder, runPipeline, startPipeline } from './run-pipeline.ts'

/** When a run is killed: so many milliseconds after so many requests have come. */
interface Kill {
  requests: number
  milliseconds: number
}

let api: ServedEmulator
let root: string
/** A new, empty database: to make one takes longer than all the rest. */
let template: string

beforeAll(async () => {
  root = await newFolder()
  template = join(root, 'template')
  const database = await openDatabase({ url: undefined, folder: template })
  await database.close()
  // Slow enough to be killed in the middle.
  api = await serveEmulator({ pace: { firstFrame: 30, frame: 0 }, onUnknownField: 'error' })
}, 60_000)

afterAll(async () => {
  await api.close()
  await rm(root, { recursive: true })
})

function environment(): Record<string, string> {
  return { NANOGPT_BASE_URL: api.url, NANOGPT_API_KEY: EMULATOR_API_KEY }
}

async function runAndKill(folder: string, { requests, milliseconds }: Kill): Promise<void> {
  const before = api.emulator.requests.length
  const child = startPipeline(['ingest', '--data', folder], environment())
  const ended = once(child, 'exit')
  while (api.emulator.requests.length < before + requests && child.exitCode === null) await pause(1)
  await pause(milliseconds)
  child.kill('SIGKILL')
  await ended
}

/** What is committed. */
async function readVectors(folder: string): Promise<{ hash: string; embedding: string }[]> {
  return look(folder, async database => {
    const [table] = await database.query("select from pg_tables where schemaname = 'rag' and tablename = 'embeddings'")
    if (table === undefined) return []
    return database.query('select hash, embedding::text as embedding from rag.embeddings')
  })
}

async function look<Result>(folder: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ url: undefined, folder })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** The hashes of the texts that were asked for, each as often as it was. */
function askedSince(request: number): string[] {
  return api.emulator.requests.slice(request).flatMap(({ body }) => {
    const input: unknown = typeof body === 'object' && body !== null && 'input' in body ? body.input : []
    return (Array.isArray(input) ? input : [input]).map(text => sha256(String(text)))
  })
}

/** What the database must hold in the end, made without it. */
async function expectedChunks(): Promise<{ source: string; position: number; hash: string; text: string }[]> {
  const expected = []
  for (const folder of smallCorpus) {
    for await (const document of readFolder(folder)) {
      for (const { position, hash, heading, content } of await chunkDocument(document, chunkSize)) {
        expected.push({ source: document.source, position, hash, text: `${heading}\n\n${content}` })
      }
    }
  }
  return expected
}

const kill = fc.record({ requests: fc.nat(12), milliseconds: fc.nat(60) })

test.each([1, 2, 3])('killed at random moments (seed %i), every chunk is embedded once', async seed => {
  const folder = join(root, `seed-${seed}`)
  // The first seed begins with nothing at all, and is killed while the database is being made.
  if (seed !== 1) await cp(template, folder, { recursive: true })
  const [kills = []] = fc.sample(fc.array(kill, { minLength: 2, maxLength: 2 }), { seed, numRuns: 1 })
  const moments = seed === 1 ? [{ requests: 0, milliseconds: 2000 }, ...kills] : kills

  const start = api.emulator.requests.length
  const checks: (() => void)[] = []
  for (const moment of moments) {
    await runAndKill(folder, moment)
    const committed = new Set((await readVectors(folder)).map(({ hash }) => hash))
    const next = api.emulator.requests.length
    // Whatever comes next must not ask for what is committed; looked at below, once the next run is over.
    checks.push(() => expect(askedSince(next).filter(hash => committed.has(hash))).toEqual([]))
  }
  const finished = await runPipeline(['ingest', '--data', folder], environment())
  expect(finished).toMatchObject({ code: 0 })
  for (const check of checks) check()

  const expected = await expectedChunks()
  const hashes = new Set(expected.map(({ hash }) => hash))
  const vectors = await readVectors(folder)
  expect(vectors.map(({ hash }) => hash).toSorted()).toEqual([...hashes].toSorted())

  await look(folder, async database => {
    expect(await database.query('select source, position, hash from rag.chunks order by source, position')).toEqual(
      expected
        .map(({ text: _text, ...chunk }) => chunk)
        .toSorted(compareChunks),
    )
    // No batch without its vectors.
    expect(
      await database.query('select id from rag.batches where not exists (select from rag.embeddings where batch = id)'),
    ).toEqual([])
  })

  // Paid twice is at most what was under way when it was killed.
  const asked = askedSince(start)
  expect(asked.length - hashes.size).toBeLessThanOrEqual(moments.length * concurrency * batchSize)

  await expectOwnVectors(expected.slice(0, 20), vectors)
}, 120_000)

function compareChunks(
  one: { source: string; position: number },
  other: { source: string; position: number },
): number {
  return one.source < other.source ? -1 : one.source > other.source ? 1 : one.position - other.position
}

/** No text has got the vector of another one. */
async function expectOwnVectors(
  chunks: readonly { hash: string; text: string }[],
  vectors: readonly { hash: string; embedding: string }[],
): Promise<void> {
  const nanogpt = createNanoGPT({ baseURL: api.url, apiKey: EMULATOR_API_KEY })
  const { embeddings } = await embedMany({
    model: nanogpt.embeddingModel(space.modelId),
    values: chunks.map(({ text }) => text),
    providerOptions: { nanogpt: { dimensions: space.dimensions } },
  })
  for (const [index, { hash }] of chunks.entries()) {
    const stored: unknown = JSON.parse(vectors.find(vector => vector.hash === hash)?.embedding ?? '[]')
    expect(stored).toEqual(embeddings[index]?.map(number => expect.closeTo(number, 5)))
  }
}
