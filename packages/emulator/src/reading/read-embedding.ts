import { ApiError, invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { EmbeddingBody } from '../contract/embedding-fields.ts'
import { findEmbeddingModel, type EmbeddingModel } from '../data/embedding-models.ts'

/** What an embedding request asks for. */
export interface EmbeddingRequest {
  model: EmbeddingModel
  values: readonly string[]
  dimensions: number
  isBase64: boolean
}

/** The one error that the page of this endpoint shows; its code is null. */
function unknownModel(): ApiError {
  return new ApiError({ status: 400, message: 'Invalid model specified', param: 'model' })
}

function readDimensions(asked: number | undefined, { id, dimensions, reducible }: EmbeddingModel): number {
  if (asked === undefined || asked === dimensions) return dimensions
  if (!reducible) throw invalidValue('dimensions', `${id} does not support dimensions: it has ${dimensions}.`)
  if (asked > dimensions) throw invalidValue('dimensions', `${id} has at most ${dimensions} dimensions.`)
  return asked
}

/** Puts a body together with the catalogue, or refuses it. */
export function readEmbedding(body: EmbeddingBody): EmbeddingRequest {
  const model = findEmbeddingModel(body.model)
  if (model === undefined) throw unknownModel()
  return {
    model,
    values: typeof body.input === 'string' ? [body.input] : body.input,
    dimensions: readDimensions(body.dimensions, model),
    isBase64: body.encoding_format === 'base64',
  }
}

/** Refuses the first value that is too long for the model, by its index. */
export function checkLengths({ model }: EmbeddingRequest, tokens: readonly number[]): void {
  const index = tokens.findIndex(count => count > model.maxTokens)
  if (index === -1) return
  throw invalidRequest(
    'context_length_exceeded',
    `input[${index}] has ${tokens[index]} tokens. ${model.id} takes ${model.maxTokens}.`,
    `input[${index}]`,
  )
}
