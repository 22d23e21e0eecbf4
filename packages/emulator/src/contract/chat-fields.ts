import { z } from 'zod'
import { efforts } from '../data/model.ts'
import { message } from './message-fields.ts'
import { routingFields } from './routing-fields.ts'
import { samplingFields } from './sampling-fields.ts'
import { searchFields } from './search-fields.ts'
import { toolFields } from './tool-fields.ts'
import type { CodesByField } from './validate.ts'

const legacyDelta = z.literal('reasoning_content').optional()

const reasoningFields = {
  reasoning_effort: z.enum(efforts).optional(),
  reasoning: z
    .strictObject({
      effort: z.enum(efforts).optional(),
      enabled: z.boolean().optional(),
      exclude: z.boolean().optional(),
      max_tokens: z.int().min(1).optional(),
      delta_field: legacyDelta,
    })
    .optional(),
  reasoning_delta_field: legacyDelta,
  reasoning_content_compat: z.boolean().optional(),
}

const advisor = z
  .strictObject({
    model: z.string().min(1),
    instructions: z.string().max(16_000).optional(),
    mode: z.enum(['auto', 'required']).optional(),
    max_uses: z.literal(1).optional(),
    max_completion_tokens: z.int().min(1).optional(),
    forward_transcript: z.literal(false).optional(),
  })
  .optional()

/** Things NanoGPT does around the model. */
const enhancementFields = {
  // Only its absence can be said in the body: memory is switched on by a suffix or a header.
  memory: z.literal(false).optional(),
  model_context_limit: z.union([z.number(), z.string().regex(/^\d+$/)]).optional(),
  scraping: z.boolean().optional(),
  youtube_transcripts: z.union([z.boolean(), z.literal('true')]).optional(),
  advisor,
}

/** Every field of `POST …/chat/completions` that a document names. */
export const chatFields = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).optional(),
  include_usage: z.boolean().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  user: z.string().optional(),
  n: z.literal(1).optional(),
  ...samplingFields,
  ...toolFields,
  ...reasoningFields,
  ...routingFields,
  ...searchFields,
  ...enhancementFields,
})

export type ChatBody = z.infer<typeof chatFields>

/** Fields whose errors have a code of their own. */
export const chatCodes: CodesByField = {
  tools: 'invalid_tool_spec',
  tool_choice: 'tool_choice_unsupported',
  'response_format.json_schema': 'invalid_json_schema',
}
