import { composeAnswer, type ChatAnswer } from './chat-answer.ts'
import { words } from './prose.ts'

/**
 * An answer that thinks aloud for as many chunks, one word each, and says every thought twice: as
 * `reasoning`, and as `reasoning_details`, the last of which carries the signature.
 */
export function reasoningAnswer(chunkCount: number): ChatAnswer {
  const thoughts = words(11)
    .take(chunkCount)
    .map(word => `${word} `)
    .toArray()
  return composeAnswer({
    deltas: [...thoughts.map(reasoningDelta), signatureDelta(), { content: 'Done.' }],
    finishReason: 'stop',
    content: { reasoning: thoughts.join(''), text: 'Done.' },
  })
}

/** One thought, under both of its names. */
export function reasoningDelta(thought: string) {
  return { reasoning: thought, reasoning_details: [{ ...DETAIL, text: thought }] }
}

function signatureDelta() {
  return { reasoning_details: [{ ...DETAIL, signature: 'c2lnbmF0dXJlIG9mIHRoZSB0aG91Z2h0cw==' }] }
}

const DETAIL = { type: 'reasoning.text', format: 'anthropic-claude-v1', index: 0 }
