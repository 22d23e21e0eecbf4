/** A question, and the documents in which its answer stands. */
export interface ExpectedSources {
  question: string
  sources: readonly string[]
}

/** Asked as people ask, not in the words of the headings. */
export const questions: readonly ExpectedSources[] = [
  {
    question: 'How many texts can I embed with one request, and what happens to the rest?',
    sources: ['nanogpt/embeddings.md'],
  },
  {
    question: 'Which suffix of a model id switches web search on?',
    sources: ['nanogpt/model-ids.md'],
  },
  {
    question: 'How do I test my application without a key and without a network?',
    sources: ['nanogpt/testing.md'],
  },
  {
    question: 'Where do I see how many dollars a call has cost?',
    sources: ['nanogpt/metadata.md'],
  },
  {
    question: 'When does a subscription not pay for a cached prompt?',
    sources: ['nanogpt/caching.md'],
  },
  {
    question: 'Can a video be started in one process and fetched in another?',
    sources: ['nanogpt/video.md'],
  },
  {
    question: 'Who spoke when? I need the speakers of a recording told apart.',
    sources: ['nanogpt/transcription.md'],
  },
  {
    question: 'How can I find documents similar to a query with embeddings and cosine similarity?',
    sources: ['ai/03-ai-sdk-core/30-embeddings.mdx'],
  },
  {
    question: 'How do I make the model return JSON that fits a zod schema?',
    sources: ['ai/03-ai-sdk-core/10-generating-structured-data.mdx'],
  },
  {
    question: 'How do I stop an agent loop after a number of steps?',
    sources: ['ai/03-agents/04-loop-control.mdx'],
  },
  {
    question: 'How do I reorder search results by relevance?',
    sources: ['ai/03-ai-sdk-core/31-reranking.mdx'],
  },
  {
    question: 'How can I wrap a language model to log its calls or cache its answers?',
    sources: ['ai/03-ai-sdk-core/40-middleware.mdx'],
  },
]
