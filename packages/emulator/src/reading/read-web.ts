import { invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { WebBody } from '../contract/web-fields.ts'
import { readDates, type DateRange } from './read-dates.ts'

/** What is searched for, whichever engine does it. */
export interface WebQuery {
  query: string
  /** How many results at most. */
  count: number
  /** Hosts; a result is on one of them or below it. Empty: anywhere. */
  include: readonly string[]
  exclude: readonly string[]
  dates: DateRange | undefined
  news: boolean
  images: boolean
}

/** A web search. */
export interface SearchRequest {
  operation: 'search'
  provider: string
  depth: string
  outputType: 'searchResults' | 'sourcedAnswer' | 'structured'
  /** Of `structured`. */
  schema: Record<string, unknown>
  search: WebQuery
  /** Pages that the engine reads for every result, which some of them bill. */
  crawled: number
  /** Kagi's own index instead of its quick sources. */
  sourceSearch: boolean
}

/** What only Sofya does. */
export type SofyaRequest = { provider: 'sofya'; depth: string } & (
  | { operation: 'fetch'; urls: readonly string[]; rawHtml: boolean }
  | { operation: 'extract'; url: string; prompt: string }
  | { operation: 'research'; search: WebQuery }
)

export type WebRequest = SearchRequest | SofyaRequest

type Options = Readonly<Record<string, unknown>>

function numberIn(options: Options, names: readonly string[]): number | undefined {
  return names.map(name => options[name]).find(value => typeof value === 'number')
}

/** Domains as hosts, whether they came as such or as addresses. */
function hostsIn(options: Options, names: readonly string[]): string[] {
  const lists = names.map(name => options[name]).filter(value => Array.isArray(value))
  return lists
    .flat()
    .filter(value => typeof value === 'string')
    .map(value =>
      value
        .replace(/^\w+:\/\//, '')
        .replace(/\/.*$/, '')
        .toLowerCase(),
    )
    .filter(host => host !== '')
}

function requireText(value: unknown, message: string): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw invalidRequest('missing_required_parameter', message)
  return value
}

const usualCounts: Readonly<Record<string, number>> = { sofya: 10 }

function readQuery(options: Options, provider: string, now: number): WebQuery {
  const filter = hostsIn(options, ['searchDomainFilter'])
  return {
    query: requireText(options.query, 'Query parameter is required and must be a string'),
    count:
      numberIn(options, ['maxResults', 'numResults', 'maxNumResults', 'count']) ?? usualCounts[provider] ?? 5,
    include: [
      ...hostsIn(options, ['includeDomains', 'includedSources']),
      ...filter.filter(host => !host.startsWith('-')),
    ],
    exclude: [
      ...hostsIn(options, ['excludeDomains', 'excludedSources']),
      ...filter.flatMap(host => (host.startsWith('-') ? [host.slice(1)] : [])),
    ],
    dates: readDates(options, now),
    news: options.topic === 'news' || options.kagiSource === 'news' || options.kagi_source === 'news',
    images: options.includeImages === true,
  }
}

/** The schema comes as a text with JSON in it. */
function readSchema(outputType: string, schema: string | undefined): Record<string, unknown> {
  if (outputType !== 'structured') return {}
  const text = requireText(schema, 'structuredOutputSchema is required when outputType is "structured"')
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed }
  } catch {
    // Refused like any other text that is no schema.
  }
  throw invalidValue('structuredOutputSchema', 'structuredOutputSchema must be a JSON schema as a string')
}

/** Pages of each result that an engine is told to read afresh, and those below them. */
function readCrawled(options: Options): number {
  const { contents } = options
  const { livecrawl, subpages } = { ...options, ...(typeof contents === 'object' ? contents : {}) }
  const fresh = livecrawl === 'always' || livecrawl === 'preferred' ? 1 : 0
  return fresh + (typeof subpages === 'number' ? subpages : 0)
}

function readSearch(body: WebBody, provider: string, now: number): SearchRequest {
  const { depth = 'standard', outputType = 'searchResults' } = body
  if (outputType !== 'searchResults' && provider !== 'linkup') {
    throw invalidValue(
      'outputType',
      `outputType "${outputType}" is only supported by linkup, not by ${provider}`,
    )
  }
  const options: Options = body
  return {
    operation: 'search',
    provider,
    depth,
    outputType,
    schema: readSchema(outputType, body.structuredOutputSchema),
    search: readQuery(options, provider, now),
    crawled: readCrawled(options),
    sourceSearch: [options.kagiSource, options.kagi_source].includes('search'),
  }
}

type SofyaBody = Extract<WebBody, { provider: 'sofya' }>

function readSofya(body: SofyaBody, operation: SofyaRequest['operation'], now: number): SofyaRequest {
  const sofya = { provider: 'sofya', depth: 'standard' } as const
  if (operation === 'fetch') {
    if (body.urls === undefined)
      throw invalidRequest('missing_required_parameter', 'urls is required for fetch')
    const rawHtml = body.includeRawHtml ?? body.include_raw_html ?? false
    return { ...sofya, operation, urls: body.urls, rawHtml }
  }
  if (operation === 'extract') {
    const url = requireText(body.url, 'url is required for extract')
    return { ...sofya, operation, url, prompt: requireText(body.prompt, 'prompt is required for extract') }
  }
  const count = body.maxSources ?? body.max_sources ?? 10
  return { ...sofya, operation, search: { ...readQuery(body, 'sofya', now), count } }
}

/** Understands a request to `/api/web`. */
export function readWeb(body: WebBody, now: number): WebRequest {
  const operation = body.operation ?? 'search'
  const provider = body.provider ?? 'linkup'
  if (operation === 'search') return readSearch(body, provider, now)
  if (body.provider === 'sofya') return readSofya(body, operation, now)
  throw invalidValue('operation', `operation "${operation}" is only supported by sofya, not by ${provider}`)
}
