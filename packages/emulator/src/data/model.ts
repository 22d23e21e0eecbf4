/** How hard a model can be told to think. */
export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export type Effort = (typeof efforts)[number]

/** The capability flags of the model list. */
export interface Capabilities {
  vision: boolean
  video_input: boolean
  audio_input: boolean
  reasoning: boolean
  tool_calling: boolean
  parallel_tool_calls: boolean
  structured_output: boolean
  pdf_upload: boolean
  batch_api: boolean
}

/** USD: `prompt` and `completion` per million tokens, the cache prices per thousand, as the API mixes them. */
export interface Price {
  prompt: number
  completion: number
  cacheReadPer1k?: number
  cacheWritePer1k?: number
}

/** A model of the catalogue. */
export interface Model {
  id: string
  name: string
  /** Unix seconds. */
  created: number
  description: string
  contextLength: number | null
  maxOutputTokens: number | null
  capabilities: Capabilities | null
  price: Price
  /**
   * `never` cannot think; `asked` thinks when an effort or `reasoning.enabled` says so; `default` thinks unless
   * it is switched off; `always` cannot be switched off.
   */
  thinking: 'never' | 'asked' | 'default' | 'always'
  /** Efforts it accepts; `undefined` where the list does not say and anything is accepted. */
  efforts?: readonly Effort[]
  tiers: readonly ('flex' | 'fast' | 'priority')[]
  /** Included in the subscription. */
  subscription: boolean
  /** Providers to choose from; empty where the model has no provider selection. */
  providers: readonly Provider[]
  /** Has web search of its own. */
  nativeSearch: boolean
  /** Tokens below which nothing is cached. */
  minimumCacheTokens: number
}

/** Someone who serves an open model. */
export interface Provider {
  id: string
  quantization: 'fp4' | 'fp8' | 'bf16'
  /** Relative to the model's price. */
  priceFactor: number
}

export type Feature = keyof Capabilities

const allFeatures: readonly Feature[] = [
  'vision',
  'video_input',
  'audio_input',
  'reasoning',
  'tool_calling',
  'parallel_tool_calls',
  'structured_output',
  'pdf_upload',
  'batch_api',
]

/** Features as the flags of the model list. */
export function capable(...features: Feature[]): Capabilities {
  return Object.fromEntries(
    allFeatures.map(name => [name, features.includes(name)]),
  ) as unknown as Capabilities
}

type Distinctive = Pick<Model, 'id' | 'name' | 'description' | 'price' | 'capabilities'> & Partial<Model>

/** A model with the usual answers for what its entry does not say. */
export function model(entry: Distinctive): Model {
  return {
    created: 1_788_000_000,
    contextLength: 262_144,
    maxOutputTokens: 65_536,
    thinking: entry.capabilities?.reasoning ? 'asked' : 'never',
    tiers: [],
    subscription: false,
    providers: [],
    nativeSearch: false,
    minimumCacheTokens: 1024,
    ...entry,
  }
}

export function vendorOf(id: string): string {
  return id.includes('/') ? id.slice(0, id.indexOf('/')) : 'nano-gpt'
}

/** Whether the model's price list knows caching. */
export function canCache({ price }: Model): boolean {
  return price.cacheReadPer1k !== undefined
}
