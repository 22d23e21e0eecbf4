import { z } from 'zod'
import { limits } from './limits.ts'

const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant', 'tool', 'function']),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]),
  name: z.string().optional(),
  // Ignored, as documented: what tools were called for is in their results.
  tool_calls: z.array(z.unknown()).optional(),
  tool_call_id: z.string().optional(),
})

/** The body of `POST …/memory`. */
export const memoryFields = z.strictObject({
  messages: z.array(message),
  expiration_days: z.int().min(limits.memoryDays.min).max(limits.memoryDays.max).optional(),
  model_context_limit: z.int().min(1).optional(),
})

export type MemoryMessage = z.infer<typeof message>
