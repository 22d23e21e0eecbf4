import type { ChatMessage } from '../chat/chat-message.ts'

export function textOf({ parts }: ChatMessage): string {
  return parts.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n\n')
}
