import { APICallError } from '@ai-sdk/provider'
import { delay, isAbortError } from '@ai-sdk/provider-utils'
import type { AnswerErrors } from '../errors/answer-errors.ts'
import { isNanoGPTError } from '../errors/nanogpt-error.ts'
import { readRetryAfter } from '../wire/retry-after.ts'
import { untilAborted } from './until-aborted.ts'

/** A job that was submitted, and so charged, and how to wait for it. */
export interface PollOptions<T> {
  /**
   * Asks once. `undefined`: not done yet.
   *
   * @param abortSignal ends a question that takes too long, too.
   */
  check: (abortSignal: AbortSignal) => Promise<T | undefined>
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
  const { intervalMs, timeoutMs, abortSignal, job, errors } = options
  const deadline = performance.now() + timeoutMs
  const remaining = () => Math.max(0, deadline - performance.now())
  let wait = Math.min(intervalMs, timeoutMs)
  for (;;) {
    await delay(wait, abortSignal && { abortSignal })
    let failure: unknown
    try {
      const result = await askOnce(options, remaining())
      if (result !== undefined) return result
    } catch (error) {
      if (!isTransient(error, remaining())) throw errors.fromEndedJob(error, job)
      failure = error
    }
    // The last question comes when the time is over, unless the server does not want it so soon.
    const left = remaining()
    const retryAfter = retryAfterMs(failure)
    if (left === 0 || retryAfter > left) throw errors.fromJobTimeout({ ...job, timeoutMs, cause: failure })
    wait = Math.max(Math.min(intervalMs, left), retryAfter)
  }
}

/** The state of a job is known at once; a server that says nothing for so long has lost the question. */
const LONGEST_QUESTION_MS = 30_000

/** The last question may come shortly before the time is over. */
const SHORTEST_QUESTION_MS = 1000

async function askOnce<T>(
  { check, abortSignal }: PollOptions<T>,
  remainingMs: number,
): Promise<T | undefined> {
  abortSignal?.throwIfAborted()
  const limit = Math.round(Math.min(LONGEST_QUESTION_MS, Math.max(SHORTEST_QUESTION_MS, remainingMs)))
  const question = new AbortController()
  const onAbort = () => question.abort(abortSignal?.reason)
  const onTimeout = () =>
    question.abort(new TypeError(`NanoGPT did not say within ${limit} ms how the job goes.`))
  const timer = setTimeout(onTimeout, limit)
  abortSignal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await untilAborted(check(question.signal), question.signal)
  } finally {
    clearTimeout(timer)
    abortSignal?.removeEventListener('abort', onAbort)
  }
}

/** Some runtimes throw what a network does wrong as a bare `TypeError`. */
function isTransient(error: unknown, remainingMs: number): boolean {
  if (isAbortError(error)) return false
  if (!APICallError.isInstance(error)) return error instanceof TypeError
  // A page of a gateway under status 200 says nothing of the job.
  if (isNanoGPTError(error) && error.data.code === 'unreadable_response') return true
  // The SDK would not wait for a minute and longer; who waits for a job does.
  return error.isRetryable || (error.statusCode === 429 && retryAfterMs(error) <= remainingMs)
}

function retryAfterMs(error: unknown): number {
  return APICallError.isInstance(error) ? (readRetryAfter(error.responseHeaders, Date.now()) ?? 0) : 0
}
