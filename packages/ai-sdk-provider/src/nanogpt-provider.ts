import {
  NoSuchModelError,
  type EmbeddingModelV4,
  type LanguageModelV4,
  type ProviderV4,
} from '@ai-sdk/provider'
import { NanoGPTChatModel } from './chat/chat-model.ts'
import { NanoGPTEmbeddingModel } from './embedding/embedding-model.ts'
import type { NanoGPTChatModelId, NanoGPTEmbeddingModelId } from './model-id/known-model-ids.ts'
import { normalizeBaseURL } from './transport/endpoints.ts'
import { loadBaseURL } from './transport/environment.ts'
import { NanoGPTClient } from './transport/http-client.ts'
import { checkSettings, LONGEST_TIMEOUT, type NanoGPTProviderSettings } from './provider-settings.ts'
import { VERSION } from './version.ts'

/** The NanoGPT provider: call it with a model id, or use one of its methods. */
export interface NanoGPTProvider extends ProviderV4 {
  /** A chat model, the same as {@link NanoGPTProvider.languageModel}. */
  (modelId: NanoGPTChatModelId): LanguageModelV4

  readonly specificationVersion: 'v4'

  /**
   * A language model of `/chat/completions`. The id may carry suffixes.
   *
   * @example nanogpt.languageModel('zai-org/glm-5:online')
   */
  languageModel(modelId: NanoGPTChatModelId): LanguageModelV4

  /** The same as {@link NanoGPTProvider.languageModel}. */
  chatModel(modelId: NanoGPTChatModelId): LanguageModelV4

  /** The same as {@link NanoGPTProvider.languageModel}. */
  chat(modelId: NanoGPTChatModelId): LanguageModelV4

  /** Not in this version: throws `NoSuchModelError`. */
  completionModel(modelId: string): never

  /**
   * A model of `/embeddings`, for `embed` and `embedMany`.
   *
   * @example nanogpt.embeddingModel('text-embedding-3-small')
   */
  embeddingModel(modelId: NanoGPTEmbeddingModelId): EmbeddingModelV4

  /** The same as {@link NanoGPTProvider.embeddingModel}. */
  embedding(modelId: NanoGPTEmbeddingModelId): EmbeddingModelV4

  /**
   * The same as {@link NanoGPTProvider.embeddingModel}.
   * @deprecated Use `embeddingModel`.
   */
  textEmbeddingModel(modelId: NanoGPTEmbeddingModelId): EmbeddingModelV4

  /** Not in this version: throws `NoSuchModelError`. */
  imageModel(modelId: string): never

  /** Not in this version: throws `NoSuchModelError`. */
  speechModel(modelId: string): never

  /** Not in this version: throws `NoSuchModelError`. */
  transcriptionModel(modelId: string): never

  /** Not in this version: throws `NoSuchModelError`. */
  videoModel(modelId: string): never

  /** NanoGPT has no reranking endpoint: throws `NoSuchModelError`. */
  rerankingModel(modelId: string): never
}

/**
 * Makes a provider for NanoGPT.
 *
 * @throws InvalidArgumentError naming the setting that cannot be.
 * @example
 * const nanogpt = createNanoGPT({ apiKey: process.env.MY_KEY, billing: 'subscription' })
 * const { text } = await generateText({ model: nanogpt('zai-org/glm-5'), prompt: 'Hello' })
 */
export function createNanoGPT(settings: NanoGPTProviderSettings = {}): NanoGPTProvider {
  const { name = 'nanogpt', billing = 'auto', compression = 'auto', idleTimeout } = settings
  checkSettings(settings)
  const configured = settings.baseURL === undefined ? undefined : normalizeBaseURL(settings.baseURL)
  // The environment is read when the first model is made, so that importing this package does nothing.
  let client: NanoGPTClient | undefined
  const connect = () =>
    (client ??= new NanoGPTClient(
      {
        baseURL: configured ?? normalizeBaseURL(loadBaseURL()),
        userAgent: `ai-sdk-nanogpt/${VERSION}`,
        compression,
        // Without an end there is nothing to time.
        ...(idleTimeout !== undefined && idleTimeout <= LONGEST_TIMEOUT && { idleTimeout }),
      },
      settings,
    ))
  const createChatModel = (modelId: NanoGPTChatModelId) =>
    new NanoGPTChatModel(modelId, { providerName: name, billing }, connect())
  const createEmbeddingModel = (modelId: NanoGPTEmbeddingModelId) =>
    new NanoGPTEmbeddingModel(modelId, { providerName: name, billing }, connect())

  const provider = function (modelId: NanoGPTChatModelId): LanguageModelV4 {
    if (new.target) {
      throw new Error('Call the NanoGPT provider without new: nanogpt(modelId).')
    }
    return createChatModel(modelId)
  }

  return Object.assign(provider, {
    specificationVersion: 'v4' as const,
    languageModel: createChatModel,
    chatModel: createChatModel,
    chat: createChatModel,
    completionModel: refuse('languageModel'),
    embeddingModel: createEmbeddingModel,
    embedding: createEmbeddingModel,
    textEmbeddingModel: createEmbeddingModel,
    imageModel: refuse('imageModel'),
    speechModel: refuse('speechModel'),
    transcriptionModel: refuse('transcriptionModel'),
    videoModel: refuse('videoModel'),
    rerankingModel: refuse('rerankingModel'),
  })
}

/** The provider with default settings: key and base URL come from the environment, when they are needed. */
export const nanogpt: NanoGPTProvider = createNanoGPT()

type ModelType = NoSuchModelError['modelType']

function refuse(modelType: ModelType): (modelId: string) => never {
  return modelId => {
    throw new NoSuchModelError({
      modelId,
      modelType,
      message: `This version of the NanoGPT provider has no ${modelType} '${modelId}': it has language models of /chat/completions, and embedding models.`,
    })
  }
}
