import type { JSONObject, JSONValue } from '@ai-sdk/provider'

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
  | 'videoGeneration'
  | 'textToVideo'
  | 'imageToVideo'
  | 'audioGeneration'
  | 'textToSpeech'
  | 'speechToText'
  | 'customDimensions'
  | 'nsfw'
  | (string & {})

/** Prices of tokens in USD per million. A key that is absent is unknown; 0 is free. */
export interface NanoGPTTokenPrices {
  readonly input?: number
  readonly output?: number
  /** Input tokens that come from the prompt cache. */
  readonly cacheRead?: number
  /** Input tokens that are written to the prompt cache. */
  readonly cacheWrite?: number
}

/** A price of something else than tokens. */
export interface NanoGPTUnitPrice {
  readonly usd: number
  /** What is counted: `image`, `video`, `second`, `minute`, `generation`, `1k characters`, `input image`, … */
  readonly per: string
  /**
   * Which of the model's offers, most general first: `1024x1024`, `720p`, `5 s`, `with audio`,
   * `text to video 720p`, … Absent: the only one, or the plain one.
   */
  readonly variant?: string
}

/** Something that can be chosen for a call of a media model. What is absent is unknown. */
export interface NanoGPTModelParameter {
  /** What it may be, where only some values will do. */
  readonly values?: readonly JSONValue[]
  readonly min?: number
  readonly max?: number
  readonly default?: JSONValue
  readonly label?: string
  /** What the list says of it where it says one thing, such as `true`, or 4 for `max_images`. */
  readonly value?: JSONValue
}

/** A model of the catalogue. What is `undefined` is unknown, and nothing is guessed. Frozen, since calls share it. */
export interface NanoGPTModelInfo {
  /** For the provider's methods. */
  readonly id: string
  /** `audio` where the list does not tell speech from transcription, as with the cloning of voices. */
  readonly kind: NanoGPTModelKind
  readonly name: string | undefined
  readonly description: string | undefined
  readonly ownedBy: string | undefined
  /** When the model was added, where the list tells it, and not the time of the request. */
  readonly createdAt: Date | undefined
  /** The most input tokens of a call. */
  readonly contextLength: number | undefined
  /** The most tokens of an answer. */
  readonly maxOutputTokens: number | undefined
  /** Of embedding models: the length of a vector. */
  readonly dimensions: number | undefined
  readonly inputModalities: readonly string[] | undefined
  readonly outputModalities: readonly string[] | undefined
  readonly abilities: Readonly<Partial<Record<NanoGPTAbility, boolean>>>
  /** What `reasoning.effort` may be. */
  readonly reasoningEfforts: readonly string[] | undefined
  /** What `serviceTier` may be, besides `default`. */
  readonly serviceTiers: readonly string[] | undefined
  /** Whether a subscription covers it. */
  readonly isSubscription: boolean | undefined
  /** How many tokens of the subscription's quota an input token takes. */
  readonly quotaMultiplier: number | undefined
  /** In USD per million tokens. */
  readonly tokenPrices: NanoGPTTokenPrices
  /** What is not counted in tokens. */
  readonly unitPrices: readonly NanoGPTUnitPrice[]
  /** The least that a call costs, in USD, however little it uses. */
  readonly minimumPrice: number | undefined
  /** Of speech models. */
  readonly voices: readonly string[] | undefined
  /** Of the files that come back: `mp3`, `webp`, … */
  readonly formats: readonly string[] | undefined
  /** Of images and videos: `1024x1024`, `720p`, … */
  readonly resolutions: readonly string[] | undefined
  /** What can be chosen for a call of a media model, under the list's names: `resolution`, `duration`, `seed`, … */
  readonly parameters: Readonly<Record<string, NanoGPTModelParameter>>
  /** The entry as it came. */
  readonly raw: JSONObject
}

/** Settings of `getAvailableModels`. */
export interface NanoGPTModelQuery {
  /** Which lists; `all` is every one. Default `text`. */
  kind?: NanoGPTModelKind | 'all' | readonly NanoGPTModelKind[]
  /**
   * Of text models: those that the subscription covers, those that it does not, or those that the account may
   * use, which needs a key. Default: all, whatever `billing` and `baseURL` are.
   */
  plan?: 'subscription' | 'paid' | 'personalized'
  /** Of text models: the order. `favorites` needs a key. Default: the server's. */
  sort?: 'favorites' | 'mostused'
  /** `false` asks for ids alone. Default `true`. */
  detailed?: boolean
  /** Asks anew, though the answer is younger than five minutes. */
  refresh?: boolean
  /** Ends the call; a request that others wait for goes on for them. */
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
