import type { Answer } from '../engine/answer.ts'
import { logProbabilities } from '../engine/log-probabilities.ts'
import { pieces } from './chat-frames.ts'
import { accounts, envelope, placeReasoning, type ChatShape } from './chat-shape.ts'
import { sendDone, sendEvent, type Step } from './steps.ts'

const object = 'text_completion'

/** Log probabilities in the older of OpenAI's shapes; `null` where they were not asked for. */
function likelihoods(text: string, { logprobs }: ChatShape): object | null {
  if (logprobs === undefined) return null
  const { content } = logProbabilities(text, logprobs)
  let end = 0
  return {
    tokens: content.map(({ token }) => token),
    token_logprobs: content.map(({ logprob }) => logprob),
    top_logprobs: content.map(({ top_logprobs: alternatives }) =>
      Object.fromEntries(alternatives.map(({ token, logprob }) => [token, logprob])),
    ),
    text_offset: content.map(({ token }) => (end += token.length) - token.length),
  }
}

/** A reply that is not streamed: a choice for each prompt. */
export function completionBody(answers: readonly Answer[], shape: ChatShape): Record<string, unknown> {
  const choices = answers.map((answer, index) => {
    const { reasoning, text } = placeReasoning(answer, shape.reasoningField)
    return {
      text,
      index,
      logprobs: likelihoods(text, shape),
      finish_reason: answer.finishReason,
      ...(reasoning !== '' && { reasoning }),
      ...shape.message,
    }
  })
  return { ...envelope(shape, object), choices, ...accounts(shape) }
}

type Choice = Record<string, unknown>

function* piecesOf(answer: Answer, index: number, shape: ChatShape): Generator<Choice> {
  const { reasoning, text } = placeReasoning(answer, shape.reasoningField)
  const open = { index, finish_reason: null }
  for (const piece of pieces(reasoning, shape.chunkSize)) {
    yield { ...open, text: '', logprobs: null, reasoning: piece }
  }
  for (const piece of pieces(text, shape.chunkSize)) {
    yield { ...open, text: piece, logprobs: likelihoods(piece, shape) }
  }
}

/** A streamed reply: one prompt after the other. Usage and pricing ride on the last frame, as in chat. */
export function* completionFrames(answers: readonly Answer[], shape: ChatShape): Generator<Step> {
  const common = envelope(shape, object)
  for (const [index, answer] of answers.entries()) {
    for (const choice of piecesOf(answer, index, shape)) yield sendEvent({ ...common, choices: [choice] })
    const finish = { text: '', index, logprobs: null, finish_reason: answer.finishReason, ...shape.message }
    const isLast = index === answers.length - 1
    yield sendEvent({ ...common, choices: [finish], ...(isLast && accounts(shape)) })
  }
  yield sendDone
}
