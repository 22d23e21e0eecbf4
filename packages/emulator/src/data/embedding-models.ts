/** An embedding model of the catalogue. */
export interface EmbeddingModel {
  id: string
  /** Length of a vector when nothing else is asked. */
  dimensions: number
  /** `dimensions` may ask for shorter vectors. */
  reducible: boolean
  /** Tokens of one value. */
  maxTokens: number
  /** USD per million tokens. */
  price: number
}

/** Rows: id, dimensions, price, tokens of one value, and `true` where vectors can be shortened. */
type Row = readonly [id: string, dimensions: number, price: number, maxTokens: number, reducible?: true]

const rows: readonly Row[] = [
  ['text-embedding-3-small', 1536, 0.02, 8191, true],
  ['text-embedding-3-large', 3072, 0.13, 8191, true],
  ['text-embedding-ada-002', 1536, 0.1, 8191],
  ['BAAI/bge-m3', 1024, 0.01, 8192],
  ['BAAI/bge-base-en-v1.5', 768, 0.01, 512],
  ['BAAI/bge-large-en-v1.5', 1024, 0.01, 512],
  ['jina-embeddings-v3', 1024, 0.1, 8192],
  ['jina-embeddings-v4', 2048, 0.1, 32_768],
  ['Qwen/Qwen3-Embedding-0.6B', 1024, 0.01, 32_768],
  ['Qwen/Qwen3-Embedding-4B', 1536, 0.03, 32_768, true],
  ['Qwen/Qwen3-Embedding-8B', 1536, 0.05, 32_768, true],
  ['gemini-embedding-001', 3072, 0.15, 2048],
]

/** The embedding models of this emulator: some of those the API documents. */
export const embeddingModels: readonly EmbeddingModel[] = rows.map(
  ([id, dimensions, price, maxTokens, reducible = false]) => ({
    id,
    dimensions,
    price,
    maxTokens,
    reducible,
  }),
)

const byId = new Map(embeddingModels.map(model => [model.id, model]))

export function findEmbeddingModel(id: string): EmbeddingModel | undefined {
  return byId.get(id)
}
