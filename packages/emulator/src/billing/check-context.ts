import { invalidRequest } from '../contract/api-error.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import { promptTokens } from './tokens.ts'

/** The prompt and the answer that was asked for have to fit the model together. */
export function checkContext({ body, reference }: ChatRequest): void {
  const { id, contextLength } = reference.model
  const prompt = promptTokens(body)
  const requested = body.max_tokens ?? body.max_completion_tokens ?? 0
  if (contextLength === null || prompt + requested <= contextLength) return
  throw invalidRequest(
    'context_length_exceeded',
    `${id} takes ${contextLength} tokens. The prompt has ${prompt}, and ${requested} were requested for the answer.`,
    'messages',
  )
}
