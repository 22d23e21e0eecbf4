import type { ReasoningField } from '../contract/chat-family.ts'
import type { Answer } from '../engine/answer.ts'
import { logProbabilities } from '../engine/log-probabilities.ts'

/** What JSON bodies and stream frames of one reply have in common. */
export interface ChatShape {
  id: string
  /** Unix seconds. */
  created: number
  model: string
  reasoningField: ReasoningField
  serviceTier: string | undefined
  /** `undefined` where it was not asked for. */
  usage: object | undefined
  pricing: object | undefined
  /** Merged into the message, or the last delta. */
  message: object
  /** Merged into the top level of the body, or the last frame. */
  extra: object
  /** How many alternatives each token's log probability comes with; `undefined` where none were asked for. */
  logprobs: number | undefined
  /** Characters of a text delta; by default a few words. */
  chunkSize: number | undefined
}

/** The reasoning where the path wants it; `/api/v1thinking` puts it in front of the text. */
export function placeReasoning(
  answer: Answer,
  field: ReasoningField,
): { field: string; reasoning: string; text: string } {
  const merged = field === 'content' && answer.reasoning !== ''
  return {
    field: field === 'reasoning_content' ? 'reasoning_content' : 'reasoning',
    reasoning: field === 'reasoning' || field === 'reasoning_content' ? answer.reasoning : '',
    text: merged ? `${answer.reasoning}\n\n${answer.text}` : answer.text,
  }
}

/** Members of every frame and body. */
export function envelope(shape: ChatShape, object: string): Record<string, unknown> {
  return {
    id: shape.id,
    object,
    created: shape.created,
    model: shape.model,
    ...(shape.serviceTier !== undefined && { service_tier: shape.serviceTier }),
  }
}

/** Members of the body, and of the last frame. */
export function accounts(shape: ChatShape): Record<string, unknown> {
  return {
    ...(shape.usage !== undefined && { usage: shape.usage }),
    ...(shape.pricing !== undefined && { x_nanogpt_pricing: shape.pricing }),
    ...shape.extra,
  }
}

/** What a choice says of the likelihood of its text, where that was asked for. */
export function likelihoods(text: unknown, { logprobs }: ChatShape): Record<string, unknown> {
  if (logprobs === undefined || typeof text !== 'string' || text === '') return {}
  return { logprobs: logProbabilities(text, logprobs) }
}
