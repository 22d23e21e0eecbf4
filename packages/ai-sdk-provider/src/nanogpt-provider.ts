import {
  NoSuchModelError,
  type EmbeddingModelV4,
  type Experimental_StreamingSpeechModelV4,
  type Experimental_VideoModelV4,
  type ImageModelV4,
  type LanguageModelV4,
  type ProviderV4,
  type TranscriptionModelV4,
} from '@ai-sdk/provider'
import { createAccount, type NanoGPTAccount } from './account/account.ts'
import { createCatalog, type NanoGPTCatalog } from './catalog/model-catalog.ts'
import { NanoGPTChatModel } from './chat/chat-model.ts'
import { NanoGPTCompletionModel } from './completion/completion-model.ts'
import { NanoGPTEmbeddingModel } from './embedding/embedding-model.ts'
import type { NanoGPTImageModelSettings } from './image/image-options.ts'
import { NanoGPTImageModel } from './image/image-model.ts'
import type {
  NanoGPTChatModelId,
  NanoGPTCompletionModelId,
  NanoGPTEmbeddingModelId,
  NanoGPTImageModelId,
  NanoGPTSpeechModelId,
  NanoGPTTranscriptionModelId,
  NanoGPTVideoModelId,
} from './model-id/known-model-ids.ts'
import { NanoGPTSpeechModel } from './speech/speech-model.ts'
import { NanoGPTTranscriptionModel } from './transcription/transcription-model.ts'
import type { ModelSettings } from './model/served-model.ts'
import { normalizeBaseURL } from './transport/endpoints.ts'
import { loadBaseURL } from './transport/environment.ts'
import { NanoGPTClient } from './transport/http-client.ts'
import { createMemory, type NanoGPTMemory } from './tools/compress-memory.ts'
import { createServerTools, type NanoGPTServerTools } from './tools/server-tools.ts'
import { checkSettings, LONGEST_TIMEOUT, type NanoGPTProviderSettings } from './provider-settings.ts'
import { VERSION } from './version.ts'
import { NanoGPTVideoModel } from './video/video-model.ts'

/** The NanoGPT provider: call it with a model id, or use one of its methods. */
export interface NanoGPTProvider extends ProviderV4, NanoGPTCatalog, NanoGPTAccount, NanoGPTMemory {
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

  /**
   * A model of `/completions`, which continues a text.
   *
   * @example nanogpt.completionModel('zai-org/glm-5')
   */
  completionModel(modelId: NanoGPTCompletionModelId): LanguageModelV4

  /** The same as {@link NanoGPTProvider.completionModel}. */
  completion(modelId: NanoGPTCompletionModelId): LanguageModelV4

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

  /**
   * A model of `/images`, for `generateImage`.
   *
   * @throws InvalidArgumentError when `maxImagesPerCall` is no whole number from 1 on.
   * @example nanogpt.imageModel('gpt-image-2')
   */
  imageModel(modelId: NanoGPTImageModelId, settings?: NanoGPTImageModelSettings): ImageModelV4

  /** The same as {@link NanoGPTProvider.imageModel}. */
  image(modelId: NanoGPTImageModelId, settings?: NanoGPTImageModelSettings): ImageModelV4

  /**
   * A model of speech or music, for `generateSpeech` and `experimental_streamSpeech`.
   *
   * @example nanogpt.speechModel('Kokoro-82m')
   */
  speechModel(modelId: NanoGPTSpeechModelId): Experimental_StreamingSpeechModelV4

  /** The same as {@link NanoGPTProvider.speechModel}. */
  speech(modelId: NanoGPTSpeechModelId): Experimental_StreamingSpeechModelV4

  /**
   * A model that writes down what is said, for `transcribe`.
   *
   * @example nanogpt.transcriptionModel('Whisper-Large-V3')
   */
  transcriptionModel(modelId: NanoGPTTranscriptionModelId): TranscriptionModelV4

  /** The same as {@link NanoGPTProvider.transcriptionModel}. */
  transcription(modelId: NanoGPTTranscriptionModelId): TranscriptionModelV4

  /**
   * A model of videos, for `experimental_generateVideo`.
   *
   * @example nanogpt.videoModel('veo3-1-fast-video')
   */
  videoModel(modelId: NanoGPTVideoModelId): Experimental_VideoModelV4

  /** The same as {@link NanoGPTProvider.videoModel}. */
  video(modelId: NanoGPTVideoModelId): Experimental_VideoModelV4

  /** NanoGPT's search, scraping and transcripts as tools for models of any provider. */
  readonly tools: NanoGPTServerTools

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
  const models = createModels({ providerName: name, billing }, connect)

  const provider = function (modelId: NanoGPTChatModelId): LanguageModelV4 {
    if (new.target) {
      throw new Error('Call the NanoGPT provider without new: nanogpt(modelId).')
    }
    return models.chat(modelId)
  }

  return Object.assign(provider, {
    specificationVersion: 'v4' as const,
    ...models,
    ...createCatalog(connect),
    ...createAccount(connect),
    ...createMemory(connect),
    tools: createServerTools(connect),
    languageModel: models.chat,
    chatModel: models.chat,
    completionModel: models.completion,
    embeddingModel: models.embedding,
    textEmbeddingModel: models.embedding,
    imageModel: models.image,
    speechModel: models.speech,
    transcriptionModel: models.transcription,
    videoModel: models.video,
    rerankingModel: refuse('rerankingModel'),
  })
}

/** A function for each kind of model. */
function createModels(settings: ModelSettings, connect: () => NanoGPTClient) {
  return {
    chat: (modelId: NanoGPTChatModelId) => new NanoGPTChatModel(modelId, settings, connect()),
    completion: (modelId: NanoGPTCompletionModelId) =>
      new NanoGPTCompletionModel(modelId, settings, connect()),
    embedding: (modelId: NanoGPTEmbeddingModelId) => new NanoGPTEmbeddingModel(modelId, settings, connect()),
    image: (modelId: NanoGPTImageModelId, own: NanoGPTImageModelSettings = {}) =>
      new NanoGPTImageModel(modelId, { ...settings, ...own }, connect()),
    speech: (modelId: NanoGPTSpeechModelId) => new NanoGPTSpeechModel(modelId, settings, connect()),
    transcription: (modelId: NanoGPTTranscriptionModelId) =>
      new NanoGPTTranscriptionModel(modelId, settings, connect()),
    video: (modelId: NanoGPTVideoModelId) => new NanoGPTVideoModel(modelId, settings, connect()),
  }
}

/** The provider with default settings: key and base URL come from the environment, when they are needed. */
export const nanogpt: NanoGPTProvider = createNanoGPT()

type ModelType = NoSuchModelError['modelType']

function refuse(modelType: ModelType): (modelId: string) => never {
  return modelId => {
    throw new NoSuchModelError({
      modelId,
      modelType,
      message: `NanoGPT has no models of the kind ${modelType}, so there is no '${modelId}'.`,
    })
  }
}
