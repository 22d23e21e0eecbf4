import type {
  NanoGPTLanguageModelChatOptions as Options,
  NanoGPTUserLocation,
  NanoGPTWebSearchOptions,
} from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const webSearch = {
  'webSearch.enabled': { webSearch: { enabled: true } },
  'webSearch.provider': { webSearch: { provider: 'exa' } },
  'webSearch.depth': { webSearch: { provider: 'linkup', depth: 'deep' } },
  'webSearch.searchContextSize': { webSearch: { provider: 'native', searchContextSize: 'low' } },
  'webSearch.userLocation': {
    webSearch: { provider: 'native', userLocation: { country: 'DE', city: 'Berlin' } },
  },
  'webSearch.maxResults': { webSearch: { provider: 'tavily', maxResults: 5 } },
  'webSearch.maxTokensPerPage': { webSearch: { provider: 'perplexity', maxTokensPerPage: 1000 } },
  'webSearch.maxTokens': { webSearch: { provider: 'perplexity', maxTokens: 20_000 } },
  'webSearch.country': { webSearch: { provider: 'brave', country: 'DE' } },
  'webSearch.searchDomainFilter': {
    webSearch: { provider: 'perplexity', searchDomainFilter: ['arxiv.org'] },
  },
  'webSearch.searchLanguageFilter': {
    webSearch: { provider: 'perplexity', searchLanguageFilter: ['de', 'en'] },
  },
  'webSearch.searchType': { webSearch: { provider: 'valyu', searchType: 'web' } },
  'webSearch.fastMode': { webSearch: { provider: 'valyu', fastMode: true } },
  'webSearch.maxNumResults': { webSearch: { provider: 'valyu', maxNumResults: 5 } },
  'webSearch.maxPrice': { webSearch: { provider: 'valyu', maxPrice: 20 } },
  'webSearch.relevanceThreshold': { webSearch: { provider: 'valyu', relevanceThreshold: 0.6 } },
  'webSearch.responseLength': { webSearch: { provider: 'valyu', responseLength: 'short' } },
  'webSearch.countryCode': { webSearch: { provider: 'valyu', countryCode: 'DE' } },
  'webSearch.includedSources': { webSearch: { provider: 'valyu', includedSources: ['arxiv.org'] } },
  'webSearch.excludedSources': { webSearch: { provider: 'valyu', excludedSources: ['reddit.com'] } },
  'webSearch.urlOnly': { webSearch: { provider: 'valyu', urlOnly: true } },
  'webSearch.category': { webSearch: { provider: 'exa', category: 'news' } },
  'webSearch.includeAnswer': { webSearch: { provider: 'tavily', includeAnswer: 'basic' } },
  'webSearch.includeRawContent': { webSearch: { provider: 'tavily', includeRawContent: 'markdown' } },
  'webSearch.includeImages': { webSearch: { provider: 'tavily', includeImages: true } },
  'webSearch.includeImageDescriptions': {
    webSearch: { provider: 'tavily', includeImages: true, includeImageDescriptions: true },
  },
  'webSearch.includeFavicon': { webSearch: { provider: 'tavily', includeFavicon: true } },
  'webSearch.topic': { webSearch: { provider: 'tavily', topic: 'news' } },
  'webSearch.timeRange': { webSearch: { provider: 'tavily', timeRange: 'week' } },
  'webSearch.startDate': { webSearch: { provider: 'tavily', startDate: '2026-01-01' } },
  'webSearch.endDate': { webSearch: { provider: 'tavily', endDate: '2026-06-30' } },
  'webSearch.chunksPerSource': { webSearch: { provider: 'tavily', depth: 'deep', chunksPerSource: 2 } },
  'webSearch.numResults': { webSearch: { provider: 'exa', numResults: 5 } },
  'webSearch.additionalQueries': { webSearch: { provider: 'exa', additionalQueries: ['news of owls'] } },
  'webSearch.startCrawlDate': { webSearch: { provider: 'exa', startCrawlDate: '2026-01-01' } },
  'webSearch.endCrawlDate': { webSearch: { provider: 'exa', endCrawlDate: '2026-06-30' } },
  'webSearch.startPublishedDate': { webSearch: { provider: 'exa', startPublishedDate: '2026-01-01' } },
  'webSearch.endPublishedDate': { webSearch: { provider: 'exa', endPublishedDate: '2026-06-30' } },
  'webSearch.includeText': { webSearch: { provider: 'exa', includeText: ['barn owl'] } },
  'webSearch.excludeText': { webSearch: { provider: 'exa', excludeText: ['for sale'] } },
  'webSearch.livecrawl': { webSearch: { provider: 'exa', livecrawl: 'always' } },
  'webSearch.livecrawlTimeout': {
    webSearch: { provider: 'exa', livecrawl: 'always', livecrawlTimeout: 5000 },
  },
  'webSearch.subpages': { webSearch: { provider: 'exa', subpages: 2 } },
  'webSearch.subpageTarget': { webSearch: { provider: 'exa', subpages: 2, subpageTarget: 'prices' } },
  'webSearch.kagiSource': { webSearch: { provider: 'kagi', kagiSource: 'news' } },
  'webSearch.count': { webSearch: { provider: 'brave', count: 10 } },
  'webSearch.offset': { webSearch: { provider: 'brave', offset: 1 } },
  'webSearch.safesearch': { webSearch: { provider: 'brave', safesearch: 'strict' } },
  'webSearch.freshness': { webSearch: { provider: 'brave', freshness: 'pw' } },
  'webSearch.searchLang': { webSearch: { provider: 'brave', searchLang: 'de' } },
  'webSearch.uiLang': { webSearch: { provider: 'brave', uiLang: 'de-DE' } },
  'webSearch.extraSnippets': { webSearch: { provider: 'brave', extraSnippets: true } },
  'webSearch.spellcheck': { webSearch: { provider: 'brave', spellcheck: false } },
  'webSearch.goggles': { webSearch: { provider: 'brave', goggles: 'https://example.com/my.goggle' } },
} as const satisfies ExampleTable<NanoGPTWebSearchOptions, Options, 'webSearch.'>

export const userLocation = {
  'webSearch.userLocation.type': {
    webSearch: { provider: 'native', userLocation: { type: 'approximate', country: 'DE' } },
  },
  'webSearch.userLocation.country': { webSearch: { provider: 'native', userLocation: { country: 'DE' } } },
  'webSearch.userLocation.city': {
    webSearch: { provider: 'native', userLocation: { country: 'DE', city: 'Berlin' } },
  },
  'webSearch.userLocation.region': {
    webSearch: { provider: 'native', userLocation: { country: 'US', region: 'Ohio' } },
  },
  'webSearch.userLocation.timezone': {
    webSearch: { provider: 'native', userLocation: { timezone: 'Europe/Berlin' } },
  },
} as const satisfies ExampleTable<NanoGPTUserLocation, Options, 'webSearch.userLocation.'>
