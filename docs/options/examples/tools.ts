import type {
  NanoGPTCompressMemoryOptions,
  NanoGPTScrapeUrlsToolSettings,
  NanoGPTSearchEngineOptions,
  NanoGPTServerToolSettings,
  NanoGPTWebResearchToolSettings,
  NanoGPTWebSearchToolSettings,
} from '@nanogpt/ai-sdk-provider'
import { z } from 'zod'
import type { ExampleTable } from './example-table.ts'

type Common = keyof NanoGPTServerToolSettings
type OfEngines = Exclude<keyof NanoGPTSearchEngineOptions, 'includeImages'>

export const all = {
  maxCharacters: { maxCharacters: 12_000 },
  onUsage: { onUsage: ({ name, costUsd }) => console.log(name, costUsd) },
  headers: { headers: { 'x-team': 'owls' } },
  extraBody: { extraBody: { newField: true } },
} as const satisfies ExampleTable<NanoGPTServerToolSettings>

export const webSearch = {
  'webSearch.provider': { provider: 'exa' },
  'webSearch.depth': { depth: 'deep' },
  'webSearch.outputType': { outputType: 'sourcedAnswer' },
  'webSearch.schema': { outputType: 'structured', schema: z.object({ price: z.number() }) },
  'webSearch.includeImages': { includeImages: true },
  'webSearch.fromDate': { fromDate: '2026-01-01' },
  'webSearch.toDate': { toDate: '2026-06-30' },
  'webSearch.includeDomains': { includeDomains: ['arxiv.org'] },
  'webSearch.excludeDomains': { excludeDomains: ['reddit.com'] },
  'webSearch.userLocation': { provider: 'exa', userLocation: 'DE' },
} as const satisfies ExampleTable<
  Omit<NanoGPTWebSearchToolSettings, Common | OfEngines>,
  NanoGPTWebSearchToolSettings,
  'webSearch.'
>

export const webResearch = {
  'webResearch.maxSources': { maxSources: 10 },
  'webResearch.topic': { topic: 'news' },
  'webResearch.freshness': { freshness: 'week' },
} as const satisfies ExampleTable<
  Omit<NanoGPTWebResearchToolSettings, Common>,
  NanoGPTWebResearchToolSettings,
  'webResearch.'
>

export const scrapeUrls = {
  'scrapeUrls.stealthMode': { stealthMode: true },
} as const satisfies ExampleTable<
  Omit<NanoGPTScrapeUrlsToolSettings, Common>,
  NanoGPTScrapeUrlsToolSettings,
  'scrapeUrls.'
>

export const compressMemory = {
  'compressMemory.keepRecent': { keepRecent: 4 },
  'compressMemory.files': { files: 'mention' },
  'compressMemory.contextLimit': { contextLimit: 64_000 },
  'compressMemory.days': { days: 90 },
  'compressMemory.abortSignal': { abortSignal: AbortSignal.timeout(60_000) },
  'compressMemory.onUsage': { onUsage: ({ costUsd }) => console.log(costUsd) },
  'compressMemory.headers': { headers: { 'x-team': 'owls' } },
  'compressMemory.extraBody': { extraBody: { newField: true } },
} as const satisfies ExampleTable<
  NanoGPTCompressMemoryOptions,
  NanoGPTCompressMemoryOptions,
  'compressMemory.'
>
