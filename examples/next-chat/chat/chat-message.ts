import type { InferUITools, UIDataTypes, UIMessage } from 'ai'
import type { tools } from '../server/tools.ts'
import type { AnswerFacts } from './answer-facts.ts'

/** A message as the page shows and stores it. Only types come from the server's side. */
export type ChatMessage = UIMessage<AnswerFacts, UIDataTypes, InferUITools<typeof tools>>

export type ChatPart = ChatMessage['parts'][number]
