import type { NanoGPTLanguageModelCompletionOptions, NanoGPTSamplingOptions } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const call = {
  suffix: { suffix: 'and they lived happily ever after.' },
  user: { user: 'customer-17' },
  provider: { provider: { only: ['fireworks'] } },
  routing: { routing: 'price' },
  redaction: { redaction: true },
  moderation: { moderation: true },
  billingMode: { billingMode: 'paygo' },
  extraBody: { extraBody: { echo: true } },
} as const satisfies ExampleTable<Omit<NanoGPTLanguageModelCompletionOptions, keyof NanoGPTSamplingOptions>>
