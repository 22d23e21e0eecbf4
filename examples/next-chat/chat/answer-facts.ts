import { z } from 'zod'

/** What travels with an answer as the metadata of its message. A key that is absent is unknown. */
export const answerFactsSchema = z.object({
  model: z.string(),
  inputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
  reasoningTokens: z.number().optional(),
  cachedTokens: z.number().optional(),
  /** The charges that are known, in USD. */
  costUsd: z.number().optional(),
  /** Paid requests so far: one for each step of a loop with tools, one for each picture. */
  requests: z.number(),
  /** How many of them have told their price. An answer that was stopped has not. */
  pricedRequests: z.number(),
  /** Absent while the answer is under way, and for ever when it was stopped. */
  finishReason: z.string().optional(),
  /** What had no effect, and what to know about this answer. */
  warnings: z.array(z.string()),
})

export type AnswerFacts = z.infer<typeof answerFactsSchema>
