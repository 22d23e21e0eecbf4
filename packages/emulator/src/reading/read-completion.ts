import { z } from 'zod'
import { completionFields, type CompletionBody } from '../contract/completion-fields.ts'
import { resolveModel } from '../contract/model-id.ts'
import type { ChatRequest } from './chat-request.ts'

/** The headers that the documents say this endpoint reads; the others belong to chat. */
const headers = new Set([
  'x-provider',
  'x-billing-mode',
  'moderation',
  'moderation-model',
  'redaction',
  'redacted',
  'piiredaction',
  'piiredacted',
])

/** Only what the endpoint knows: a `tools` that slipped in must not become one of a chat. */
const known = z.object(completionFields.shape)

export function promptsOf({ prompt }: CompletionBody): string[] {
  return [prompt].flat()
}

/** A completion as the chat that means the same: each prompt is what a user says. */
export function readCompletion(body: CompletionBody, header: ChatRequest['header']): ChatRequest {
  const { prompt: _, suffix: __, ...shared } = known.parse(body)
  return {
    body: { ...shared, messages: promptsOf(body).map(content => ({ role: 'user', content })) },
    reference: resolveModel(body.model),
    family: { reasoningField: 'reasoning', subscriptionOnly: false },
    header: name => (headers.has(name) ? header(name) : undefined),
  }
}

/** The same request about one of its prompts. */
export function aboutPrompt(request: ChatRequest, index: number): ChatRequest {
  return { ...request, body: { ...request.body, messages: request.body.messages.slice(index, index + 1) } }
}
