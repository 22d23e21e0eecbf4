import { APICallError } from '@ai-sdk/provider'
import { readRetryAfter } from '../wire/retry-after.ts'

// A charge is booked a while after its answer. What follows is the documents' way of waiting for it (newest sheet
// §4.2): the first question after two seconds, the next ones when the server says, none after a day.

/** Sooner a charge is hardly ever there, and the API would send the client away for half a minute. */
export const FIRST_QUESTION_MS = 2000

/** No charge can be looked up for longer. */
export const LONGEST_PATIENCE_MS = 24 * 60 * 60 * 1000

const USUAL_WAIT_MS = 30_000

/** Sixty questions a minute are allowed to a key. */
const SHORTEST_WAIT_MS = 1000

/** @returns milliseconds to wait before the question is asked again, or `undefined` where the error is an answer. */
export function waitAfter(error: unknown, now: number): number | undefined {
  if (!APICallError.isInstance(error)) return undefined
  const wait = readRetryAfter(error.responseHeaders, now)
  const mayPass = isPending(error) || (isBusy(error) && (error.isRetryable || wait !== undefined))
  return mayPass ? Math.max(wait ?? USUAL_WAIT_MS, SHORTEST_WAIT_MS) : undefined
}

function isPending({ statusCode }: APICallError): boolean {
  return statusCode === 404
}

function isBusy({ statusCode }: APICallError): boolean {
  return statusCode === 429 || statusCode === 503
}
