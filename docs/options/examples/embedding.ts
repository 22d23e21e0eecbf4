import type { NanoGPTEmbeddingModelOptions } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const call = {
  dimensions: { dimensions: 256 },
  encodingFormat: { encodingFormat: 'float' },
  user: { user: 'customer-17' },
} as const satisfies ExampleTable<NanoGPTEmbeddingModelOptions>
