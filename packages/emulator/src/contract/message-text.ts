import type { Message } from './message-fields.ts'

/** The text of a message, without attachments. */
export function messageText(message: Message | undefined): string {
  const content = message?.content
  if (typeof content === 'string') return content
  const texts = (content ?? []).flatMap(part =>
    'text' in part && typeof part.text === 'string' ? [part.text] : [],
  )
  return texts.join('\n')
}
