import {
  TooManyEmbeddingValuesForCallError,
  type EmbeddingModelV4,
  type EmbeddingModelV4CallOptions,
  type EmbeddingModelV4Result,
} from '@ai-sdk/provider'
import { EXPERIMENTAL_EMBEDDING_MODEL_MAX_INPUT_BYTES_PER_CALL } from '@ai-sdk/provider-utils'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import type { NanoGPTEmbeddingModelId } from '../model-id/known-model-ids.ts'
import { ServedModel, type SerializedModel } from '../model/served-model.ts'
import { paygoHeaders } from '../options/billing.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import { findPricing, readCost } from '../wire/cost.ts'
import { asRecord } from '../wire/json.ts'
import { prepareEmbedding } from './prepare-embedding.ts'
import { readTokens, readVectors, withoutVectors } from './read-embedding.ts'

/** A model of `/embeddings`. */
export class NanoGPTEmbeddingModel extends ServedModel implements EmbeddingModelV4 {
  declare readonly modelId: NanoGPTEmbeddingModelId
  /** Limit of the API (API sheet §12). */
  readonly maxEmbeddingsPerCall = 2048
  /**
   * Bytes of text from which on `embedMany` begins another request. The website's own address refuses bodies of
   * about 4.4 MB (field note A10), and quotation marks and line breaks take two bytes in JSON.
   */
  readonly [EXPERIMENTAL_EMBEDDING_MODEL_MAX_INPUT_BYTES_PER_CALL] = 2_000_000
  readonly supportsParallelCalls = true

  protected readonly kind = 'embedding'

  static [WORKFLOW_SERIALIZE](model: NanoGPTEmbeddingModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTEmbeddingModel {
    return new NanoGPTEmbeddingModel(modelId, settings, new NanoGPTClient(client))
  }

  async doEmbed(call: EmbeddingModelV4CallOptions): Promise<EmbeddingModelV4Result> {
    const { modelId, provider, maxEmbeddingsPerCall } = this
    const { values } = call
    if (values.length > maxEmbeddingsPerCall) {
      throw new TooManyEmbeddingValuesForCallError({ modelId, provider, maxEmbeddingsPerCall, values })
    }
    const { body, dimensions, warnings } = prepareEmbedding({
      modelId,
      providerName: this.settings.providerName,
      isSubscription: this.isSubscription,
      call,
    })
    if (values.length === 0) return { embeddings: [], usage: { tokens: 0 }, warnings }

    const { value, answer } = await this.client.postJson({
      family: 'plain',
      path: 'embeddings',
      body,
      isCompressible: false,
      headers: paygoHeaders(this.settings.billing),
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    })
    const usage = asRecord(value.usage)
    const pricing = findPricing(value)
    const tokens = readTokens(usage ?? {}, pricing ?? {})
    const { responseHeaders } = answer
    return {
      embeddings: readVectors(value, { count: values.length, dimensions }),
      ...(tokens !== undefined && { usage: { tokens } }),
      providerMetadata: { nanogpt: { ...readCost({ usage, pricing, cache: undefined, responseHeaders }) } },
      response: { headers: responseHeaders, body: withoutVectors(value) },
      warnings,
    }
  }
}
