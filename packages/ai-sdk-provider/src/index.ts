export { createNanoGPT, nanogpt } from './nanogpt-provider.ts'
export type { NanoGPTProvider } from './nanogpt-provider.ts'
export type { NanoGPTProviderSettings } from './provider-settings.ts'
export { composeModelId, parseModelId } from './model-id/model-id.ts'
export type { ModelIdDirectives, ParsedModelId } from './model-id/directives.ts'
export type { RoutingPreference, SuffixReasoningEffort, WebSearchPreset } from './model-id/suffix-table.ts'
export type { NanoGPTChatModelId, NanoGPTEmbeddingModelId } from './model-id/known-model-ids.ts'
export type {
  NanoGPTAdvisor,
  NanoGPTCacheControl,
  NanoGPTChatMetadata,
  NanoGPTLanguageModelChatOptions,
  NanoGPTPartOptions,
  NanoGPTPromptCaching,
  NanoGPTProviderRouting,
  NanoGPTQuantization,
  NanoGPTReasoningEffort,
} from './chat/chat-options.ts'
export type {
  NanoGPTUserLocation,
  NanoGPTWebSearchOptions,
  NanoGPTWebSearchProvider,
} from './chat/web-search-options.ts'
export type { NanoGPTEmbeddingMetadata, NanoGPTEmbeddingModelOptions } from './embedding/embedding-options.ts'
export type { NanoGPTBilling } from './options/billing.ts'
export type { NanoGPTCompression } from './transport/compression.ts'
export type { NanoGPTCostMetadata } from './wire/cost.ts'
export { isNanoGPTError } from './errors/nanogpt-error.ts'
export type { NanoGPTError } from './errors/nanogpt-error.ts'
export type { NanoGPTErrorData } from './errors/error-body.ts'
export { VERSION } from './version.ts'
