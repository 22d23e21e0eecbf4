import type {
  NanoGPTAccountCall,
  NanoGPTRequestBillingQuery,
  NanoGPTUsageQuery,
} from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const usage = {
  from: { from: '2026-10-01', to: '2026-10-31' },
  to: { from: '2026-10-01', to: '2026-10-31' },
  groupBy: { groupBy: 'model' },
  apiKeyId: { apiKeyId: 1 },
  abortSignal: { abortSignal: AbortSignal.timeout(10_000) },
  headers: { headers: { 'x-team': 'owls' } },
} as const satisfies ExampleTable<NanoGPTUsageQuery>

export const billing = {
  patienceMs: { patienceMs: 0 },
} as const satisfies ExampleTable<Omit<NanoGPTRequestBillingQuery, keyof NanoGPTAccountCall>>
