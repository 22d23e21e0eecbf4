import { usageLedger } from '@nanogpt/ai-sdk-provider'
import { APICallError, type EmbeddingModel } from 'ai'
import { FatalError } from 'workflow'
import { fullCorpus, smallCorpus } from '../src/corpus.ts'
import { openDatabase, type Database } from '../src/database.ts'
import { embedBatch, pendingBatches, readPending } from '../src/embed-chunks.ts'
import { createTables, createVectorIndex } from '../src/schema.ts'
import { batchSize, chunkSize, space } from '../src/settings.ts'
import { forgetOrphans, storeFolder, type StoredFolder } from '../src/store-documents.ts'

// A server has one connection for all its steps.
let opened: Promise<Database> | undefined

function connect(): Promise<Database> {
  const url = process.env['DATABASE_URL']
  // An embedded database belongs to one process, and steps run on many machines.
  if (url === undefined)
    throw new FatalError('DATABASE_URL is not set: it names the Postgres server of all machines.')
  opened ??= openDatabase({ url, folder: '' }).catch((error: unknown) => {
    // The next attempt asks again.
    opened = undefined
    throw error
  })
  return opened
}

/** Reads and cuts the documents. */
export async function storeCorpus({ full }: { full: boolean }): Promise<StoredFolder> {
  'use step'
  const database = await connect()
  await createTables(database)
  const stored: StoredFolder = { documents: 0, changed: 0, removed: 0 }
  for (const folder of full ? fullCorpus : smallCorpus) {
    const { documents, changed, removed } = await storeFolder(database, folder, { chunkSize })
    stored.documents += documents
    stored.changed += changed
    stored.removed += removed
  }
  await forgetOrphans(database)
  return stored
}

/** What there is to do: the hashes of each batch, not the texts, which the log need not hold. */
export async function listPending(): Promise<string[][]> {
  'use step'
  const batches: string[][] = []
  for await (const batch of pendingBatches(await connect(), space, batchSize)) {
    batches.push(batch.map(({ hash }) => hash))
  }
  return batches
}

/**
 * Embeds one batch, and returns its tokens. The engine may run a step again whose end it did not hear of: then all of
 * the batch has its vectors, and nothing is paid.
 */
export async function embedSome(model: EmbeddingModel, hashes: string[]): Promise<number> {
  'use step'
  const database = await connect()
  const batch = await readPending(database, space, hashes)
  if (batch.length === 0) return 0
  const ledger = usageLedger()
  try {
    await embedBatch({ database, model, space, ledger }, batch)
  } catch (error) {
    // The engine tries every failed step again, which does not help an empty balance.
    if (APICallError.isInstance(error) && !error.isRetryable) throw new FatalError(error.message)
    throw error
  }
  return ledger.totals().inputTokens
}

export async function indexVectors(): Promise<void> {
  'use step'
  await createVectorIndex(await connect(), space)
}
