import type { Understanding } from '../contract/understanding.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import { emptyAnswer, type Answer } from './answer.ts'
import { readConversation, type Conversation } from './conversation.ts'
import { describeMedia } from './describe-media.ts'
import { limitAnswer } from './limit-answer.ts'
import { makeCalls } from './make-calls.ts'
import { makeObject } from './make-object.ts'
import { redact } from './redact.ts'
import { withSources } from './search-web.ts'
import { writeFromResults, writeReasoning, writeText } from './write-text.ts'

function redacted(conversation: Conversation): Conversation {
  return {
    ...conversation,
    question: redact(conversation.question),
    instructions: redact(conversation.instructions),
    earlierQuestions: conversation.earlierQuestions.map(redact),
    toolResults: conversation.toolResults.map(({ name, content }) => ({ name, content: redact(content) })),
  }
}

/** An answer in words, with what is attached and what the web says. */
function inWords(
  conversation: Conversation,
  understood: Understanding,
  seed: number,
): Pick<Answer, 'text' | 'annotations'> {
  const { question, attachments, toolResults } = conversation
  const said =
    toolResults.length > 0 ? writeFromResults(conversation) : writeText(conversation, understood.model, seed)
  const text = [said, describeMedia(attachments)].filter(part => part !== '').join(' ')
  return understood.search === undefined
    ? { text, annotations: [] }
    : withSources(text, question, understood.search)
}

/** What the "model" says. Pure: the same request and seed give the same answer. */
export function planAnswer(request: ChatRequest, understood: Understanding, seed: number): Answer {
  const { body, reference } = request
  const said = readConversation(body.messages)
  const conversation = understood.redaction ? redacted(said) : said
  const reasoning = writeReasoning(conversation.question, understood.effort)
  const parallel = reference.model.capabilities?.parallel_tool_calls ?? true
  const toolCalls = makeCalls(body, conversation, { parallel, seed })
  if (toolCalls.length > 0) {
    return limitAnswer({ ...emptyAnswer, reasoning, toolCalls, finishReason: 'tool_calls' }, body)
  }
  const object = makeObject(body, conversation, seed)
  const answer = object === undefined ? inWords(conversation, understood, seed) : { text: object }
  return limitAnswer({ ...emptyAnswer, reasoning, ...answer }, body)
}
