/** How a job stands that is over. */
export type EndState = 'completed' | 'failed' | 'canceled'

// The documents' words, those of their schema in upper case, either spelling of cancelled (API sheet C19), and
// those that upstreams have instead.
const WORDS: readonly (readonly [EndState, RegExp])[] = [
  ['completed', /^(?:completed?|success|succeeded|done|finished|ready)$/i],
  ['failed', /^(?:fail|failed|failure|error|errored|rejected|expired|timed?[\s_-]?out)$/i],
  ['canceled', /^(?:cancell?ed|aborted)$/i],
]

/** How a job ended; `undefined` where it goes on, and where nobody knows the word. */
export function endStateOf(status: string): EndState | undefined {
  const word = status.trim()
  return WORDS.find(([, words]) => words.test(word))?.[0]
}

/** Whether a job came to nothing. */
export function isFailedState(status: string): boolean {
  const state = endStateOf(status)
  return state === 'failed' || state === 'canceled'
}
