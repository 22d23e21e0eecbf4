import type { NanoGPTExpectedUsage, NanoGPTModelQuery, NanoGPTModelSearch } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const query = {
  kind: { kind: 'image' },
  plan: { plan: 'subscription' },
  sort: { sort: 'mostused' },
  detailed: { detailed: false },
  refresh: { refresh: true },
  abortSignal: { abortSignal: AbortSignal.timeout(10_000) },
  headers: { headers: { 'x-team': 'owls' } },
} as const satisfies ExampleTable<NanoGPTModelQuery>

export const findModels = {
  'findModels.abilities': { abilities: ['vision', 'toolCalling'] },
  'findModels.search': { search: 'glm' },
  'findModels.inputModalities': { inputModalities: ['image'] },
  'findModels.outputModalities': { kind: 'all', outputModalities: ['video'] },
  'findModels.minContext': { minContext: 128_000 },
  'findModels.maxInputPrice': { maxInputPrice: 0.5 },
  'findModels.maxOutputPrice': { maxOutputPrice: 2 },
  'findModels.maxUnitPrice': { kind: 'image', maxUnitPrice: 0.05 },
  'findModels.per': { kind: 'video', per: 'second', maxUnitPrice: 0.1 },
  'findModels.isSubscription': { isSubscription: true },
  'findModels.where': { where: model => model.ownedBy !== undefined },
  'findModels.sortBy': { sortBy: 'newest' },
  'findModels.limit': { limit: 5 },
} as const satisfies ExampleTable<
  Omit<NanoGPTModelSearch, keyof NanoGPTModelQuery>,
  NanoGPTModelSearch,
  'findModels.'
>

export const estimateCost = {
  'estimateCost.inputTokens': { inputTokens: 20_000 },
  'estimateCost.outputTokens': { outputTokens: 1000 },
  'estimateCost.cacheReadTokens': { cacheReadTokens: 18_000 },
  'estimateCost.cacheWriteTokens': { cacheWriteTokens: 2000 },
  'estimateCost.units': { units: [{ per: 'image', count: 4 }] },
} as const satisfies ExampleTable<NanoGPTExpectedUsage, NanoGPTExpectedUsage, 'estimateCost.'>
