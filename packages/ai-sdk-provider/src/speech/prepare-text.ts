import { InvalidArgumentError } from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'
import type { PreparedSpeech } from './prepare-speech.ts'
import { traitsOf } from './speech-traits.ts'

/** A text as a request carries it, and what it is charged by. */
export interface PreparedText {
  body: JsonRecord
  /** Unicode code points. */
  inputCharacters: number
}

/**
 * Completes a request with its text.
 *
 * @throws InvalidArgumentError for a text that says nothing, and for one that is longer than the model takes.
 */
export function prepareText(
  { modelId, route, fields }: Pick<PreparedSpeech, 'modelId' | 'route' | 'fields'>,
  text: string,
): PreparedText {
  // JavaScript callers pass what a database gave them.
  if (typeof text !== 'string' || text.trim() === '') {
    throw new InvalidArgumentError({ argument: 'text', message: 'text must say something.' })
  }
  const inputCharacters = countCodePoints(text)
  const { longestText } = traitsOf(modelId)
  // How the server counts is not documented: no other count finds fewer characters than this one.
  if (longestText !== undefined && inputCharacters > longestText) {
    throw new InvalidArgumentError({
      argument: 'text',
      message: `The text has ${inputCharacters} characters, and ${modelId} takes ${longestText}. Split it into several calls.`,
    })
  }
  return { body: { model: modelId, [route === 'tts' ? 'text' : 'input']: text, ...fields }, inputCharacters }
}

function countCodePoints(text: string): number {
  let count = 0
  for (const _codePoint of text) count += 1
  return count
}
