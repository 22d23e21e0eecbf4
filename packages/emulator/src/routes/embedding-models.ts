import { vendorOf } from '../data/model.ts'
import { embeddingModels, type EmbeddingModel } from '../data/embedding-models.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'
import { addedTo } from './list-reply.ts'

function describe(model: EmbeddingModel): Record<string, unknown> {
  return {
    id: model.id,
    object: 'model',
    created: 1_788_000_000,
    owned_by: vendorOf(model.id),
    name: model.id,
    description: `Vectors of ${model.dimensions} numbers.`,
    dimensions: model.dimensions,
    max_dimensions: model.dimensions,
    supports_dimensions: model.reducible,
    max_tokens: model.maxTokens,
    pricing: { per_million_tokens: model.price, currency: 'USD' },
  }
}

/** `GET …/embedding-models`. Needs no key. */
export function listEmbeddingModels(context: EmulatorContext): Response {
  const data = [...embeddingModels.map(describe), ...addedTo(context, 'embedding')]
  return deliver(context, jsonReply({ object: 'list', data }))
}
