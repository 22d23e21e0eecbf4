import { asRecord, parseJson } from '../wire/json.ts'

/**
 * How far an answer can be trusted to be finished.
 *
 * | value    | the answer ended …                  | no arguments      | malformed arguments |
 * | -------- | ----------------------------------- | ----------------- | ------------------- |
 * | `whole`  | as the model wanted                 | a call without any| the model's mistake |
 * | `closed` | with `[DONE]`, and nobody said why  | a call without any| cut off             |
 * | `cut`    | early, or for a reason nobody knows | cut off           | cut off             |
 */
export type Completeness = 'whole' | 'closed' | 'cut'

/**
 * What a tool is called with: the text of a JSON object, or what the model sent instead, for the SDK to
 * report back to it.
 *
 * @returns `undefined` for a call that was cut off.
 */
export function toolCallInput(argumentsText: string, completeness: Completeness): string | undefined {
  const text = argumentsText.trim()
  const value = parseJson(text)
  if (asRecord(value) !== undefined) return text
  if (text === '' || value === null) return completeness === 'cut' ? undefined : '{}'
  // Arguments that were encoded twice, and those that an empty object was sent ahead of.
  if (typeof value === 'string' && asRecord(parseJson(value)) !== undefined) return value
  const rest = text.replace(/^\{\s*\}\s*(?=\{)/, '')
  if (rest !== text && asRecord(parseJson(rest)) !== undefined) return rest
  // Not an object: the model's own mistake, which the SDK reports back to it, or a cut.
  return completeness === 'whole' ? text : undefined
}
