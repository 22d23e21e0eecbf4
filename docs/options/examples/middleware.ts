import type { extractLeakedToolCalls, SpendLimitOptions, usageLedger } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const limit = {
  usd: { usd: 5 },
  whenUnknown: { usd: 5, whenUnknown: 'ignore' },
} as const satisfies ExampleTable<SpendLimitOptions>

export const ledger = {
  onRecord: { onRecord: ({ name, costUsd }) => console.log(name, costUsd) },
} as const satisfies ExampleTable<NonNullable<Parameters<typeof usageLedger>[0]>>

export const leaks = {
  onLeak: { onLeak: ({ toolName, format }) => console.log(toolName, format) },
} as const satisfies ExampleTable<NonNullable<Parameters<typeof extractLeakedToolCalls>[0]>>
