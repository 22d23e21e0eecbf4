import type { ModelMessage } from '@ai-sdk/provider-utils'

/** A conversation in the order of its parts. */
export interface SplitConversation {
  /** System messages that stand before what is recent: they stay as they are. */
  instructions: ModelMessage[]
  /** What can be compressed. */
  earlier: ModelMessage[]
  /** What stays as it is. */
  recent: ModelMessage[]
}

/** Splits before the newest messages, and earlier where that would part a tool call from what answers it. */
export function splitConversation(messages: readonly ModelMessage[], keepRecent: number): SplitConversation {
  let start = Math.max(0, messages.length - keepRecent)
  while (start > 0 && isTornAt(messages, start)) start -= 1
  const before = messages.slice(0, start)
  return {
    instructions: before.filter(({ role }) => role === 'system'),
    earlier: before.filter(({ role }) => role !== 'system'),
    recent: messages.slice(start),
  }
}

/** Whether a call stands before the place, and its result or approval behind it. */
function isTornAt(messages: readonly ModelMessage[], place: number): boolean {
  const asked = new Set(messages.slice(0, place).flatMap(message => idsOf(message, ASKING)))
  return messages.slice(place).some(message => idsOf(message, ANSWERING).some(id => asked.has(id)))
}

const ASKING = ['tool-call', 'tool-approval-request']
const ANSWERING = ['tool-result', 'tool-approval-response']

/** The ids of calls and of approvals. */
function idsOf({ content }: ModelMessage, types: readonly string[]): string[] {
  if (typeof content === 'string') return []
  return content.flatMap(part => {
    if (!types.includes(part.type)) return []
    const isCall = 'toolCallId' in part && !('approvalId' in part)
    return isCall ? `call ${part.toolCallId}` : 'approvalId' in part ? `approval ${part.approvalId}` : []
  })
}
