import { APICallError } from '@ai-sdk/provider'
import { delay, isAbortError } from '@ai-sdk/provider-utils'
import type { AnswerErrors } from '../errors/answer-errors.ts'
import { untilAborted } from './until-aborted.ts'

/** A job that was submitted, and so charged, and how to wait for it. */
export interface PollOptions<T> {
  /** Asks once. `undefined`: not done yet. */
  check: () => Promise<T | undefined>
  /** Milliseconds between two questions. */
  intervalMs: number
  /** Milliseconds after which the job is given up. */
  timeoutMs: number
  abortSignal: AbortSignal | undefined
  /** For errors: what is made, as in `speech`, and the id of the job. */
  job: { what: string; id: string }
  /** Of the answer that brought the ticket. */
  errors: AnswerErrors
}

/**
 * Asks for the state of a job until it is done. A question that fails is asked again, since that costs
 * nothing; whatever ends the waiting is not retryable, since the SDK would submit, and pay, the job again.
 */
export async function pollJob<T>(options: PollOptions<T>): Promise<T> {
  const { check, intervalMs, timeoutMs, abortSignal, job, errors } = options
  const deadline = performance.now() + timeoutMs
  let wait = intervalMs
  let lastFailure: unknown
  while (performance.now() + wait <= deadline) {
    await delay(wait, abortSignal && { abortSignal })
    wait = intervalMs
    try {
      const result = await untilAborted(check(), abortSignal)
      if (result !== undefined) return result
      lastFailure = undefined
    } catch (error) {
      if (!isTransient(error, deadline - performance.now())) throw errors.fromEndedJob(error, job)
      lastFailure = error
      wait = Math.max(intervalMs, retryAfterMs(error))
    }
  }
  throw errors.fromJobTimeout({ ...job, timeoutMs, cause: lastFailure })
}

/** Some runtimes throw what a network does wrong as a bare `TypeError`. */
function isTransient(error: unknown, remainingMs: number): boolean {
  if (isAbortError(error)) return false
  if (!APICallError.isInstance(error)) return error instanceof TypeError
  // The SDK would not wait for a minute and longer; who waits for a job does.
  return error.isRetryable || (error.statusCode === 429 && retryAfterMs(error) <= remainingMs)
}

function retryAfterMs(error: unknown): number {
  if (!APICallError.isInstance(error)) return 0
  const seconds = Number(error.responseHeaders?.['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0
}
