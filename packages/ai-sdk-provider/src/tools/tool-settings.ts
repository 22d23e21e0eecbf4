import type { FlexibleSchema } from '@ai-sdk/provider-utils'
import { z } from 'zod/v4'
import type { UsageRecord } from '../middleware/usage-record.ts'
import { parseOptions } from '../options/parse-options.ts'
import {
  searchDepth,
  searchEngineShape,
  type NanoGPTSearchEngineOptions,
  type NanoGPTWebSearchOptions,
  type NanoGPTWebSearchProvider,
} from '../options/web-search-options.ts'
import type { JsonRecord } from '../wire/json.ts'

/** What all server tools take. */
export interface NanoGPTServerToolSettings {
  /**
   * Most characters of text in a result, all its texts together. What is longer is cut, and says so. `Infinity`
   * cuts nothing. Default 40,000, some 10,000 tokens.
   */
  maxCharacters?: number
  /**
   * Called with a record of each request when it is over, however it ended: `ledger.record` of a `usageLedger`,
   * `limit.record` of a `spendLimit`, or a function of your own.
   */
  onUsage?: (record: UsageRecord) => void
  /** Headers of each request. */
  headers?: Record<string, string | undefined>
  /** Fields of the request that the tool has no setting for. They win over all others. */
  extraBody?: JsonRecord
}

/**
 * `nanogpt.tools.webSearch`. What is set here the model cannot choose. An engine's options are those of
 * `webSearch` in the options of chat models.
 */
export interface NanoGPTWebSearchToolSettings
  extends NanoGPTServerToolSettings, Omit<NanoGPTSearchEngineOptions, 'includeImages'> {
  /** The engine. Default `linkup`. */
  provider?: Exclude<NanoGPTWebSearchProvider, 'native'>
  /** `standard` (default) or the dearer `deep`; Exa has its own, Sofya has `standard` alone. */
  depth?: NanoGPTWebSearchOptions['depth']
  /**
   * `searchResults` (default): pages. `sourcedAnswer`: an answer with its sources. `structured`: data of the
   * shape of `schema`. The last two are Linkup's.
   */
  outputType?: 'searchResults' | 'sourcedAnswer' | 'structured'
  /** The shape of the data of `structured`, as Zod or `jsonSchema()`. Field `structuredOutputSchema`. */
  schema?: FlexibleSchema
  /** Pictures too. Default `false`. */
  includeImages?: boolean
  /** First day of publication, `YYYY-MM-DD`. */
  fromDate?: string
  /** Last day of publication, `YYYY-MM-DD`. */
  toDate?: string
  /** Pages of these domains alone. Sofya: up to 10. */
  includeDomains?: string[]
  /** No pages of these domains. Sofya: up to 10. */
  excludeDomains?: string[]
  /** Exa: the country of the user. */
  userLocation?: string
}

/** `nanogpt.tools.webResearch`. */
export interface NanoGPTWebResearchToolSettings extends NanoGPTServerToolSettings {
  /** Sources that the answer may rest on, 5 to 30. */
  maxSources?: number
  /** What kind of pages to look for. */
  topic?: 'general' | 'news'
  /**
   * How old a page may be: `day`, `week`, `month`, `year`, or `YYYY-MM-DD:YYYY-MM-DD`. Unset, the model may
   * choose.
   */
  freshness?: string
}

/** `nanogpt.tools.scrapeUrls`. */
export interface NanoGPTScrapeUrlsToolSettings extends NanoGPTServerToolSettings {
  /** A browser that hides what it is, at five times the price. Default `false`. */
  stealthMode?: boolean
}

const text = z.string().optional()
const texts = z.array(z.string()).min(1).optional()
const boolean = z.boolean().optional()

const isLimit = (value: unknown) => value === Infinity || (Number.isInteger(value) && Number(value) > 0)

/** What the schemas of all settings have. */
export const serverToolShape = () =>
  ({
    maxCharacters: z.custom<number>(isLimit, 'must be a whole number above 0, or Infinity').optional(),
    onUsage: z
      .custom<NonNullable<NanoGPTServerToolSettings['onUsage']>>(isFunction, 'must be a function')
      .optional(),
    headers: z.record(z.string(), z.string().optional()).optional(),
    extraBody: z.record(z.string(), z.json()).optional(),
  }) satisfies Record<keyof NanoGPTServerToolSettings, z.ZodType>

const isFunction = (value: unknown) => typeof value === 'function'

const isSchema = (value: unknown) =>
  isFunction(value) ||
  (typeof value === 'object' && value !== null && (SDK_SCHEMA in value || '~standard' in value))

/** What `jsonSchema()` and its like sign their schemas with; others that look alike, the SDK does not take. */
const SDK_SCHEMA = Symbol.for('vercel.ai.schema')

const SCHEMAS = {
  webSearch: () =>
    z.strictObject({
      ...serverToolShape(),
      ...searchEngineShape(),
      provider: z
        .enum(['linkup', 'tavily', 'brave', 'sofya', 'exa', 'kagi', 'perplexity', 'valyu', 'firecrawl'])
        .optional(),
      depth: searchDepth(),
      outputType: z.enum(['searchResults', 'sourcedAnswer', 'structured']).optional(),
      schema: z
        .custom<FlexibleSchema>(isSchema, 'must be a Zod schema, or what jsonSchema() makes of a JSON schema')
        .optional(),
      includeImages: boolean,
      fromDate: z.iso.date().optional(),
      toDate: z.iso.date().optional(),
      includeDomains: texts,
      excludeDomains: texts,
      userLocation: text,
    } satisfies Record<keyof NanoGPTWebSearchToolSettings, z.ZodType>),
  webFetch: () => z.strictObject(serverToolShape()),
  webExtract: () => z.strictObject(serverToolShape()),
  webResearch: () =>
    z.strictObject({
      ...serverToolShape(),
      maxSources: z.number().int().min(5).max(30).optional(),
      topic: z.enum(['general', 'news']).optional(),
      freshness: text,
    } satisfies Record<keyof NanoGPTWebResearchToolSettings, z.ZodType>),
  scrapeUrls: () =>
    z.strictObject({ ...serverToolShape(), stealthMode: boolean } satisfies Record<
      keyof NanoGPTScrapeUrlsToolSettings,
      z.ZodType
    >),
  youtubeTranscripts: () => z.strictObject(serverToolShape()),
}

/** @throws InvalidArgumentError for settings that the tool does not have, or not with such a value. */
export function checkSettings(tool: keyof typeof SCHEMAS, settings: object): void {
  parseOptions(SCHEMAS[tool](), { ...settings }, { argument: 'settings', path: `tools.${tool}` })
}
