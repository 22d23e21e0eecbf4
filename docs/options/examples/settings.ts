import type { ModelIdDirectives, NanoGPTProviderSettings } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

/** Where the caller keeps keys. */
declare function readKeyFromVault(): Promise<string>

export const settings = {
  apiKey: { apiKey: () => readKeyFromVault() },
  baseURL: { baseURL: 'https://api.nano-gpt.com/api/v1' },
  headers: { headers: { 'x-team': 'owls' } },
  fetch: { fetch: (input, init) => fetch(input, init) },
  billing: { billing: 'subscription' },
  compression: { compression: 'off' },
  idleTimeout: { idleTimeout: 120_000 },
  name: { name: 'my-nano' },
} as const satisfies ExampleTable<NanoGPTProviderSettings>

export const compression = {
  'compression.minBytes': { compression: { minBytes: 4096 } },
} as const satisfies Record<string, NanoGPTProviderSettings>

export const directives = {
  'composeModelId.routing': { routing: 'price' },
  'composeModelId.caching': { caching: true },
  'composeModelId.webSearch': { webSearch: 'exa-fast' },
  'composeModelId.memory': { memory: 90 },
  'composeModelId.redaction': { redaction: true },
  'composeModelId.reasoningEffort': { reasoningEffort: 'low' },
  'composeModelId.reasoning': { reasoning: 'exclude' },
} as const satisfies ExampleTable<ModelIdDirectives, ModelIdDirectives, 'composeModelId.'>
