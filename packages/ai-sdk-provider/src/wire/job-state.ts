/** How a job stands that is over. */
export type EndState = 'completed' | 'failed' | 'canceled'

// The documents' words, those of their schema in upper case, either spelling of cancelled (API sheet C19), and
// those that upstreams have instead.
const WORDS: readonly (readonly [EndState, RegExp])[] = [
  ['completed', /^(?:complete|succe|done|finish|ready)/i],
  ['failed', /^(?:fail|error|reject|expired|time)/i],
  ['canceled', /^(?:cancel|abort)/i],
]

/** How a job ended; `undefined` where it goes on, and where nobody knows the word. */
export function endStateOf(status: string): EndState | undefined {
  return WORDS.find(([, words]) => words.test(status.trim()))?.[0]
}

/** Whether a job came to nothing. */
export function isFailedState(status: string): boolean {
  const state = endStateOf(status)
  return state === 'failed' || state === 'canceled'
}
