import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createNanoGPT, usageLedger } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY, type Emulator } from '@nanogpt/emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smallCorpus, type CorpusFolder } from '../src/corpus.ts'
import { openDatabase, type Database } from '../src/database.ts'
import type { EmbeddingJob } from '../src/embed-chunks.ts'
import { embedTexts } from '../src/embed-texts.ts'
import { evaluate, scoreOf } from '../src/evaluate.ts'
import { ingest, type IngestOptions } from '../src/ingest.ts'
import { questions } from '../src/questions.ts'
import { search } from '../src/search.ts'
import { chunkSize, space, type EmbeddingSpace } from '../src/settings.ts'
import { newFolder, runPipeline } from './run-pipeline.ts'

let root: string
let database: Database
let emulator: Emulator
let corpus: CorpusFolder[]

beforeAll(async () => {
  root = await newFolder()
  database = await openDatabase({ url: undefined, folder: join(root, 'database') })
}, 60_000)

afterAll(async () => {
  await database.close()
  await rm(root, { recursive: true })
})

beforeEach(async () => {
  await database.query('drop schema if exists rag cascade')
  emulator = createEmulator({ onUnknownField: 'error' })
  const path = join(root, 'birds')
  await rm(path, { recursive: true, force: true })
  await mkdir(path)
  corpus = [{ name: 'birds', path, pattern: '*.md' }]
})

function write(name: string, text: string): Promise<void> {
  return writeFile(join(root, 'birds', name), text)
}

function jobOf(own: EmbeddingSpace = space): EmbeddingJob {
  const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch: emulator.fetch })
  return { database, space: own, model: nanogpt.embeddingModel(own.modelId), ledger: usageLedger() }
}

function run(job = jobOf(), options: Partial<IngestOptions> = {}) {
  return ingest(job, {
    corpus,
    chunkSize,
    batchSize: 64,
    concurrency: 4,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...options,
  })
}

async function countVectors(): Promise<number> {
  const rows = await database.query('select from rag.embeddings')
  return rows.length
}

describe('a corpus that changes', () => {
  test('is not forgotten when its folder is not there', async () => {
    await write('owls.md', '# Owls\n\nOwls hunt mice at night.')
    await run()
    await rm(join(root, 'birds'), { recursive: true })
    await expect(run()).rejects.toThrow('There is no folder')
    expect(await countVectors()).toBe(1)
  })

  test('pays for new texts only, and forgets old ones', async () => {
    await write('owls.md', '# Owls\n\nOwls hunt mice at night.')
    await write('hawks.md', '# Hawks\n\nHawks hunt by day.')
    expect(await run()).toMatchObject({ documents: 2, changed: 2, removed: 0, embedded: 2, pending: 0 })

    expect(await run()).toMatchObject({ documents: 2, changed: 0, embedded: 0 })
    expect(emulator.requests).toHaveLength(1)

    await write('owls.md', '# Owls\n\nOwls hunt voles at night.')
    await rm(join(root, 'birds', 'hawks.md'))
    expect(await run()).toMatchObject({ documents: 1, changed: 1, removed: 1, embedded: 1 })
    expect(emulator.requests.at(-1)?.bodyText).toContain('voles')
    expect(await countVectors()).toBe(1)
  })

  test('pays once for a text that stands twice', async () => {
    await write('owls.md', '# Owls\n\nOwls hunt mice at night.')
    await write('copy.md', '# Owls\n\nOwls hunt mice at night.')
    expect(await run()).toMatchObject({ documents: 2, embedded: 1 })
    expect(await database.query('select from rag.chunks')).toHaveLength(2)
  })

  test('keeps the vectors of two models side by side', async () => {
    await write('owls.md', '# Owls\n\nOwls hunt mice at night.')
    const other: EmbeddingSpace = { modelId: 'Qwen/Qwen3-Embedding-8B', dimensions: 64 }
    await run()
    expect(await run(jobOf(other))).toMatchObject({ changed: 0, embedded: 1 })
    expect(await run()).toMatchObject({ embedded: 0 })
    for (const own of [space, other]) {
      const { embeddings } = await embedTexts(jobOf(own), ['Which bird hunts mice?'])
      const passages = await search(database, {
        question: 'Which bird hunts mice?',
        embedding: embeddings[0] ?? [],
        space: own,
        limit: 3,
        mode: 'meaning',
      })
      expect(passages.map(({ source }) => source)).toEqual(['birds/owls.md'])
    }
  })
})

describe('an API that fails', () => {
  beforeEach(async () => {
    for (let number = 0; number < 20; number += 1) await write(`${number}.md`, `# Owl ${number}\n\nHoo.`)
  })

  test('is asked again where that helps', async () => {
    emulator.faults.next({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } }, { times: 3 })
    expect(await run(jobOf(), { batchSize: 5 })).toMatchObject({ embedded: 20, pending: 0 })
    expect(emulator.requests.filter(({ status }) => status === 200)).toHaveLength(4)
  })

  test('is not asked again where that does not; what was paid is kept', async () => {
    emulator.account.balance = 0
    await expect(run(jobOf(), { batchSize: 1, concurrency: 2 })).rejects.toThrow('balance')
    expect(emulator.requests.length).toBeLessThanOrEqual(2)
    expect(await countVectors()).toBe(0)

    emulator.account.balance = 1
    emulator.faults.next({ type: 'latency', ms: 1 }, { times: 7 })
    emulator.faults.next({ type: 'status', status: 402 }, { times: 1 })
    await expect(run(jobOf(), { batchSize: 1, concurrency: 2 })).rejects.toThrow('balance')
    const paid = emulator.requests.filter(({ status }) => status === 200).length
    expect(paid).toBeGreaterThan(0)
    expect(await countVectors()).toBe(paid)

    expect(await run(jobOf(), { batchSize: 1 })).toMatchObject({ embedded: 20 - paid, pending: 0 })
    expect(emulator.requests.filter(({ status }) => status === 200)).toHaveLength(20)
  })

  test('Ctrl+C finishes what is under way, and begins nothing', async () => {
    const interruption = new AbortController()
    const { embedded, pending } = await run(jobOf(), {
      batchSize: 2,
      concurrency: 2,
      signal: interruption.signal,
      onProgress: ({ done }) => done > 0 && interruption.abort(),
    })
    expect(embedded).toBeGreaterThan(0)
    expect(embedded).toBeLessThanOrEqual(4)
    expect(pending).toBe(20 - embedded)
    expect(await countVectors()).toBe(embedded)
  })

  test('is not asked for what no index can hold', async () => {
    await expect(run(jobOf({ modelId: 'text-embedding-3-large', dimensions: 3072 }))).rejects.toThrow('2,000')
    expect(emulator.requests).toEqual([])
  })
})

describe('the search', { timeout: 180_000 }, () => {
  test('finds what it should, better than by vectors alone, and by their index', async () => {
    const job = jobOf()
    await run(job, { corpus: smallCorpus })
    const evaluations = await evaluate(job, questions)
    const hybrid = scoreOf(evaluations, 'hybrid')
    const meaning = scoreOf(evaluations, 'meaning')
    expect(hybrid.recall).toBeGreaterThanOrEqual(0.75)
    expect(hybrid.mrr).toBeGreaterThanOrEqual(0.5)
    // The emulator's vectors know words, not meanings: the other way of searching must make up for that.
    expect(hybrid.recall).toBeGreaterThan(meaning.recall)
    expect(hybrid.mrr).toBeGreaterThan(meaning.mrr)

    // So few vectors are as quickly compared one by one, which the planner knows; with more it takes the index.
    await database.query('set enable_sort = off')
    await evaluate(job, questions)
    await database.query('select pg_stat_force_next_flush()')
    const [index] = await database.query<{ scans: number }>(
      "select idx_scan::integer as scans from pg_stat_user_indexes where indexrelname like 'embeddings\\_%\\_512'",
    )
    expect(index?.scans).toBeGreaterThanOrEqual(questions.length)
  })
})

describe('the command', () => {
  test('leaves the folder of another process alone', async () => {
    const { code, stderr } = await runPipeline(['ask', 'Why?', '--data', join(root, 'database')])
    expect(code).toBe(1)
    expect(stderr).toContain(`The process ${process.pid} is using the embedded database`)
  })

  test('says what to do where nothing has been ingested', async () => {
    const { code, stderr } = await runPipeline(['ask', 'Why?', '--data', join(root, 'empty')])
    expect(code).toBe(1)
    expect(stderr).toContain('Run “npm run pipeline ingest” first.')
  }, 60_000)

  test.each([[['ingst']], [['--ful']]])('refuses %s, and explains itself', async options => {
    const { code, stderr } = await runPipeline(options)
    expect(code).toBe(1)
    expect(stderr).toContain('Usage: npm run pipeline')
  })
})
