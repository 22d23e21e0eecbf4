import { z } from 'zod/v4'
import { providerRoutingSchema } from '../options/provider-routing.ts'
import { samplingShape } from '../options/sampling.ts'
import type { NanoGPTAdvisor, NanoGPTLanguageModelChatOptions, NanoGPTPromptCaching } from './chat-options.ts'
import type { NanoGPTUserLocation, NanoGPTWebSearchOptions } from './web-search-options.ts'

/** A schema for every key of a type: an option that is forgotten here does not compile. */
type SchemaOf<T> = Record<keyof T, z.ZodType>

const boolean = z.boolean().optional()
const number = z.number().optional()
const fraction = z.number().min(0).max(1).optional()
const count = z.number().int().min(0).optional()
const text = z.string().optional()
const texts = z.array(z.string()).optional()
const words = <const T extends readonly string[]>(...values: T) => z.enum(values).optional()
const options = <T>(shape: SchemaOf<T>) => z.strictObject(shape)

const promptCaching = () =>
  options<NanoGPTPromptCaching>({
    enabled: boolean,
    ttl: words('5m', '1h'),
    cutAfterMessageIndex: count,
    stickyProvider: boolean,
    explicitCacheControl: boolean,
  })

const userLocation = () =>
  options<NanoGPTUserLocation>({
    type: z.literal('approximate').optional(),
    country: text,
    city: text,
    region: text,
    timezone: text,
  })

const ENGINES = [
  'native',
  'linkup',
  'tavily',
  'brave',
  'sofya',
  'exa',
  'kagi',
  'perplexity',
  'valyu',
  'firecrawl',
] as const

// Engines validate their own ranges, which change more often than this package.
const webSearch = () =>
  options<NanoGPTWebSearchOptions>({
    enabled: boolean,
    provider: words(...ENGINES),
    depth: words('standard', 'deep', 'fast', 'auto', 'neural', 'instant', 'deep-reasoning'),
    searchContextSize: words('low', 'medium', 'high'),
    userLocation: z.union([userLocation(), z.string()]).optional(),
    maxResults: count,
    maxTokensPerPage: count,
    maxTokens: count,
    country: text,
    searchDomainFilter: texts,
    searchLanguageFilter: texts,
    searchType: words('all', 'web'),
    fastMode: boolean,
    maxNumResults: count,
    maxPrice: number,
    relevanceThreshold: fraction,
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
  })

const advisor = () =>
  options<NanoGPTAdvisor>({
    model: z.string().min(1),
    instructions: z.string().max(16_000).optional(),
    mode: words('auto', 'required'),
    maxUses: z.literal(1).optional(),
    maxCompletionTokens: z.number().int().positive().optional(),
    forwardTranscript: z.literal(false).optional(),
  })

const chatOptions = () =>
  options<NanoGPTLanguageModelChatOptions>({
    reasoning: z
      .strictObject({ effort: text, enabled: boolean, exclude: boolean, maxTokens: count })
      .optional(),
    parallelToolCalls: boolean,
    strictJsonSchema: boolean,
    ...samplingShape(),
    user: text,
    provider: z.union([z.string().min(1), providerRoutingSchema()]).optional(),
    routing: words('speed', 'throughput', 'latency', 'price', 'tools'),
    caching: boolean,
    stickyProvider: boolean,
    promptCaching: z.union([z.boolean(), promptCaching()]).optional(),
    webSearch: z.union([z.boolean(), webSearch()]).optional(),
    memory: z
      .union([
        z.boolean(),
        z.strictObject({
          days: z.number().int().min(1).max(365).optional(),
          contextLimit: z.number().int().min(1).optional(),
        }),
      ])
      .optional(),
    redaction: boolean,
    moderation: z.union([z.boolean(), z.string().min(1)]).optional(),
    byok: z.strictObject({ enabled: boolean, provider: text, disableFallbacks: boolean }).optional(),
    billingMode: words('paygo', 'subscription', 'auto'),
    serviceTier: words('auto', 'default', 'flex', 'fast', 'priority'),
    scraping: boolean,
    youtubeTranscripts: boolean,
    advisor: advisor().optional(),
    metadata: z.record(z.string(), z.json()).optional(),
    extraBody: z.record(z.string(), z.json()).optional(),
  })

let schema: ReturnType<typeof chatOptions> | undefined

/** The schema of a call's options; made when it is first needed, since that takes longer than all of the import. */
export function chatOptionsSchema(): ReturnType<typeof chatOptions> {
  return (schema ??= chatOptions())
}
