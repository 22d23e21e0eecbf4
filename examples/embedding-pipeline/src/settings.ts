import type { NanoGPTChatModelId, NanoGPTEmbeddingModelId } from '@nanogpt/ai-sdk-provider'

/** What makes two vectors comparable: they stand in one space only with the same model and the same length. */
export interface EmbeddingSpace {
  modelId: NanoGPTEmbeddingModelId
  /**
   * Up to 2,000, which an index of pgvector can have. The model must be able to shorten its vectors to this
   * (`customDimensions` in the catalogue).
   */
  dimensions: number
}

/** A third of the model's own 1,536 numbers: a third of the disk and the time, and hardly worse at finding. */
export const space: EmbeddingSpace = { modelId: 'text-embedding-3-small', dimensions: 512 }

export const chatModelId: NanoGPTChatModelId = 'zai-org/glm-5'

/** The most characters of a chunk: about 350 tokens, a section of a page of documentation. */
export const chunkSize = 1500

/** Chunks of one request, which are committed together: what a kill may cost is this many times `concurrency`. */
export const batchSize = 64

/** Requests under way at the same time. */
export const concurrency = 4
