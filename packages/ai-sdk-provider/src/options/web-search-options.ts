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
  /** Filled in where it is missing. */
  type?: 'approximate'
  /** Two letters, ISO 3166-1. */
  country?: string
  /** Name of the city. */
  city?: string
  /** Name of the region or state. */
  region?: string
  /** IANA name, for example `Europe/Berlin`. */
  timezone?: string
}

/** Options of one engine or a few. */
export interface NanoGPTSearchEngineOptions {
  /** Most results. Perplexity (1–20), Tavily (0–20), Brave (0–50), Sofya (1–20). */
  maxResults?: number
  /** Most tokens that are taken from a page. Perplexity. */
  maxTokensPerPage?: number
  /** Most tokens of all results together, up to 1,000,000. Perplexity. */
  maxTokens?: number
  /** Prefer results from this country. Perplexity, Tavily, Brave. */
  country?: string
  /** Search these domains, up to 20. Perplexity. */
  searchDomainFilter?: string[]
  /** Results in these languages, up to 10. Perplexity. */
  searchLanguageFilter?: string[]

  /** Search the web alone, or all that Valyu has. Valyu. */
  searchType?: 'all' | 'web'
  /** Sooner, and with less in it. Valyu. */
  fastMode?: boolean
  /** Most results, 1–50. Valyu. */
  maxNumResults?: number
  /** The highest price that a search may take. Valyu. */
  maxPrice?: number
  /** How relevant a result must be, 0–1. Valyu. */
  relevanceThreshold?: number
  /** How much text a result has: a word, or a number of characters. Valyu. */
  responseLength?: 'short' | 'medium' | 'large' | 'max' | number
  /** Prefer results from this country. Valyu. */
  countryCode?: string
  /** Search these sources alone. Valyu. */
  includedSources?: string[]
  /** Leave these sources out. Valyu. */
  excludedSources?: string[]
  /** Addresses without the text of the pages. Valyu. */
  urlOnly?: boolean
  /** What kind of result is wanted, in the words of the engine. Valyu, Exa. */
  category?: string

  /** An answer that Tavily itself writes, short or `advanced`. Tavily. */
  includeAnswer?: boolean | 'basic' | 'advanced'
  /** The whole text of the pages too. Tavily. */
  includeRawContent?: boolean | 'markdown' | 'text'
  /** Pictures too. Tavily. */
  includeImages?: boolean
  /** What the pictures show, in words. Tavily. */
  includeImageDescriptions?: boolean
  /** The icons of the pages' sites. Tavily. */
  includeFavicon?: boolean
  /** What the search is about. Tavily; Sofya, without `finance`. */
  topic?: 'general' | 'news' | 'finance'
  /** No older than this. Tavily. */
  timeRange?: 'day' | 'week' | 'month' | 'year'
  /** First day of publication, YYYY-MM-DD. Tavily. */
  startDate?: string
  /** Last day of publication, YYYY-MM-DD. Tavily. */
  endDate?: string
  /** Passages that are taken from a page, 1–3. Tavily. */
  chunksPerSource?: number

  /** Number of results, 1–100. Exa. */
  numResults?: number
  /** Further searches for the same thing, in other words. Exa. */
  additionalQueries?: string[]
  /** Pages that Exa read on this ISO date or later. Exa. */
  startCrawlDate?: string
  /** Pages that Exa read on this ISO date or before. Exa. */
  endCrawlDate?: string
  /** Pages that were published on this ISO date or later. Exa. */
  startPublishedDate?: string
  /** Pages that were published on this ISO date or before. Exa. */
  endPublishedDate?: string
  /** Words that a page must have. Exa. */
  includeText?: string[]
  /** Words that a page must not have. Exa. */
  excludeText?: string[]
  /** Whether pages are read anew rather than taken from the store. Exa. */
  livecrawl?: 'never' | 'fallback' | 'always' | 'preferred'
  /** Milliseconds that reading a page anew may take. Exa. */
  livecrawlTimeout?: number
  /** How many pages below each result are read. Exa. */
  subpages?: number
  /** Words by which those pages are chosen. Exa. */
  subpageTarget?: string | string[]

  /** Which of the indexes is searched. Kagi. */
  kagiSource?: 'web' | 'news' | 'search'

  /** Number of results, 0–50. Brave. */
  count?: number
  /** Pages of results to skip, 0–9. Brave. */
  offset?: number
  /** How strictly explicit pages are left out. Brave. */
  safesearch?: 'off' | 'moderate' | 'strict'
  /** How old a page may be. Brave; Sofya: `day`, `week`, `month`, `year`, or `YYYY-MM-DD:YYYY-MM-DD`. */
  freshness?: string
  /** Language of the results. Brave. */
  searchLang?: string
  /** Language of the words around the results. Brave. */
  uiLang?: string
  /** Further passages of each page. Brave. */
  extraSnippets?: boolean
  /** Correct the spelling of the search first. Brave. */
  spellcheck?: boolean
  /** A Goggle, which orders the results by rules of its own. Brave. */
  goggles?: string
}

/** `providerOptions.nanogpt.webSearch`. What an engine does not know it ignores. Field `web_search`. */
export interface NanoGPTWebSearchOptions extends NanoGPTSearchEngineOptions {
  /** Whether to search. Default `true`. `false` does not cancel an `:online` suffix: that is the server's rule. */
  enabled?: boolean
  /** The engine. Default: the model's own search on OpenAI's newer models, Linkup elsewhere. */
  provider?: NanoGPTWebSearchProvider
  /** How thoroughly: `standard`, or `deep`, which is dearer; Exa has its own. */
  depth?: 'standard' | 'deep' | 'fast' | 'auto' | 'neural' | 'instant' | 'deep-reasoning'
  /**
   * How much of what it finds the model's own search reads: `native` only; default `medium`. Field
   * `search_context_size`.
   */
  searchContextSize?: 'low' | 'medium' | 'high'
  /** Where the user is: for `native` an object, for Exa a country. Field `user_location`, of Exa `userLocation`. */
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
