import type { Answer } from '../engine/answer.ts'
import { accounts, envelope, likelihoods, placeReasoning, type ChatShape } from './chat-shape.ts'

/** A reply that is not streamed. */
export function chatBody(answer: Answer, shape: ChatShape): Record<string, unknown> {
  const { field, reasoning, text } = placeReasoning(answer, shape.reasoningField)
  const message = {
    role: 'assistant',
    content: text === '' && answer.toolCalls.length > 0 ? null : text,
    ...(reasoning !== '' && { [field]: reasoning }),
    ...(answer.toolCalls.length > 0 && {
      tool_calls: answer.toolCalls.map(({ id, name, arguments: input }) => ({
        id,
        type: 'function',
        function: { name, arguments: input },
      })),
    }),
    ...(answer.annotations.length > 0 && { annotations: answer.annotations }),
    ...(answer.images.length > 0 && { images: answer.images }),
    ...(answer.refusal !== undefined && { refusal: answer.refusal }),
    ...shape.message,
  }
  return {
    ...envelope(shape, 'chat.completion'),
    choices: [{ index: 0, message, ...likelihoods(text, shape), finish_reason: answer.finishReason }],
    ...accounts(shape),
  }
}
