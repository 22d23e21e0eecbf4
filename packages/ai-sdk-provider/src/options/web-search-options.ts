import { z } from 'zod/v4'

/** Engines of NanoGPT's web search. `native` is the model's own. */
export type NanoGPTWebSearchProvider =
  | 'native'
  | 'linkup'
  | 'tavily'
  | 'brave'
  | 'sofya'
  | 'exa'
  | 'kagi'
  | 'perplexity'
  | 'valyu'
  | 'firecrawl'

/** Where the user is, for `native` search. */
export interface NanoGPTUserLocation {
  type?: 'approximate'
  /** Two letters, ISO 3166-1. */
  country?: string
  city?: string
  region?: string
  /** IANA name, for example `Europe/Berlin`. */
  timezone?: string
}

/** Options of one engine or a few. */
export interface NanoGPTSearchEngineOptions {
  /** Perplexity (1–20), Tavily (0–20), Brave (0–50), Sofya (1–20). */
  maxResults?: number
  /** Perplexity. */
  maxTokensPerPage?: number
  /** Perplexity, up to 1,000,000. */
  maxTokens?: number
  /** Perplexity, Tavily, Brave. */
  country?: string
  /** Perplexity, up to 20. */
  searchDomainFilter?: string[]
  /** Perplexity, up to 10. */
  searchLanguageFilter?: string[]

  /** Valyu. */
  searchType?: 'all' | 'web'
  /** Valyu. */
  fastMode?: boolean
  /** Valyu, 1–50. */
  maxNumResults?: number
  /** Valyu. */
  maxPrice?: number
  /** Valyu, 0–1. */
  relevanceThreshold?: number
  /** Valyu. */
  responseLength?: 'short' | 'medium' | 'large' | 'max' | number
  /** Valyu. */
  countryCode?: string
  /** Valyu. */
  includedSources?: string[]
  /** Valyu. */
  excludedSources?: string[]
  /** Valyu. */
  urlOnly?: boolean
  /** Valyu, Exa. */
  category?: string

  /** Tavily. */
  includeAnswer?: boolean | 'basic' | 'advanced'
  /** Tavily. */
  includeRawContent?: boolean | 'markdown' | 'text'
  /** Tavily. */
  includeImages?: boolean
  /** Tavily. */
  includeImageDescriptions?: boolean
  /** Tavily. */
  includeFavicon?: boolean
  /** Tavily; Sofya, without `finance`. */
  topic?: 'general' | 'news' | 'finance'
  /** Tavily. */
  timeRange?: 'day' | 'week' | 'month' | 'year'
  /** Tavily, YYYY-MM-DD. */
  startDate?: string
  /** Tavily, YYYY-MM-DD. */
  endDate?: string
  /** Tavily, 1–3. */
  chunksPerSource?: number

  /** Exa, 1–100. */
  numResults?: number
  /** Exa. */
  additionalQueries?: string[]
  /** Exa, ISO date. */
  startCrawlDate?: string
  /** Exa, ISO date. */
  endCrawlDate?: string
  /** Exa, ISO date. */
  startPublishedDate?: string
  /** Exa, ISO date. */
  endPublishedDate?: string
  /** Exa. */
  includeText?: string[]
  /** Exa. */
  excludeText?: string[]
  /** Exa. */
  livecrawl?: 'never' | 'fallback' | 'always' | 'preferred'
  /** Exa, milliseconds. */
  livecrawlTimeout?: number
  /** Exa. */
  subpages?: number
  /** Exa. */
  subpageTarget?: string | string[]

  /** Kagi. */
  kagiSource?: 'web' | 'news' | 'search'

  /** Brave, 0–50. */
  count?: number
  /** Brave, 0–9. */
  offset?: number
  /** Brave. */
  safesearch?: 'off' | 'moderate' | 'strict'
  /** Brave; Sofya: `day`, `week`, `month`, `year`, or `YYYY-MM-DD:YYYY-MM-DD`. */
  freshness?: string
  /** Brave. */
  searchLang?: string
  /** Brave. */
  uiLang?: string
  /** Brave. */
  extraSnippets?: boolean
  /** Brave. */
  spellcheck?: boolean
  /** Brave. */
  goggles?: string
}

/** `providerOptions.nanogpt.webSearch`. What an engine does not know it ignores. Field `web_search`. */
export interface NanoGPTWebSearchOptions extends NanoGPTSearchEngineOptions {
  /** Default `true`. `false` does not cancel an `:online` suffix: that is the server's rule. */
  enabled?: boolean
  /** Default: the model's own search on OpenAI's newer models, Linkup elsewhere. */
  provider?: NanoGPTWebSearchProvider
  /** `standard` or `deep`; Exa has its own. */
  depth?: 'standard' | 'deep' | 'fast' | 'auto' | 'neural' | 'instant' | 'deep-reasoning'
  /** `native` only; default `medium`. Field `search_context_size`. */
  searchContextSize?: 'low' | 'medium' | 'high'
  /** `native` (an object), or Exa (a country). Field `user_location`. */
  userLocation?: NanoGPTUserLocation | string
}

const boolean = z.boolean().optional()
const count = z.number().int().min(0).optional()
const text = z.string().optional()
const texts = z.array(z.string()).optional()
const words = <const T extends readonly string[]>(...values: T) => z.enum(values).optional()

export const searchDepth = () =>
  words('standard', 'deep', 'fast', 'auto', 'neural', 'instant', 'deep-reasoning')

// Engines validate their own ranges, which change more often than this package.
/** What a schema of options has of the engines. */
export const searchEngineShape = () =>
  ({
    maxResults: count,
    maxTokensPerPage: count,
    maxTokens: count,
    country: text,
    searchDomainFilter: texts,
    searchLanguageFilter: texts,
    searchType: words('all', 'web'),
    fastMode: boolean,
    maxNumResults: count,
    maxPrice: z.number().optional(),
    relevanceThreshold: z.number().min(0).max(1).optional(),
    responseLength: z.union([z.enum(['short', 'medium', 'large', 'max']), z.number()]).optional(),
    countryCode: text,
    includedSources: texts,
    excludedSources: texts,
    urlOnly: boolean,
    category: text,
    includeAnswer: z.union([z.boolean(), z.enum(['basic', 'advanced'])]).optional(),
    includeRawContent: z.union([z.boolean(), z.enum(['markdown', 'text'])]).optional(),
    includeImages: boolean,
    includeImageDescriptions: boolean,
    includeFavicon: boolean,
    topic: words('general', 'news', 'finance'),
    timeRange: words('day', 'week', 'month', 'year'),
    startDate: text,
    endDate: text,
    chunksPerSource: count,
    numResults: count,
    additionalQueries: texts,
    startCrawlDate: text,
    endCrawlDate: text,
    startPublishedDate: text,
    endPublishedDate: text,
    includeText: texts,
    excludeText: texts,
    livecrawl: words('never', 'fallback', 'always', 'preferred'),
    livecrawlTimeout: count,
    subpages: count,
    subpageTarget: z.union([z.string(), z.array(z.string())]).optional(),
    kagiSource: words('web', 'news', 'search'),
    count,
    offset: count,
    safesearch: words('off', 'moderate', 'strict'),
    freshness: text,
    searchLang: text,
    uiLang: text,
    extraSnippets: boolean,
    spellcheck: boolean,
    goggles: text,
  }) satisfies Record<keyof NanoGPTSearchEngineOptions, z.ZodType>
