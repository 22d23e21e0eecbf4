import type {
  NanoGPTEmbeddingMetadata,
  NanoGPTEmbeddingModelOptions,
  UsageLedger,
} from '@nanogpt/ai-sdk-provider'
import { embedMany, type EmbeddingModel } from 'ai'
import type { EmbeddingSpace } from './settings.ts'

/** What makes vectors of one space. */
export interface Embedder {
  model: EmbeddingModel
  space: EmbeddingSpace
  /** Keeps the books. */
  ledger: UsageLedger
}

/** The vectors of some texts, in their order. The SDK tries a failed request again where that can help. */
export async function embedTexts(
  { model, space, ledger }: Embedder,
  texts: string[],
): Promise<{ embeddings: number[][]; tokens: number }> {
  const startedAt = new Date()
  const { embeddings, usage, providerMetadata } = await embedMany({
    model,
    values: texts,
    // After 2, 4, 8 and 16 seconds, or when the server says.
    maxRetries: 4,
    providerOptions: { nanogpt: { dimensions: space.dimensions } satisfies NanoGPTEmbeddingModelOptions },
  })
  const metadata: NanoGPTEmbeddingMetadata = providerMetadata?.['nanogpt'] ?? {}
  ledger.record({
    kind: 'model',
    name: space.modelId,
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    wasAnswered: true,
    inputTokens: usage.tokens,
    ...(metadata.costUsd !== undefined && { costUsd: String(metadata.costUsd) }),
  })
  return { embeddings, tokens: usage.tokens }
}
