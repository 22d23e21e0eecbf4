import type { CorpusFolder } from './corpus.ts'
import type { Database } from './database.ts'
import { countPending, embedPending, type EmbeddingJob } from './embed-chunks.ts'
import { createTables, createVectorIndex } from './schema.ts'
import { forgetOrphans, storeFolder, type StoredFolder } from './store-documents.ts'

export interface IngestOptions {
  corpus: readonly CorpusFolder[]
  chunkSize: number
  batchSize: number
  concurrency: number
  /** Aborted by Ctrl+C. */
  signal: AbortSignal
  /** Told before the first request, and after each. */
  onProgress: (progress: { done: number; total: number }) => void
}

export interface Ingested extends StoredFolder {
  /** Texts that were embedded now. */
  embedded: number
  /** Texts that still have to be, because of an interruption. */
  pending: number
  durationMs: number
}

/**
 * Brings the database up to date with the corpus. May be killed at any moment and run again: what is committed stays,
 * and is not embedded a second time.
 *
 * @throws when another process is at it.
 */
export async function ingest(
  job: EmbeddingJob,
  { corpus, chunkSize, onProgress, ...options }: IngestOptions,
): Promise<Ingested> {
  const { database, space } = job
  // Before anything is paid: the index comes last.
  if (space.dimensions > 2000)
    throw new Error(`pgvector has no index for ${space.dimensions} dimensions, only up to 2,000.`)
  await createTables(database)
  await takeTurn(database)

  const stored: StoredFolder = { documents: 0, changed: 0, removed: 0 }
  for (const folder of corpus) {
    const { documents, changed, removed } = await storeFolder(database, folder, { chunkSize })
    stored.documents += documents
    stored.changed += changed
    stored.removed += removed
  }
  await forgetOrphans(database)

  const startedAt = performance.now()
  const total = await countPending(database, space)
  let done = 0
  onProgress({ done, total })
  await embedPending(job, {
    ...options,
    onEmbedded(chunks) {
      done += chunks
      onProgress({ done, total })
    },
  })
  const durationMs = performance.now() - startedAt
  await createVectorIndex(database, space)
  return { ...stored, embedded: done, pending: total - done, durationMs }
}

/** Two at the same time would pay twice for the same texts. Postgres gives the turn back when the connection ends. */
async function takeTurn(database: Database): Promise<void> {
  const [row] = await database.query<{ mine: boolean }>(
    "select pg_try_advisory_lock(hashtext('rag.ingest')) as mine",
  )
  if (row?.mine !== true) throw new Error(`Another process is ingesting into ${database.name}. Wait for it.`)
}
