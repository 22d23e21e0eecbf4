import { textToEmbed, type Chunk } from './chunk.ts'
import type { Database } from './database.ts'
import { embedTexts, type Embedder } from './embed-texts.ts'
import type { EmbeddingSpace } from './settings.ts'

/** Chunks that one request embeds. */
export type Batch = Pick<Chunk, 'heading' | 'content' | 'hash'>[]

/** What embeds, and where the vectors go. */
export interface EmbeddingJob extends Embedder {
  database: Database
}

// Written once, so that what is counted is what will be embedded. $1 is the model, $2 the length.
const withoutVector = `not exists (
  select from rag.embeddings
  where embeddings.hash = chunks.hash and model = $1 and dimensions = $2
)`

/** How many texts have no vector yet. */
export async function countPending(
  database: Database,
  { modelId, dimensions }: EmbeddingSpace,
): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `select count(distinct hash)::integer as count from rag.chunks where ${withoutVector}`,
    [modelId, dimensions],
  )
  return row?.count ?? 0
}

/** The texts that have no vector yet, in batches, read as they are needed. */
export async function* pendingBatches(
  database: Database,
  { modelId, dimensions }: EmbeddingSpace,
  batchSize: number,
): AsyncGenerator<Batch> {
  let last = ''
  while (true) {
    // Behind the last batch, since that one may still be on its way.
    const batch = await database.query<Batch[number]>(
      `select distinct on (hash) hash, heading, content from rag.chunks
       where ${withoutVector} and hash > $3 order by hash limit $4`,
      [modelId, dimensions, last, batchSize],
    )
    if (batch.length === 0) return
    last = batch.at(-1)?.hash ?? last
    yield batch
  }
}

/** Those of some texts that have no vector yet. */
export function readPending(
  database: Database,
  { modelId, dimensions }: EmbeddingSpace,
  hashes: readonly string[],
): Promise<Batch> {
  return database.query<Batch[number]>(
    `select distinct on (hash) hash, heading, content from rag.chunks
     where ${withoutVector} and hash = any($3::text[]) order by hash`,
    [modelId, dimensions, hashes],
  )
}

/** Embeds a batch in one request, and commits all that came back. */
export async function embedBatch(job: EmbeddingJob, batch: Batch): Promise<void> {
  const { database, space } = job
  const { embeddings, tokens } = await embedTexts(job, batch.map(textToEmbed))
  // One statement is one transaction: the batch and all its vectors, or nothing.
  await database.query(
    `with batch as (insert into rag.batches (tokens) values ($3) returning id)
     insert into rag.embeddings (hash, model, dimensions, embedding, batch)
     select hash, $1, $2, embedding::vector, batch.id
     from batch, unnest($4::text[], $5::text[]) as embedded (hash, embedding)
     on conflict do nothing`,
    [
      space.modelId,
      space.dimensions,
      tokens,
      batch.map(({ hash }) => hash),
      embeddings.map(embedding => JSON.stringify(embedding)),
    ],
  )
}

/**
 * Embeds all that is pending, several batches at the same time. After a failure or an interruption no batch is begun,
 * and those that are under way, and paid, are finished.
 */
export async function embedPending(
  job: EmbeddingJob,
  options: {
    batchSize: number
    concurrency: number
    signal: AbortSignal
    onEmbedded: (chunks: number) => void
  },
): Promise<void> {
  // All workers take from one queue. Whoever leaves its loop, for whatever reason, closes the queue for all.
  const queue = pendingBatches(job.database, job.space, options.batchSize)
  const work = async () => {
    for await (const batch of queue) {
      if (options.signal.aborted) return
      await embedBatch(job, batch)
      options.onEmbedded(batch.length)
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: options.concurrency }, work))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
