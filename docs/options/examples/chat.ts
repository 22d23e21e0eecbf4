import type {
  NanoGPTAdvisor,
  NanoGPTCacheControl,
  NanoGPTLanguageModelChatOptions as Options,
  NanoGPTPartOptions,
  NanoGPTPromptCaching,
  NanoGPTProviderRouting,
} from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

type Within<Name extends keyof Options, Inner = NonNullable<Options[Name]>> = ExampleTable<
  Extract<Inner, object>,
  Options,
  `${Name}.`
>

export const call = {
  reasoning: { reasoning: { effort: 'high' } },
  parallelToolCalls: { parallelToolCalls: false },
  strictJsonSchema: { strictJsonSchema: false },
  user: { user: 'customer-17' },
  provider: { provider: { order: ['fireworks', 'together'], maxPrice: { completion: 3 } } },
  routing: { routing: 'price' },
  caching: { caching: true },
  stickyProvider: { caching: true, stickyProvider: true },
  promptCaching: { promptCaching: true },
  webSearch: { webSearch: { provider: 'exa', depth: 'deep' } },
  memory: { memory: true },
  redaction: { redaction: true },
  moderation: { moderation: true },
  byok: { byok: { enabled: true } },
  billingMode: { billingMode: 'paygo' },
  serviceTier: { serviceTier: 'flex' },
  scraping: { scraping: true },
  youtubeTranscripts: { youtubeTranscripts: true },
  advisor: { advisor: { model: 'openai/gpt-5.2' } },
  metadata: { metadata: { nanogpt_eval_name: 'greetings' } },
  extraBody: { extraBody: { n: 2 } },
  logprobs: { logprobs: 3 },
  promptLogprobs: { promptLogprobs: true },
  logitBias: { logitBias: { '1734': -100 } },
  minP: { minP: 0.05 },
  topA: { topA: 0.2 },
  tfs: { tfs: 0.95 },
  etaCutoff: { etaCutoff: 0.0003 },
  epsilonCutoff: { epsilonCutoff: 0.0002 },
  typicalP: { typicalP: 0.9 },
  mirostatMode: { mirostatMode: 2 },
  mirostatTau: { mirostatMode: 2, mirostatTau: 5 },
  mirostatEta: { mirostatMode: 2, mirostatEta: 0.1 },
  repetitionPenalty: { repetitionPenalty: 1.1 },
  noRepeatNgramSize: { noRepeatNgramSize: 3 },
  minTokens: { minTokens: 20 },
  stopTokenIds: { stopTokenIds: [151643] },
  includeStopStrInOutput: { includeStopStrInOutput: true },
  ignoreEos: { ignoreEos: true },
  customTokenBans: { customTokenBans: [1734] },
} as const satisfies ExampleTable<Options>

export const reasoning = {
  'reasoning.effort': { reasoning: { effort: 'high' } },
  'reasoning.enabled': { reasoning: { enabled: true } },
  'reasoning.exclude': { reasoning: { exclude: true } },
  'reasoning.maxTokens': { reasoning: { maxTokens: 4000 } },
} as const satisfies Within<'reasoning'>

export const provider = {
  'provider.order': { provider: { order: ['fireworks', 'together'] } },
  'provider.only': { provider: { only: ['fireworks'] } },
  'provider.ignore': { provider: { ignore: ['novita'] } },
  'provider.sort': { provider: { sort: 'price' } },
  'provider.quantizations': { provider: { quantizations: ['fp8', 'bf16'] } },
  'provider.minQuantization': { provider: { minQuantization: 'fp8' } },
  'provider.maxPrice': { provider: { maxPrice: { prompt: 1, completion: 3 } } },
  'provider.allowFallbacks': { provider: { order: ['fireworks'], allowFallbacks: false } },
  'provider.requireParameters': { provider: { sort: 'price', requireParameters: true } },
} as const satisfies ExampleTable<NanoGPTProviderRouting, Options, 'provider.'>

export const maxPrice = {
  'provider.maxPrice.prompt': { provider: { maxPrice: { prompt: 1 } } },
  'provider.maxPrice.completion': { provider: { maxPrice: { completion: 3 } } },
} as const satisfies ExampleTable<
  NonNullable<NanoGPTProviderRouting['maxPrice']>,
  Options,
  'provider.maxPrice.'
>

export const promptCaching = {
  'promptCaching.enabled': { promptCaching: { enabled: true } },
  'promptCaching.ttl': { promptCaching: { ttl: '1h' } },
  'promptCaching.cutAfterMessageIndex': { promptCaching: { cutAfterMessageIndex: 0 } },
  'promptCaching.stickyProvider': { promptCaching: { stickyProvider: true } },
  'promptCaching.explicitCacheControl': { promptCaching: { explicitCacheControl: true } },
} as const satisfies ExampleTable<NanoGPTPromptCaching, Options, 'promptCaching.'>

export const memory = {
  'memory.days': { memory: { days: 90 } },
  'memory.contextLimit': { memory: { contextLimit: 64_000 } },
} as const satisfies Within<'memory'>

export const byok = {
  'byok.enabled': { byok: { enabled: true } },
  'byok.provider': { byok: { enabled: true, provider: 'openai' } },
  'byok.disableFallbacks': { byok: { enabled: true, disableFallbacks: true } },
} as const satisfies Within<'byok'>

export const advisor = {
  'advisor.model': { advisor: { model: 'openai/gpt-5.2' } },
  'advisor.instructions': {
    advisor: { model: 'openai/gpt-5.2', instructions: 'Look for errors in the sums.' },
  },
  'advisor.mode': { advisor: { model: 'openai/gpt-5.2', mode: 'required' } },
  'advisor.maxUses': { advisor: { model: 'openai/gpt-5.2', maxUses: 1 } },
  'advisor.maxCompletionTokens': { advisor: { model: 'openai/gpt-5.2', maxCompletionTokens: 1000 } },
  'advisor.forwardTranscript': { advisor: { model: 'openai/gpt-5.2', forwardTranscript: false } },
} as const satisfies ExampleTable<NanoGPTAdvisor, Options, 'advisor.'>

export const part = {
  cacheControl: { cacheControl: { type: 'ephemeral' } },
  imageDetail: { imageDetail: 'low' },
  reasoningEffort: { reasoningEffort: 'high' },
} as const satisfies ExampleTable<NanoGPTPartOptions>

export const cacheControl = {
  'cacheControl.type': { cacheControl: { type: 'ephemeral' } },
  'cacheControl.ttl': { cacheControl: { type: 'ephemeral', ttl: '1h' } },
} as const satisfies ExampleTable<NanoGPTCacheControl, NanoGPTPartOptions, 'cacheControl.'>
