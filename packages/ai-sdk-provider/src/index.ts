export { createNanoGPT, nanogpt } from './nanogpt-provider.ts'
export type { NanoGPTProvider } from './nanogpt-provider.ts'
export type { NanoGPTProviderSettings } from './provider-settings.ts'
export { composeModelId, parseModelId } from './model-id/model-id.ts'
export type { ModelIdDirectives, ParsedModelId } from './model-id/directives.ts'
export type { RoutingPreference, SuffixReasoningEffort, WebSearchPreset } from './model-id/suffix-table.ts'
export type {
  NanoGPTChatModelId,
  NanoGPTCompletionModelId,
  NanoGPTEmbeddingModelId,
  NanoGPTImageModelId,
  NanoGPTModelRegistry,
  NanoGPTSpeechModelId,
  NanoGPTTranscriptionModelId,
  NanoGPTVideoModelId,
} from './model-id/known-model-ids.ts'
export type {
  NanoGPTAdvisor,
  NanoGPTCacheControl,
  NanoGPTChatMetadata,
  NanoGPTLanguageModelChatOptions,
  NanoGPTPartOptions,
  NanoGPTPromptCaching,
  NanoGPTReasoningEffort,
} from './chat/chat-options.ts'
export type {
  NanoGPTCompletionMetadata,
  NanoGPTLanguageModelCompletionOptions,
} from './completion/completion-options.ts'
export type { NanoGPTEmbeddingMetadata, NanoGPTEmbeddingModelOptions } from './embedding/embedding-options.ts'
export type {
  NanoGPTImageCallMetadata,
  NanoGPTImageMetadata,
  NanoGPTImageModelOptions,
  NanoGPTImageModelSettings,
  NanoGPTImageRoute,
} from './image/image-options.ts'
export type { NanoGPTSpeechMetadata, NanoGPTSpeechModelOptions } from './speech/speech-options.ts'
export type {
  NanoGPTSpeakerSegment,
  NanoGPTSpokenWord,
  NanoGPTTranscriptionMetadata,
  NanoGPTTranscriptionModelOptions,
} from './transcription/transcription-options.ts'
export type { NanoGPTVideoMetadata, NanoGPTVideoModelOptions } from './video/video-options.ts'
export type * from './catalog/catalog-types.ts'
export type { NanoGPTCostEstimate, NanoGPTExpectedUsage } from './catalog/estimate-cost.ts'
export type { NanoGPTModelSearch } from './catalog/find-models.ts'
export type { NanoGPTCatalog } from './catalog/model-catalog.ts'
export type { NanoGPTAccount } from './account/account.ts'
export type * from './account/account-types.ts'
export { extractLeakedToolCalls } from './middleware/extract-leaked-tool-calls.ts'
export type { LeakedToolCall } from './middleware/extract-leaked-tool-calls.ts'
export type { LeakedCallFormat } from './middleware/leaked-calls/call-format.ts'
export { spendLimit, SpendLimitError } from './middleware/spend-limit.ts'
export type { SpendLimit, SpendLimitOptions } from './middleware/spend-limit.ts'
export { usageLedger } from './middleware/usage-ledger.ts'
export type { UsageLedger, UsageTotals } from './middleware/usage-ledger.ts'
export type { UsageRecord } from './middleware/usage-record.ts'
export type { NanoGPTMemory } from './tools/compress-memory.ts'
export type { NanoGPTCompressMemoryOptions } from './tools/memory-options.ts'
export type { NanoGPTServerTool } from './tools/server-tool.ts'
export type { NanoGPTServerTools } from './tools/server-tools.ts'
export type * from './tools/tool-output.ts'
export type {
  NanoGPTScrapeUrlsToolSettings,
  NanoGPTServerToolSettings,
  NanoGPTWebResearchToolSettings,
  NanoGPTWebSearchToolSettings,
} from './tools/tool-settings.ts'
export type { NanoGPTUrlsInput } from './tools/url-tools.ts'
export type { NanoGPTWebExtractInput } from './tools/web-extract.ts'
export type { NanoGPTWebResearchInput } from './tools/web-research.ts'
export type { NanoGPTWebSearchInput } from './tools/web-search.ts'
export type { NanoGPTBilling } from './options/billing.ts'
export type { NanoGPTProviderRouting, NanoGPTQuantization } from './options/provider-routing.ts'
export type { NanoGPTSamplingOptions } from './options/sampling.ts'
export type {
  NanoGPTSearchEngineOptions,
  NanoGPTUserLocation,
  NanoGPTWebSearchOptions,
  NanoGPTWebSearchProvider,
} from './options/web-search-options.ts'
export type { NanoGPTCompression } from './transport/compression.ts'
export type { NanoGPTAnswerCost, NanoGPTCostMetadata } from './wire/cost.ts'
export type { NanoGPTMoney } from './wire/money.ts'
export { isNanoGPTError } from './errors/nanogpt-error.ts'
export type { NanoGPTError } from './errors/nanogpt-error.ts'
export type { NanoGPTErrorData } from './errors/error-body.ts'
export { VERSION } from './version.ts'
