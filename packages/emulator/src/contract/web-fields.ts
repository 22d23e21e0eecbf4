import { z } from 'zod'
import { depth, engineOptions, exaDepth } from './search-fields.ts'

const text = z.string().optional()
const texts = z.array(z.string()).optional()
const flag = z.boolean().optional()
const date = z.iso.date({ error: 'must be a date as YYYY-MM-DD' }).optional()

/** What every engine takes. Which of it an operation needs is another question. */
const common = {
  query: text,
  operation: z.enum(['search', 'fetch', 'extract', 'research']).optional(),
  outputType: z.enum(['searchResults', 'sourcedAnswer', 'structured']).optional(),
  structuredOutputSchema: text,
  includeImages: flag,
  fromDate: date,
  toDate: date,
  includeDomains: texts,
  excludeDomains: texts,
}

const windows = ['day', 'week', 'month', 'year']

const sofya = {
  maxResults: z.int().min(1).max(20).optional(),
  topic: z.enum(['general', 'news']).optional(),
  freshness: z
    .string()
    .refine(value => windows.includes(value) || /^\d{4}-\d{2}-\d{2}:\d{4}-\d{2}-\d{2}$/.test(value), {
      error: 'must be day, week, month, year or YYYY-MM-DD:YYYY-MM-DD',
    })
    .optional(),
  includeDomains: z.array(z.string()).max(10).optional(),
  excludeDomains: z.array(z.string()).max(10).optional(),
  urls: z.array(z.string()).min(1).max(10).optional(),
  includeRawHtml: flag,
  include_raw_html: flag,
  url: text,
  prompt: text,
  maxSources: z.int().min(5).max(30).optional(),
  max_sources: z.int().min(5).max(30).optional(),
}

const { perplexity, valyu, tavily, exa, kagi, brave } = engineOptions

/** The body of `POST /api/web`: the options of an engine stand beside the query, and those of others are unknown fields. */
export const webFields = z.discriminatedUnion('provider', [
  z.strictObject({ ...common, provider: z.undefined().optional(), depth }),
  z.strictObject({ ...common, provider: z.enum(['linkup', 'firecrawl']), depth }),
  z.strictObject({ ...common, provider: z.literal('perplexity'), depth, ...perplexity }),
  z.strictObject({ ...common, provider: z.literal('valyu'), depth, ...valyu }),
  z.strictObject({ ...common, provider: z.literal('tavily'), depth, ...tavily }),
  z.strictObject({ ...common, provider: z.literal('exa'), depth: exaDepth, ...exa }),
  z.strictObject({ ...common, provider: z.literal('kagi'), depth, ...kagi }),
  z.strictObject({ ...common, provider: z.literal('brave'), depth, ...brave }),
  z.strictObject({
    ...common,
    provider: z.literal('sofya'),
    depth: z.literal('standard').optional(),
    ...sofya,
  }),
])

export type WebBody = z.infer<typeof webFields>

/** The body of `POST /api/scrape-urls`. */
export const scrapeFields = z.strictObject({
  urls: z.array(z.string()),
  stealthMode: flag,
})

/** The body of `POST /api/youtube-transcribe`. */
export const videoTranscriptFields = z.strictObject({ urls: z.array(z.string()) })
