import type { SemanticReply } from '../contract/scripted-reply.ts'
import type { Answer } from './answer.ts'
import { idFor } from './random.ts'

/** A scripted reply as an answer. */
export function scriptedAnswer(reply: SemanticReply, requestId: string): Answer {
  const toolCalls = (reply.toolCalls ?? []).map((call, index) => ({
    id: call.id ?? idFor('call_', requestId, index, call.name),
    name: call.name,
    arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments ?? {}),
  }))
  return {
    reasoning: reply.reasoning ?? '',
    text: reply.text ?? '',
    toolCalls,
    annotations: reply.annotations ?? [],
    images: (reply.images ?? []).map(({ url }) => ({ type: 'image_url', image_url: { url } })),
    refusal: reply.refusal,
    finishReason:
      reply.finishReason === undefined ? (toolCalls.length > 0 ? 'tool_calls' : 'stop') : reply.finishReason,
  }
}
