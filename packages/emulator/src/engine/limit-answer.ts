import { estimateTokenCount, sliceByTokens } from 'tokenx'
import type { ChatBody } from '../contract/chat-fields.ts'
import type { Answer } from './answer.ts'

/** Ends a text at the first stop sequence in it. */
function stopAt(text: string, { stop, include_stop_str_in_output: keep }: ChatBody): string {
  const ends = [stop ?? []].flat().flatMap(sequence => {
    const at = sequence === '' ? -1 : text.indexOf(sequence)
    return at < 0 ? [] : [keep ? at + sequence.length : at]
  })
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends))
}

/** Hands out a budget of tokens, part by part. */
class Budget {
  #left: number
  exceeded = false

  constructor(tokens: number) {
    this.#left = tokens
  }

  spend(text: string): string {
    const tokens = estimateTokenCount(text)
    if (tokens <= this.#left) {
      this.#left -= tokens
      return text
    }
    this.exceeded = true
    const kept = sliceByTokens(text, 0, this.#left)
    this.#left = 0
    return kept
  }
}

/**
 * Stop sequences and the token limit. Reasoning counts, so a small limit can leave nothing of the answer,
 * and tool arguments are cut in the middle of their JSON, both as with real models.
 */
export function limitAnswer(answer: Answer, body: ChatBody): Answer {
  const text = stopAt(answer.text, body)
  const limit = Math.min(body.max_tokens ?? Infinity, body.max_completion_tokens ?? Infinity)
  if (limit === Infinity) return { ...answer, text }
  const budget = new Budget(limit)
  const limited = {
    ...answer,
    reasoning: budget.spend(answer.reasoning),
    text: budget.spend(text),
    toolCalls: answer.toolCalls.map(call => ({ ...call, arguments: budget.spend(call.arguments) })),
  }
  if (!budget.exceeded) return limited
  const end = limited.text.length
  // A source whose reference was cut off is not cited.
  const annotations = answer.annotations.filter(citation => endOf(citation) <= end)
  return { ...limited, annotations, finishReason: 'length' }
}

function endOf(annotation: unknown): number {
  const { url_citation: citation } = annotation as { url_citation?: { end_index?: number } }
  return citation?.end_index ?? 0
}
