import type { ChatRequest } from '../reading/chat-request.ts'
import type { Understanding } from '../contract/understanding.ts'
import { emptyAnswer, type Answer } from './answer.ts'
import { readConversation } from './conversation.ts'
import { writeReasoning, writeText } from './write-text.ts'

/** What the "model" says. Pure: the same request and seed give the same answer. */
export function planAnswer(request: ChatRequest, understood: Understanding, seed: number): Answer {
  const conversation = readConversation(request.body.messages)
  return {
    ...emptyAnswer,
    reasoning: writeReasoning(conversation.question, understood.effort),
    text: writeText(conversation, understood.model, seed),
  }
}
