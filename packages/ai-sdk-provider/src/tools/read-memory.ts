import type { ModelMessage } from '@ai-sdk/provider-utils'
import { asFilledText, asList, asRecord, type JsonRecord } from '../wire/json.ts'

/** The memory as messages; `undefined` where the answer has none. */
export function readMemory(answer: JsonRecord): ModelMessage[] | undefined {
  const messages = asList(answer.messages).flatMap(item => {
    const { role, content } = asRecord(item) ?? {}
    const text = readContent(content)
    return text === undefined ? [] : [toMessage(role, text)]
  })
  return messages.length > 0 ? messages : undefined
}

/** The SDK takes system messages only where somebody vouches for them, so a memory comes from the user. */
function toMessage(role: unknown, text: string): ModelMessage {
  if (role === 'assistant') return { role, content: text }
  return { role: 'user', content: role === 'user' ? text : `[Memory of this conversation]\n${text}` }
}

function readContent(content: unknown): string | undefined {
  const texts = Array.isArray(content) ? content.map(part => asRecord(part)?.text) : [content]
  return asFilledText(texts.filter(text => typeof text === 'string').join('\n'))
}
