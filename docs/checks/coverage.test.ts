import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { propertiesByType } from './compile.ts'
import { readPages, type Page } from './pages.ts'

// What has a type has a place in the guides: an option that is added without one fails here.
const PLACES: readonly [page: string, type: string][] = [
  ['docs/provider-options.md', 'NanoGPTLanguageModelChatOptions'],
  ['docs/provider-options.md', 'NanoGPTProviderRouting'],
  ['docs/provider-options.md', 'NanoGPTPromptCaching'],
  ['docs/provider-options.md', 'NanoGPTWebSearchOptions'],
  ['docs/provider-options.md', 'NanoGPTAdvisor'],
  ['docs/provider-options.md', 'NanoGPTPartOptions'],
  ['docs/embeddings.md', 'NanoGPTEmbeddingModelOptions'],
  ['docs/images.md', 'NanoGPTImageModelOptions'],
  ['docs/images.md', 'NanoGPTImageModelSettings'],
  ['docs/images.md', 'NanoGPTImageMetadata'],
  ['docs/speech.md', 'NanoGPTSpeechModelOptions'],
  ['docs/transcription.md', 'NanoGPTTranscriptionModelOptions'],
  ['docs/video.md', 'NanoGPTVideoModelOptions'],
  ['docs/completions.md', 'NanoGPTLanguageModelCompletionOptions'],
  ['docs/tools.md', 'NanoGPTServerTools'],
  ['docs/tools.md', 'NanoGPTToolResult'],
  ['docs/tools.md', 'NanoGPTToolSource'],
  ['docs/tools.md', 'NanoGPTToolImage'],
  ['docs/tools.md', 'NanoGPTServerToolSettings'],
  ['docs/tools.md', 'NanoGPTWebResearchToolSettings'],
  ['docs/tools.md', 'NanoGPTScrapeUrlsToolSettings'],
  ['docs/tools.md', 'NanoGPTCompressMemoryOptions'],
  ['docs/models.md', 'NanoGPTModelQuery'],
  ['docs/models.md', 'NanoGPTModelInfo'],
  ['docs/models.md', 'NanoGPTTokenPrices'],
  ['docs/models.md', 'NanoGPTUnitPrice'],
  ['docs/models.md', 'NanoGPTModelParameter'],
  ['docs/models.md', 'NanoGPTModelSearch'],
  ['docs/models.md', 'NanoGPTExpectedUsage'],
  ['docs/models.md', 'NanoGPTCostEstimate'],
  ['docs/models.md', 'NanoGPTModelProviders'],
  ['docs/models.md', 'NanoGPTModelProvider'],
  ['docs/models.md', 'NanoGPTCatalog'],
  ['docs/model-ids.md', 'ModelIdDirectives'],
  ['docs/metadata.md', 'NanoGPTChatMetadata'],
  ['docs/metadata.md', 'NanoGPTAnswerCost'],
  ['docs/middleware.md', 'UsageRecord'],
  ['docs/middleware.md', 'UsageTotals'],
  ['docs/middleware.md', 'SpendLimitOptions'],
  ['docs/middleware.md', 'LeakedToolCall'],
  ['docs/account.md', 'NanoGPTMoney'],
  ['docs/account.md', 'NanoGPTBalance'],
  ['docs/account.md', 'NanoGPTUsageQuery'],
  ['docs/account.md', 'NanoGPTUsage'],
  ['docs/account.md', 'NanoGPTUsageBucket'],
  ['docs/account.md', 'NanoGPTSubscriptionUsage'],
  ['docs/account.md', 'NanoGPTQuota'],
  ['docs/account.md', 'NanoGPTBillingAdvice'],
  ['docs/account.md', 'NanoGPTRequestBilling'],
  ['docs/account.md', 'NanoGPTRequestBillingQuery'],
  ['docs/errors.md', 'NanoGPTErrorData'],
  ['packages/ai-sdk-provider/README.md', 'NanoGPTProviderSettings'],
]

const properties = propertiesByType()
const pages = new Map(readPages().map(page => [page.file, page]))

test.each(PLACES)('%s names every property of %s', (file, type) => {
  const names = new Set(namesIn(pages.get(file)))
  expect(properties.get(type)).not.toHaveLength(0)
  expect(properties.get(type)?.filter(property => !names.has(property))).toEqual([])
})

/** Every word that stands in code among the text of a page; its blocks do not count. */
function namesIn(page: Page | undefined): string[] {
  const names: string[] = []
  if (page === undefined) return names
  visit(page.tree, 'inlineCode', ({ value }) => {
    names.push(...(value.match(/\w+/g) ?? []))
  })
  return names
}
