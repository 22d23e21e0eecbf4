import { z } from 'zod'
import { routingFields } from './routing-fields.ts'
import { samplingFields } from './sampling-fields.ts'

/** Every field of `POST …/completions` that a document names. */
export const completionFields = z.strictObject({
  model: z.string().min(1),
  prompt: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  suffix: z.string().optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).optional(),
  include_usage: z.boolean().optional(),
  user: z.string().optional(),
  n: z.literal(1).optional(),
  ...samplingFields,
  provider: routingFields.provider,
  billing_mode: routingFields.billing_mode,
  billingMode: routingFields.billingMode,
})

export type CompletionBody = z.infer<typeof completionFields>
