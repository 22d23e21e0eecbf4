import {
  TooManyEmbeddingValuesForCallError,
  type EmbeddingModelV4,
  type EmbeddingModelV4CallOptions,
  type EmbeddingModelV4Result,
} from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@ai-sdk/provider-utils'
import type { NanoGPTEmbeddingModelId } from '../model-id/known-model-ids.ts'
import type { NanoGPTBilling } from '../options/billing.ts'
import { NanoGPTClient, type ClientSettings } from '../transport/http-client.ts'
import { findPricing, readCost } from '../wire/cost.ts'
import { asRecord } from '../wire/json.ts'
import { prepareEmbedding } from './prepare-embedding.ts'
import { readTokens, readVectors, withoutVectors } from './read-embedding.ts'

/** What an embedding model is made with, besides its client. Plain JSON. */
export type EmbeddingModelSettings = {
  /** Prefix of `provider`, and a second key under which options are read. */
  providerName: string
  billing: NanoGPTBilling
}

/** A model of `/embeddings`. */
export class NanoGPTEmbeddingModel implements EmbeddingModelV4 {
  readonly specificationVersion = 'v4'
  readonly modelId: NanoGPTEmbeddingModelId
  /** Limit of the API (API sheet §12). */
  readonly maxEmbeddingsPerCall = 2048
  readonly supportsParallelCalls = true

  private readonly settings: EmbeddingModelSettings
  private readonly client: NanoGPTClient

  constructor(modelId: NanoGPTEmbeddingModelId, settings: EmbeddingModelSettings, client: NanoGPTClient) {
    this.modelId = modelId
    this.settings = settings
    this.client = client
  }

  /** For workflow engines; a model that comes back reads the key from the environment. */
  static [WORKFLOW_SERIALIZE](model: NanoGPTEmbeddingModel): SerializedEmbeddingModel {
    return { modelId: model.modelId, settings: model.settings, client: model.client.settings }
  }

  static [WORKFLOW_DESERIALIZE]({
    modelId,
    settings,
    client,
  }: SerializedEmbeddingModel): NanoGPTEmbeddingModel {
    return new NanoGPTEmbeddingModel(modelId, settings, new NanoGPTClient(client))
  }

  get provider(): string {
    return `${this.settings.providerName}.embedding`
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
      isSubscription: this.settings.billing === 'subscription' || this.client.isSubscriptionURL,
      call,
    })
    if (values.length === 0) return { embeddings: [], usage: { tokens: 0 }, warnings }

    const { value, answer } = await this.client.postJson({
      family: 'plain',
      path: 'embeddings',
      body,
      isCompressible: false,
      headers: {},
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    })
    const usage = asRecord(value.usage)
    const pricing = findPricing(value)
    const tokens = readTokens(usage ?? {}, pricing ?? {})
    const requestId = answer.responseHeaders['x-request-id']
    return {
      embeddings: readVectors(value, { count: values.length, dimensions }),
      ...(tokens !== undefined && { usage: { tokens } }),
      providerMetadata: { nanogpt: { ...readCost({ usage, pricing, cache: undefined, requestId }) } },
      response: { headers: answer.responseHeaders, body: withoutVectors(value) },
      warnings,
    }
  }
}

type SerializedEmbeddingModel = {
  modelId: string
  settings: EmbeddingModelSettings
  client: ClientSettings
}
