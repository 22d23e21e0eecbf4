import { InvalidArgumentError } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { NanoGPTSearchEngineOptions } from '../options/web-search-options.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTWebSearchToolSettings } from './tool-settings.ts'

type Settings = NanoGPTWebSearchToolSettings
type Engine = NonNullable<Settings['provider']>
type EngineOption = Exclude<keyof NanoGPTSearchEngineOptions, 'includeImages'> | 'userLocation'

/** Which options each engine knows (API sheet §5.9, §18.1). */
const OPTIONS_OF: Readonly<Record<Engine, readonly EngineOption[]>> = {
  linkup: [],
  firecrawl: [],
  kagi: ['kagiSource'],
  sofya: ['maxResults', 'topic', 'freshness'],
  perplexity: [
    'maxResults',
    'maxTokensPerPage',
    'maxTokens',
    'country',
    'searchDomainFilter',
    'searchLanguageFilter',
  ],
  valyu: [
    'searchType',
    'fastMode',
    'maxNumResults',
    'maxPrice',
    'relevanceThreshold',
    'responseLength',
    'countryCode',
    'includedSources',
    'excludedSources',
    'urlOnly',
    'category',
  ],
  tavily: [
    'maxResults',
    'includeAnswer',
    'includeRawContent',
    'includeImageDescriptions',
    'includeFavicon',
    'topic',
    'timeRange',
    'startDate',
    'endDate',
    'chunksPerSource',
    'country',
  ],
  exa: [
    'numResults',
    'category',
    'userLocation',
    'additionalQueries',
    'startCrawlDate',
    'endCrawlDate',
    'startPublishedDate',
    'endPublishedDate',
    'includeText',
    'excludeText',
    'livecrawl',
    'livecrawlTimeout',
    'subpages',
    'subpageTarget',
  ],
  brave: [
    'count',
    'maxResults',
    'offset',
    'safesearch',
    'freshness',
    'searchLang',
    'uiLang',
    'extraSnippets',
    'spellcheck',
    'goggles',
    'country',
  ],
}

/** The least and the most that an engine takes (API sheet §5.9, §18.1). */
const BOUNDS_OF: Partial<
  Record<Engine, Partial<Record<EngineOption, readonly [least: number, most: number]>>>
> = {
  sofya: { maxResults: [1, 20] },
  perplexity: { maxResults: [1, 20], maxTokens: [1, 1_000_000] },
  valyu: { maxNumResults: [1, 50], relevanceThreshold: [0, 1] },
  tavily: { maxResults: [0, 20], chunksPerSource: [1, 3] },
  exa: { numResults: [1, 100] },
  brave: { count: [0, 50], maxResults: [0, 50], offset: [0, 9] },
}

const ENGINES = Object.keys(OPTIONS_OF) as Engine[]
const ENGINE_OPTIONS: ReadonlySet<string> = new Set(Object.values(OPTIONS_OF).flat())

/** Domains that a list for Sofya may have. */
const MOST_SOFYA_DOMAINS = 10

/**
 * Refuses what cannot work together. The API would refuse it too, but only when a model first searches.
 *
 * @throws InvalidArgumentError
 */
export function checkSearchSettings(settings: Settings): void {
  const { provider = 'linkup', outputType = 'searchResults', schema, depth } = settings
  for (const option of Object.keys(definedEntries(settings))) checkEngineOption(option, provider)
  if (outputType !== 'searchResults' && provider !== 'linkup') {
    throw refusal(`outputType '${outputType}' is Linkup's alone, and provider is '${provider}'.`)
  }
  if ((outputType === 'structured') !== (schema !== undefined)) {
    throw refusal("outputType 'structured' and schema belong together: set both, or neither.")
  }
  checkDepth(depth, provider)
  checkBounds({ ...settings }, provider)
  const fault = findFault({ ...settings })
  if (fault !== undefined) throw refusal(fault)
}

function checkEngineOption(option: string, provider: Engine): void {
  if (!ENGINE_OPTIONS.has(option) || OPTIONS_OF[provider].some(known => known === option)) return
  const owners = ENGINES.filter(engine => OPTIONS_OF[engine].some(known => known === option))
  throw refusal(`${option} is an option of ${owners.join(', ')}, and provider is '${provider}'.`)
}

function checkDepth(depth: Settings['depth'], provider: Engine): void {
  const isCommon = depth === undefined || depth === 'standard' || depth === 'deep'
  if (!isCommon && provider !== 'exa')
    throw refusal(`depth '${depth}' is Exa's, and provider is '${provider}'.`)
  if (depth === 'deep' && provider === 'sofya') throw refusal("Sofya knows the depth 'standard' alone.")
}

function checkBounds(settings: JsonRecord, provider: Engine): void {
  for (const [option, [least, most]] of Object.entries(BOUNDS_OF[provider] ?? {})) {
    const value = settings[option]
    if (typeof value !== 'number' || (value >= least && value <= most)) continue
    throw refusal(`${option} of '${provider}' must be from ${least} to ${most}, not ${value}.`)
  }
}

function refusal(message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'settings', message: `tools.webSearch: ${message}` })
}

/** What is wrong with the fields of a search, in words that a model understands too. */
export function findFault({ query, fromDate, toDate, ...body }: JsonRecord): string | undefined {
  if (query === '') return 'The query is empty: write what to search for.'
  for (const [name, date] of Object.entries({ fromDate, toDate })) {
    if (date !== undefined && !z.iso.date().safeParse(date).success) {
      return `${name} must be a day as YYYY-MM-DD, such as 2026-05-01, not '${String(date)}'.`
    }
  }
  if (fromDate !== undefined && toDate !== undefined && String(fromDate) > String(toDate)) {
    return `fromDate (${String(fromDate)}) lies after toDate (${String(toDate)}).`
  }
  const lists = ['includeDomains', 'excludeDomains'].map(name => body[name])
  const longest = Math.max(...lists.map(list => (Array.isArray(list) ? list.length : 0)))
  const isTooLong = body.provider === 'sofya' && longest > MOST_SOFYA_DOMAINS
  return isTooLong ? `${longest} domains are too many: name up to ${MOST_SOFYA_DOMAINS}.` : undefined
}
