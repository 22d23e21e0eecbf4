import { z } from 'zod'

const count = (max: number, min = 1) => z.int().min(min).max(max).optional()
const text = z.string().optional()
const texts = z.array(z.string()).optional()
const flag = z.boolean().optional()
const contextSize = z.enum(['low', 'medium', 'high']).optional()

const place = { country: text, city: text, region: text, timezone: text }

const userLocation = z.strictObject({ type: z.literal('approximate'), ...place }).optional()

const common = {
  enabled: z.boolean(),
  search_context_size: contextSize,
  searchContextSize: contextSize,
  user_location: userLocation,
  userLocation: userLocation,
}

export const depth = z.enum(['standard', 'deep']).optional()

export const exaDepth = z
  .enum(['standard', 'fast', 'auto', 'neural', 'deep', 'instant', 'deep-reasoning'])
  .optional()

const perplexity = {
  maxResults: count(20),
  maxTokensPerPage: z.int().min(1).optional(),
  maxTokens: count(1_000_000),
  country: text,
  searchDomainFilter: z.array(z.string()).max(20).optional(),
  searchLanguageFilter: z.array(z.string()).max(10).optional(),
}

const valyu = {
  searchType: z.enum(['all', 'web']).optional(),
  fastMode: flag,
  maxNumResults: count(50),
  maxPrice: z.number().min(0).optional(),
  relevanceThreshold: z.number().min(0).max(1).optional(),
  responseLength: z.union([z.enum(['short', 'medium', 'large', 'max']), z.number()]).optional(),
  countryCode: text,
  includedSources: texts,
  excludedSources: texts,
  urlOnly: flag,
  category: text,
}

const tavily = {
  maxResults: count(20, 0),
  includeAnswer: z.union([z.boolean(), z.enum(['basic', 'advanced'])]).optional(),
  includeRawContent: z.union([z.boolean(), z.enum(['markdown', 'text'])]).optional(),
  includeImages: flag,
  includeImageDescriptions: flag,
  includeFavicon: flag,
  topic: z.enum(['general', 'news', 'finance']).optional(),
  timeRange: z.enum(['day', 'week', 'month', 'year']).optional(),
  startDate: text,
  endDate: text,
  chunksPerSource: count(3),
  country: text,
}

const livecrawl = {
  livecrawl: z.enum(['never', 'fallback', 'always', 'preferred']).optional(),
  livecrawlTimeout: z.number().optional(),
  subpages: z.int().min(0).optional(),
  subpageTarget: z.union([z.string(), z.array(z.string())]).optional(),
}

const exa = {
  numResults: count(100),
  category: text,
  // Exa takes a country here, everybody else the place object.
  userLocation: z
    .union([z.string(), z.strictObject({ type: z.literal('approximate'), ...place })])
    .optional(),
  additionalQueries: texts,
  startCrawlDate: text,
  endCrawlDate: text,
  startPublishedDate: text,
  endPublishedDate: text,
  includeText: texts,
  excludeText: texts,
  ...livecrawl,
  contents: z.strictObject(livecrawl).optional(),
}

const kagiSource = z.enum(['web', 'news', 'search']).optional()

const brave = {
  count: count(50, 0),
  maxResults: count(50, 0),
  offset: count(9, 0),
  safesearch: z.enum(['off', 'moderate', 'strict']).optional(),
  freshness: text,
  searchLang: text,
  uiLang: text,
  extraSnippets: flag,
  spellcheck: flag,
  goggles: z.union([z.string(), z.array(z.string())]).optional(),
  country: text,
}

/** What each engine takes beside the query, here and on `/api/web`. */
export const engineOptions = {
  perplexity,
  valyu,
  tavily,
  exa,
  kagi: { kagiSource, kagi_source: kagiSource },
  brave,
}

/** Each engine has its own options; an option of another engine is an unknown field. */
const engine = z.discriminatedUnion('provider', [
  z.strictObject({ ...common, provider: z.undefined().optional(), depth: z.union([depth, exaDepth]) }),
  z.strictObject({ ...common, provider: z.enum(['native', 'linkup', 'firecrawl']), depth }),
  z.strictObject({ ...common, provider: z.literal('perplexity'), depth, ...perplexity }),
  z.strictObject({ ...common, provider: z.literal('valyu'), depth, ...valyu }),
  z.strictObject({ ...common, provider: z.literal('tavily'), depth, ...tavily }),
  z.strictObject({ ...common, provider: z.literal('exa'), depth: exaDepth, ...exa }),
  z.strictObject({ ...common, provider: z.literal('kagi'), depth, ...engineOptions.kagi }),
  z.strictObject({ ...common, provider: z.literal('brave'), depth, ...brave }),
  z.strictObject({ ...common, provider: z.literal('sofya'), depth: z.literal('standard').optional() }),
])

const webSearch = z.union([z.boolean(), engine]).optional()

export const searchFields = {
  web_search: webSearch,
  webSearch: webSearch,
  linkup: webSearch,
  web_search_options: z
    .strictObject({
      search_context_size: contextSize,
      user_location: z
        .strictObject({ type: z.literal('approximate'), approximate: z.strictObject(place).optional() })
        .optional(),
    })
    .optional(),
}

export type WebSearch = z.infer<typeof webSearch>
