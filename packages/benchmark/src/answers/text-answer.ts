import { composeAnswer, type ChatAnswer } from './chat-answer.ts'
import { words } from './prose.ts'

/** An answer of as many chunks, one word each. */
export function textAnswer(chunkCount: number): ChatAnswer {
  const pieces = words(7)
    .take(chunkCount)
    .map(word => `${word} `)
    .toArray()
  return composeAnswer({
    deltas: pieces.map(content => ({ content })),
    finishReason: 'stop',
    content: { text: pieces.join('') },
  })
}
