import { z } from 'zod/v4'
import { providerRoutingSchema } from '../options/provider-routing.ts'
import { samplingShape } from '../options/sampling.ts'
import {
  searchDepth,
  searchEngineShape,
  type NanoGPTUserLocation,
  type NanoGPTWebSearchOptions,
} from '../options/web-search-options.ts'
import type { NanoGPTAdvisor, NanoGPTLanguageModelChatOptions, NanoGPTPromptCaching } from './chat-options.ts'

/** A schema for every key of a type: an option that is forgotten here does not compile. */
type SchemaOf<T> = Record<keyof T, z.ZodType>

const boolean = z.boolean().optional()
const count = z.number().int().min(0).optional()
const text = z.string().optional()
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

const webSearch = () =>
  options<NanoGPTWebSearchOptions>({
    enabled: boolean,
    provider: words(...ENGINES),
    depth: searchDepth(),
    searchContextSize: words('low', 'medium', 'high'),
    userLocation: z.union([userLocation(), z.string()]).optional(),
    ...searchEngineShape(),
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
