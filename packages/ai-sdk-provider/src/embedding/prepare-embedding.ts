import {
  InvalidArgumentError,
  type EmbeddingModelV4CallOptions,
  type SharedV4Warning,
} from '@ai-sdk/provider'
import { subscriptionWarning } from '../options/billing.ts'
import { readCallOptions } from '../options/call-options.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import { embeddingOptionsSchema, type NanoGPTEmbeddingModelOptions } from './embedding-options.ts'

/** A call as it is to be sent. */
export interface PreparedEmbedding {
  body: JsonRecord
  /** Length of the vectors that was asked for. */
  dimensions: number | undefined
  warnings: SharedV4Warning[]
}

/**
 * Maps a call onto a request of embeddings.
 *
 * @throws InvalidArgumentError for an unknown option, and for a value that is no text.
 */
export function prepareEmbedding(request: {
  modelId: string
  /** Name of the provider: a second key under which options are read. */
  providerName: string
  /** The caller expects a subscription to pay, which has no embeddings. */
  isSubscription: boolean
  call: EmbeddingModelV4CallOptions
}): PreparedEmbedding {
  const { modelId, providerName, isSubscription, call } = request
  const options = readCallOptions<NanoGPTEmbeddingModelOptions>(embeddingOptionsSchema(), call, providerName)
  const dimensions = options.dimensions ?? call.dimensions
  checkValues(call.values)
  return {
    body: definedEntries({
      model: modelId,
      input: call.values,
      encoding_format: options.encodingFormat ?? 'base64',
      dimensions,
      user: options.user,
    }),
    dimensions,
    warnings: subscriptionWarning(isSubscription, 'embeddings'),
  }
}

/** JavaScript callers pass what a database gave them; the server would only say that `input` is wrong. */
function checkValues(values: readonly unknown[]): void {
  const index = values.findIndex(value => typeof value !== 'string')
  if (index === -1) return
  throw new InvalidArgumentError({
    argument: 'values',
    message: `values[${index}] must be a text, not ${values[index] === null ? 'null' : typeof values[index]}.`,
  })
}
