import { z } from 'zod/v4'
import type { NanoGPTCostMetadata } from '../wire/cost.ts'

/** `providerOptions.nanogpt` of `embed` and `embedMany`. */
export interface NanoGPTEmbeddingModelOptions {
  /** Length of the vectors, for models that can shorten them. Wins over `dimensions` of the call. Field `dimensions`. */
  dimensions?: number
  /**
   * How vectors travel: `base64` takes about a quarter of the bytes of `float` and gives the same numbers.
   * Default `base64`. Field `encoding_format`.
   */
  encodingFormat?: 'base64' | 'float'
  /** Your id of the user behind the request. Field `user`. */
  user?: string
}

/** `providerMetadata.nanogpt` of an embedding call. Of several calls of one `embedMany` it is that of the last. */
export type NanoGPTEmbeddingMetadata = NanoGPTCostMetadata

const embeddingOptions = () =>
  z.strictObject({
    dimensions: z.number().int().min(1).optional(),
    encodingFormat: z.enum(['base64', 'float']).optional(),
    user: z.string().optional(),
  } satisfies Record<keyof NanoGPTEmbeddingModelOptions, z.ZodType>)

let schema: ReturnType<typeof embeddingOptions> | undefined

/** The schema of a call's options; made when it is first needed. */
export function embeddingOptionsSchema(): ReturnType<typeof embeddingOptions> {
  return (schema ??= embeddingOptions())
}
