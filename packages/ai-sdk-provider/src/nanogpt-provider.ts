import {
  InvalidArgumentError,
  NoSuchModelError,
  type LanguageModelV4,
  type ProviderV4,
} from '@ai-sdk/provider'
import type { FetchFunction, Resolvable } from '@ai-sdk/provider-utils'
import { NanoGPTChatModel } from './chat/chat-model.ts'
import type { NanoGPTBilling } from './chat/prepare-chat.ts'
import type { NanoGPTChatModelId } from './model-id/known-model-ids.ts'
import type { NanoGPTCompression } from './transport/compression.ts'
import { normalizeBaseURL } from './transport/endpoints.ts'
import { loadBaseURL } from './transport/environment.ts'
import { NanoGPTClient } from './transport/http-client.ts'
import { VERSION } from './version.ts'

/** Settings of {@link createNanoGPT}. All of them are optional. */
export interface NanoGPTProviderSettings {
  /**
   * The API key, or a function that gets it; asked for with every request, never before the first.
   * Default: the environment variable `NANOGPT_API_KEY`, then `NANO_GPT_API_KEY`.
   */
  apiKey?: Resolvable<string>
  /**
   * Where the API is. A trailing slash, a bare host and a pasted endpoint are understood. Default: the
   * environment variable `NANOGPT_BASE_URL`, then `https://nano-gpt.com/api/v1`.
   */
  baseURL?: string
  /** Headers of every request. One of them may authenticate instead of a key. */
  headers?: Record<string, string | undefined>
  /** A `fetch` of your own: middleware, tests, the emulator. */
  fetch?: FetchFunction
  /**
   * How calls are paid: `auto` leaves it to the account (default), `subscription` uses the endpoints that
   * only know models of the subscription and warns of what would be charged all the same, `paygo` charges
   * the balance.
   */
  billing?: NanoGPTBilling
  /**
   * gzip of request bodies: `auto` (default) compresses what is sent to NanoGPT's own hosts from 16 KiB on,
   * `off` nothing, `{ minBytes }` everything from that size on, whatever the host. A server that refuses it
   * with a 415 gets that request once more as it is, and the later ones too.
   */
  compression?: NanoGPTCompression
  /**
   * Milliseconds without an event after which an open stream fails. Comments that keep the connection
   * open do not count as events. Off by default: models may think for minutes.
   */
  idleTimeout?: number
  /**
   * Prefix of the provider ids, default `nanogpt`. Under another name options are also read from its
   * camelCase form, beside `nanogpt`.
   */
  name?: string
}

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

  /** Not in this version: throws `NoSuchModelError`. */
  embeddingModel(modelId: string): never

  /**
   * Not in this version: throws `NoSuchModelError`.
   * @deprecated Use `embeddingModel`.
   */
  textEmbeddingModel(modelId: string): never

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
 * @throws InvalidArgumentError when `baseURL` is no URL, or `idleTimeout` no number of milliseconds.
 * @example
 * const nanogpt = createNanoGPT({ apiKey: process.env.MY_KEY, billing: 'subscription' })
 * const { text } = await generateText({ model: nanogpt('zai-org/glm-5'), prompt: 'Hello' })
 */
export function createNanoGPT(settings: NanoGPTProviderSettings = {}): NanoGPTProvider {
  const { name = 'nanogpt', billing = 'auto', compression = 'auto', idleTimeout } = settings
  checkIdleTimeout(idleTimeout)
  const configured = settings.baseURL === undefined ? undefined : normalizeBaseURL(settings.baseURL)
  // The environment is read when the first model is made, so that importing this package does nothing.
  let client: NanoGPTClient | undefined
  const createChatModel = (modelId: NanoGPTChatModelId) => {
    client ??= new NanoGPTClient(
      {
        baseURL: configured ?? normalizeBaseURL(loadBaseURL()),
        userAgent: `ai-sdk-nanogpt/${VERSION}`,
        compression,
        ...(idleTimeout !== undefined && { idleTimeout }),
      },
      settings,
    )
    return new NanoGPTChatModel(modelId, { providerName: name, billing }, client)
  }

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
    embeddingModel: refuse('embeddingModel'),
    textEmbeddingModel: refuse('embeddingModel'),
    imageModel: refuse('imageModel'),
    speechModel: refuse('speechModel'),
    transcriptionModel: refuse('transcriptionModel'),
    videoModel: refuse('videoModel'),
    rerankingModel: refuse('rerankingModel'),
  })
}

/** The provider with default settings: key and base URL come from the environment, when they are needed. */
export const nanogpt: NanoGPTProvider = createNanoGPT()

function checkIdleTimeout(idleTimeout: number | undefined): void {
  if (idleTimeout === undefined || idleTimeout > 0) return
  throw new InvalidArgumentError({
    argument: 'idleTimeout',
    message: `idleTimeout must be a positive number of milliseconds, not ${idleTimeout}. Leave it out to switch it off.`,
  })
}

type ModelType = NoSuchModelError['modelType']

function refuse(modelType: ModelType): (modelId: string) => never {
  return modelId => {
    throw new NoSuchModelError({
      modelId,
      modelType,
      message: `This version of the NanoGPT provider has no ${modelType} '${modelId}': it has language models of /chat/completions.`,
    })
  }
}
