import type { NanoGPTEmbeddingMetadata } from '@nanogpt/ai-sdk-provider'
import { cosineSimilarity, embedMany } from 'ai'
import { models } from '../models.ts'
import type { Stop } from '../stop.ts'

const QUESTION = 'How do I return a lamp that I bought?'

const ARTICLES = [
  'You can return a lamp or anything else you bought within 30 days.',
  'Our shops are open from nine to six, on Saturdays until four.',
  'Parcels arrive two working days after you ordered.',
]

export const searchByMeaning: Stop = {
  title: 'Search by meaning',
  shows: `Embeddings rank three articles for "${QUESTION}"`,

  async visit({ nanogpt, page, signal }) {
    const { embeddings, usage, providerMetadata } = await embedMany({
      model: nanogpt.embeddingModel(models.embedding),
      values: [QUESTION, ...ARTICLES],
      abortSignal: signal,
    })

    const [question = [], ...articles] = embeddings
    const ranked = ARTICLES.map((article, index) => ({
      article,
      similarity: cosineSimilarity(question, articles[index] ?? []),
    })).toSorted((one, other) => other.similarity - one.similarity)
    for (const { article, similarity } of ranked) page.line(`${similarity.toFixed(2)}  ${article}`)
    page.line(`${embeddings.length} vectors of ${question.length} numbers`)

    const metadata: NanoGPTEmbeddingMetadata = providerMetadata?.['nanogpt'] ?? {}
    return [{ modelId: models.embedding, inputTokens: usage.tokens, cost: metadata.cost }]
  },
}
