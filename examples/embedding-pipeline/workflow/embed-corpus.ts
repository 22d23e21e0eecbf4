import { nanogpt } from '@nanogpt/ai-sdk-provider'
import type { EmbeddingModel } from 'ai'
import { concurrency, space } from '../src/settings.ts'
import { embedSome, indexVectors, listPending, storeCorpus } from './steps.ts'

/**
 * The ingestion as a durable workflow. Every step that has ended is in the log of the engine: after a crash, or on
 * another machine, the workflow goes on behind the last of them. What is in here only orders the steps; it is run
 * again from the beginning each time, with the results of the log.
 */
export async function embedCorpus({ full }: { full: boolean }) {
  'use workflow'

  // A model is plain data to the engine: its id and settings travel in the log, the key does not.
  const model: EmbeddingModel = nanogpt.embeddingModel(space.modelId)

  const stored = await storeCorpus({ full })
  const batches = await listPending()
  let tokens = 0
  for (let first = 0; first < batches.length; first += concurrency) {
    const some = batches.slice(first, first + concurrency)
    const spent = await Promise.all(some.map(hashes => embedSome(model, hashes)))
    tokens += spent.reduce((sum, count) => sum + count, 0)
  }
  await indexVectors()
  return { ...stored, batches: batches.length, tokens }
}
