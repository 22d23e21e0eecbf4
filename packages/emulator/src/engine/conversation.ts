import type { ContentPart, Message } from '../contract/message-fields.ts'
import { messageText } from '../contract/message-text.ts'

/** The result of a tool call that was answered. */
export interface ToolResult {
  name: string
  /** As the caller sent it. */
  content: string
}

/** What a prompt says, from the answering side. */
export interface Conversation {
  /** All that users and instructions said, the latest user message last. */
  question: string
  instructions: string
  /** User messages before the latest one. */
  earlierQuestions: string[]
  /** Images, sound, video and files of the latest user message. */
  attachments: ContentPart[]
  /** Results that came after the latest user message; those of unknown calls are dropped, as the API drops them. */
  toolResults: ToolResult[]
}

function isText(part: ContentPart): boolean {
  return part.type === 'text' || part.type === 'input_text'
}

function attachmentsOf(message: Message | undefined): ContentPart[] {
  return Array.isArray(message?.content) ? message.content.filter(part => !isText(part)) : []
}

function resultsAfter(messages: readonly Message[]): ToolResult[] {
  const names = new Map<string, string>()
  const results: ToolResult[] = []
  for (const message of messages) {
    if (message.role === 'assistant') {
      for (const call of message.tool_calls ?? []) names.set(call.id, call.function.name)
    }
    if (message.role !== 'tool') continue
    const name = names.get(message.tool_call_id)
    if (name !== undefined) results.push({ name, content: messageText(message) })
  }
  return results
}

/**
 * The messages of the latest turn. Pictures that a tool returned travel as a user message right behind the
 * tool's; such a message belongs to the turn and does not begin a new one.
 */
function turnStart(messages: readonly Message[]): number {
  return messages.findLastIndex(
    (message, index) =>
      message.role === 'user' && !(messages[index - 1]?.role === 'tool' && attachmentsOf(message).length > 0),
  )
}

export function readConversation(messages: readonly Message[]): Conversation {
  const start = turnStart(messages)
  const latest = start < 0 ? messages.at(-1) : messages[start]
  const turn = messages.slice(Math.max(0, start))
  const before = messages.slice(0, Math.max(0, start))
  return {
    question: messageText(latest).trim(),
    instructions: messages
      .filter(({ role }) => role === 'system' || role === 'developer')
      .map(messageText)
      .filter(text => text !== '')
      .join('\n'),
    earlierQuestions: before.filter(({ role }) => role === 'user').map(messageText),
    attachments: turn.filter(({ role }) => role === 'user').flatMap(attachmentsOf),
    toolResults: resultsAfter(turn),
  }
}
