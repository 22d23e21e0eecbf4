import type { Answer, AnswerToolCall } from '../engine/answer.ts'
import { accounts, envelope, likelihoods, placeReasoning, type ChatShape } from './chat-shape.ts'
import { sendDone, sendEvent, type Step } from './steps.ts'

/** Two or three words at a time, spaces included, as tokens come. */
const fewWords = /\s*\S+(?:\s+\S+)?\s*/g

/** Text in pieces that never cut a code point. */
export function pieces(text: string, size: number | undefined): string[] {
  if (text === '') return []
  if (size === undefined) return text.match(fewWords) ?? [text]
  const characters = Array.from(text)
  const step = Math.max(1, size)
  return Array.from({ length: Math.ceil(characters.length / step) }, (_, index) =>
    characters.slice(index * step, (index + 1) * step).join(''),
  )
}

/** Characters of tool arguments in a delta; real ones come in pieces that cut words and escapes. */
const argumentPiece = 12

type Delta = Record<string, unknown>

/** The first delta of a call names it; the others only add to its arguments. */
function* toolCallDeltas(
  { id, name, arguments: input }: AnswerToolCall,
  index: number,
  size: number | undefined,
): Generator<Delta> {
  yield { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }
  for (const piece of pieces(input, size ?? argumentPiece)) {
    yield { tool_calls: [{ index, function: { arguments: piece } }] }
  }
}

function* deltas(answer: Answer, shape: ChatShape): Generator<Delta> {
  const { field, reasoning, text } = placeReasoning(answer, shape.reasoningField)
  yield { role: 'assistant', content: '' }
  for (const piece of pieces(reasoning, shape.chunkSize)) yield { [field]: piece }
  for (const piece of pieces(text, shape.chunkSize)) yield { content: piece }
  for (const [index, call] of answer.toolCalls.entries()) yield* toolCallDeltas(call, index, shape.chunkSize)
  if (answer.refusal !== undefined) yield { refusal: answer.refusal }
  if (answer.annotations.length > 0) yield { annotations: answer.annotations }
  if (answer.images.length > 0) yield { images: answer.images }
  if (Object.keys(shape.message).length > 0) yield { ...shape.message }
}

/** A streamed reply. Usage and pricing ride on the finish frame, not on a frame without choices as at OpenAI. */
export function* chatFrames(answer: Answer, shape: ChatShape): Generator<Step> {
  const common = envelope(shape, 'chat.completion.chunk')
  for (const delta of deltas(answer, shape)) {
    yield sendEvent({
      ...common,
      choices: [{ index: 0, delta, ...likelihoods(delta['content'], shape), finish_reason: null }],
    })
  }
  const finish = { index: 0, delta: {}, finish_reason: answer.finishReason }
  yield sendEvent({ ...common, choices: [finish], ...accounts(shape) })
  yield sendDone
}
