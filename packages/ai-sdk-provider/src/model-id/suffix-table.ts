// The suffix grammar of model ids as data (API sheet §4). `model-id.ts` interprets it.

/** What the `:fast`-like suffixes ask the router for. */
export type RoutingPreference = 'speed' | 'throughput' | 'latency' | 'price' | 'tools'

/** Presets of `:online/<preset>`: an engine, with its depth where it has several. */
export type WebSearchPreset = (typeof WEB_SEARCH_PRESETS)[number] | (string & {})

/** Levels of `:reasoning-effort/<level>`. `minimal` exists in request bodies only. */
export type SuffixReasoningEffort = (typeof SUFFIX_REASONING_EFFORTS)[number]

/** The words of each suffix without a value, and what they mean. The first word of a meaning is the canonical one. */
export const ROUTING_WORDS: Readonly<Record<string, RoutingPreference>> = {
  speed: 'speed',
  fast: 'speed',
  throughput: 'throughput',
  latency: 'latency',
  price: 'price',
  cheap: 'price',
  floor: 'price',
  tools: 'tools',
}

export const CACHING_WORDS: readonly string[] = ['caching', 'cache', 'cached']

export const REDACTION_WORDS: readonly string[] = ['redaction', 'redacted', 'piiredaction', 'piiredacted']

export const SUFFIX_REASONING_EFFORTS = ['none', 'low', 'medium', 'high', 'xhigh', 'max'] as const

export const WEB_SEARCH_PRESETS = [
  'native',
  'linkup',
  'linkup-deep',
  'tavily',
  'tavily-deep',
  'brave',
  'brave-deep',
  'sofya',
  'exa-fast',
  'exa-auto',
  'exa-neural',
  'exa-deep',
  'exa-instant',
  'exa-deep-reasoning',
  'kagi',
  'kagi-web',
  'kagi-news',
  'kagi-search',
  'perplexity',
  'perplexity-deep',
  'valyu',
  'valyu-deep',
  'valyu-web',
  'valyu-web-deep',
  'firecrawl',
  'firecrawl-deep',
] as const

/** Context memory is kept for 1 to 365 days; `:memory` alone means 30. */
export const MEMORY_DAYS = { minimum: 1, maximum: 365 } as const
