import { z } from 'zod'
import { limits } from './limits.ts'

/** The body of `POST …/embeddings`. Lists of tokens are not documented, so they are refused. */
export const embeddingFields = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(limits.embeddingValues)]),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: z.int().min(1).optional(),
  user: z.string().optional(),
})

export type EmbeddingBody = z.infer<typeof embeddingFields>
