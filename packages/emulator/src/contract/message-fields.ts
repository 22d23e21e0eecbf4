import { z } from 'zod'
import { efforts } from '../data/model.ts'

/** An Anthropic-style cache marker. */
export const cacheControl = z.strictObject({
  type: z.literal('ephemeral'),
  ttl: z.enum(['5m', '1h']).optional(),
})

const marked = { cache_control: cacheControl.optional() }
const offset = z.number().min(0).optional()

const textPart = z.strictObject({ type: z.enum(['text', 'input_text']), text: z.string(), ...marked })

const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({ url: z.string(), detail: z.enum(['low', 'high', 'auto']).optional() }),
  ...marked,
})

const audioPart = z.strictObject({
  type: z.literal('input_audio'),
  input_audio: z.strictObject({ data: z.string(), format: z.string() }),
  ...marked,
})

const videoPart = z.strictObject({
  type: z.literal('video_url'),
  video_url: z
    .strictObject({
      url: z.string().optional(),
      detail: z.enum(['low', 'high', 'auto']).optional(),
      start_offset: z.unknown().optional(),
      end_offset: z.unknown().optional(),
    })
    .optional(),
  start_offset: offset,
  end_offset: offset,
  ...marked,
})

/** Part types whose shape no document gives for chat: their members cannot be checked. */
const openPart = z.looseObject({
  type: z.enum(['input_video', 'video', 'file', 'input_file', 'document', 'tool_use', 'tool_result']),
  ...marked,
})

export const contentPart = z.discriminatedUnion('type', [textPart, imagePart, audioPart, videoPart, openPart])

const content = z.union([z.string(), z.array(contentPart)])

/** Changes the effort in the middle of a conversation; two models understand it. */
const configurationUpdate = z.strictObject({
  reasoning: z.strictObject({ effort: z.enum(efforts).exclude(['none']) }),
})

const instructionMessage = z.strictObject({
  role: z.enum(['system', 'developer']),
  content: content.nullish(),
  configuration_update: configurationUpdate.optional(),
})

const userMessage = z.strictObject({ role: z.literal('user'), content })

export const toolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().min(1), arguments: z.string() }),
})

const assistantMessage = z.strictObject({
  role: z.literal('assistant'),
  content: content.nullish(),
  tool_calls: z.array(toolCall).optional(),
  // What replies carry may be sent back.
  reasoning: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning_details: z.array(z.unknown()).nullish(),
})

const toolMessage = z.strictObject({ role: z.literal('tool'), tool_call_id: z.string(), content })

export const message = z.discriminatedUnion('role', [
  instructionMessage,
  userMessage,
  assistantMessage,
  toolMessage,
])

export type Message = z.infer<typeof message>
export type ContentPart = z.infer<typeof contentPart>
