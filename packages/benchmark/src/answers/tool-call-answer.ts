import { composeAnswer, type ChatAnswer } from './chat-answer.ts'
import { prose } from './prose.ts'

/** Characters of the argument in every delta: 20,000 deltas carry 200 kB. */
const DELTA_CHARACTERS = 10

/** One call of a tool that writes a file, the argument of which comes in as many deltas. */
export function toolCallAnswer(deltaCount: number): ChatAnswer {
  const toolInput = argumentOfLength(deltaCount * DELTA_CHARACTERS)
  const opening = { id: 'call_7d1', type: 'function', function: { name: 'writeFile', arguments: '' } }
  return composeAnswer({
    deltas: [
      { tool_calls: [{ index: 0, ...opening }] },
      ...Array.from({ length: deltaCount }, (_, position) => {
        const start = position * DELTA_CHARACTERS
        const piece = toolInput.slice(start, start + DELTA_CHARACTERS)
        return { tool_calls: [{ index: 0, function: { arguments: piece } }] }
      }),
    ],
    finishReason: 'tool_calls',
    content: { toolInput },
  })
}

function argumentOfLength(length: number): string {
  const [beginning, end] = ['{"path":"notes.md","content":"', '"}']
  const contentLength = length - beginning.length - end.length
  return beginning + prose(contentLength, 13).padEnd(contentLength).slice(0, contentLength) + end
}
