import type { JSONObject } from '@ai-sdk/provider'

/** The lists of NanoGPT. `audio` is `speech` and `transcription` together. */
export type NanoGPTModelKind = 'text' | 'image' | 'video' | 'audio' | 'speech' | 'transcription' | 'embedding'

/** What a model can do; any other word of the catalogue comes in camelCase too. */
export type NanoGPTAbility =
  | 'vision'
  | 'videoInput'
  | 'audioInput'
  | 'pdfInput'
  | 'reasoning'
  | 'toolCalling'
  | 'parallelToolCalls'
  | 'structuredOutput'
  | 'batch'
  | 'imageGeneration'
  | 'imageToImage'
  | 'inpainting'
  | 'textToVideo'
  | 'imageToVideo'
  | 'audioGeneration'
  | 'textToSpeech'
  | 'speechToText'
  | 'nsfw'
  | (string & {})

/** Prices of tokens in USD per million. A key that is absent is unknown; 0 is free. */
export interface NanoGPTTokenPrices {
  input?: number
  output?: number
  /** Input tokens that come from the prompt cache. */
  cacheRead?: number
  /** Input tokens that are written to the prompt cache. */
  cacheWrite?: number
}

/** A price of something else than tokens. */
export interface NanoGPTUnitPrice {
  usd: number
  /** What is counted, in the catalogue's words: `image`, `second`, `minute`, `video`, `1k characters`, … */
  per: string
  /** Which of the model's offers: a resolution such as `1024x1024` or `720p`, a duration such as `5 s`, `with audio`. */
  variant?: string
}

/** A model of the catalogue. What is `undefined` is unknown, and nothing is guessed. */
export interface NanoGPTModelInfo {
  /** For the provider's methods. */
  id: string
  kind: NanoGPTModelKind
  name: string | undefined
  description: string | undefined
  ownedBy: string | undefined
  /** When the model was added, where the list tells it; not of sound, whose list tells the time of the request. */
  createdAt: Date | undefined
  /** The most input tokens of a call. */
  contextLength: number | undefined
  /** The most tokens of an answer. */
  maxOutputTokens: number | undefined
  /** Of embedding models: the length of a vector. */
  dimensions: number | undefined
  inputModalities: string[] | undefined
  outputModalities: string[] | undefined
  abilities: Partial<Record<NanoGPTAbility, boolean>>
  /** What `reasoning.effort` may be. */
  reasoningEfforts: string[] | undefined
  /** What `serviceTier` may be, besides `default`. */
  serviceTiers: string[] | undefined
  /** Whether a subscription covers it. */
  isSubscription: boolean | undefined
  /** In USD per million tokens. */
  tokenPrices: NanoGPTTokenPrices
  /** What is not counted in tokens. */
  unitPrices: NanoGPTUnitPrice[]
  /** Options of media models as the catalogue lists them: resolutions, voices, formats, durations, `max_images`, … */
  parameters: JSONObject
  /** The entry as it came. */
  raw: JSONObject
}

/** Settings of `getAvailableModels`. */
export interface NanoGPTModelQuery {
  /** Which lists; `all` is every one. Default `text`. */
  kind?: NanoGPTModelKind | 'all' | readonly NanoGPTModelKind[]
  /**
   * Of text models: those that the subscription covers, those that it does not, or those that the account may
   * use, which needs a key. Default: all.
   */
  plan?: 'subscription' | 'paid' | 'personalized'
  /** Of text models: the order. `favorites` needs a key. Default: the server's. */
  sort?: 'favorites' | 'mostused'
  /** `false` asks for ids alone. Default `true`. */
  detailed?: boolean
  /** Asks anew, though the answer is younger than five minutes. */
  refresh?: boolean
  abortSignal?: AbortSignal
  /** Headers for this request, over those of the provider; an answer to such a request is not kept. */
  headers?: Record<string, string | undefined>
}

/** One provider behind a model. */
export interface NanoGPTModelProvider {
  /** For the option `provider`. */
  id: string
  isAvailable: boolean | undefined
  /** In USD per million tokens, the markup for choosing a provider included. */
  tokenPrices: NanoGPTTokenPrices
  raw: JSONObject
}

/** The providers behind a model. */
export interface NanoGPTModelProviders {
  /** Without suffixes. */
  modelId: string
  displayName: string | undefined
  /** Whether the option `provider` has an effect. */
  supportsProviderSelection: boolean | undefined
  /** Of a call that chooses no provider. */
  defaultPrices: NanoGPTTokenPrices
  providers: NanoGPTModelProvider[]
  raw: JSONObject
}
