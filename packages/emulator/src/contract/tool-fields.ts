import { z } from 'zod'
import { cacheControl } from './message-fields.ts'

const jsonObject = z.record(z.string(), z.unknown())

const functionTool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().min(1),
    description: z.string().optional(),
    parameters: jsonObject.optional(),
    strict: z.boolean().optional(),
  }),
  cache_control: cacheControl.optional(),
})

export const toolFields = {
  tools: z.array(functionTool).optional(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string() }) }),
    ])
    .optional(),
  parallel_tool_calls: z.boolean().optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['text', 'json_object']) }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().min(1),
          description: z.string().optional(),
          strict: z.boolean().optional(),
          schema: jsonObject,
        }),
      }),
      z.looseObject({ type: z.literal('questions') }),
    ])
    .optional(),
  /** Named once in the documents, its shape nowhere. */
  structured_outputs: z.unknown().optional(),
}

export type FunctionTool = z.infer<typeof functionTool>
