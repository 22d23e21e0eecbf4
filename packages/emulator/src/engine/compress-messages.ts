import { estimateTokenCount } from 'tokenx'
import type { MemoryMessage } from '../contract/memory-fields.ts'

/** A message as memory gives it back: text alone. */
export interface CompressedMessage {
  role: string
  content: string
}

const heading = 'The conversation so far, compressed:'
const lineLength = 200

/** The text of a message; what is no text is named in its place. */
export function memoryText({ content }: MemoryMessage): string {
  if (typeof content === 'string') return content
  return content.map(part => (typeof part.text === 'string' ? part.text : `[${part.type}]`)).join('\n')
}

/** The first sentence says most; long ones are cut between words. */
function remember(message: MemoryMessage): string {
  const flat = memoryText(message).replaceAll(/\s+/g, ' ').trim()
  const sentence = /^.*?[.!?](?=\s|$)/.exec(flat)?.[0] ?? flat
  const short =
    sentence.length <= lineLength ? sentence : `${sentence.slice(0, lineLength).replace(/\s+\S*$/, '')} …`
  return `- ${message.role}: ${short}`
}

/** The newest lines that fit; of those before them only the number stays. */
function fit(lines: readonly string[], budget: number): string[] {
  let left = budget
  const start = lines.findLastIndex(line => {
    left -= estimateTokenCount(line) + 1
    return left < 0
  })
  const kept = lines.slice(start + 1)
  return start < 0 ? kept : [`(${start + 1} earlier messages are left out)`, ...kept]
}

function asIs(message: MemoryMessage): CompressedMessage {
  return { role: message.role, content: memoryText(message) }
}

/**
 * Instructions and the latest question stay as they are; everything else becomes one message, as long as the
 * model's context allows.
 */
export function compressMessages(
  messages: readonly MemoryMessage[],
  contextLimit: number,
): CompressedMessage[] {
  const question = messages.findLastIndex(({ role }) => role === 'user')
  const instructions = messages.filter(({ role }) => role === 'system').map(asIs)
  const latest = messages.filter((_, index) => index === question).map(asIs)
  const rest = messages.filter(({ role }, index) => role !== 'system' && index !== question)
  if (rest.length === 0) return [...instructions, ...latest]
  const fixed = [...instructions, ...latest].reduce(
    (sum, { content }) => sum + estimateTokenCount(content),
    0,
  )
  const lines = fit(rest.map(remember), contextLimit - fixed - estimateTokenCount(heading))
  return [...instructions, { role: 'system', content: [heading, ...lines].join('\n') }, ...latest]
}
