import { APICallError, type JSONObject } from '@ai-sdk/provider'
import { isFailedState } from '../wire/job-state.ts'
import { asFilledText, asRecord, mergeKnown, parseJson, type JsonRecord } from '../wire/json.ts'
import { createNanoGPTError, isNanoGPTError, type ErrorContext } from './nanogpt-error.ts'

/** Takes the key out of what a server or a library says, before it can reach an error or a log. */
export interface Redaction {
  text(text: string): string
  error(error: unknown): unknown
}

/**
 * Makes the errors of a job that was accepted, and so charged. None is retryable: the SDK would submit the job
 * a second time.
 */
export interface JobErrors {
  /** The job failed. */
  fromFailedJob(failure: JobFailure): APICallError
  /** The state of the job cannot be read. What is no `APICallError`, such as an abort, passes. */
  fromEndedJob(error: unknown, job: Job): unknown
  /** The job was not done in time. */
  fromJobTimeout(job: Job & { timeoutMs: number; cause: unknown }): APICallError
}

/** What went wrong in a job, in the server's words. */
export interface JobFailure {
  message: string
  /** Default `job_failed`. */
  code?: string | undefined
  /** The id of the job, and what else the answer said. */
  details?: JSONObject
}

interface Job {
  /** What is made, as in `speech`. */
  what: string
  id: string
}

export function createJobErrors(context: ErrorContext, redaction: Redaction): JobErrors {
  return {
    fromFailedJob: ({ message, code = 'job_failed', details }) =>
      createNanoGPTError(
        {
          code,
          message: redaction.text(message),
          status: undefined,
          ...(details && { details: JSON.parse(redaction.text(JSON.stringify(details))) as JSONObject }),
        },
        { ...context, isFinal: true },
      ),
    fromEndedJob: endedJob,
    fromJobTimeout: ({ what, id, timeoutMs, cause }) =>
      createNanoGPTError(
        {
          code: 'job_timeout',
          message: `The ${what} job ${id} was not done after ${timeoutMs} ms (pollTimeoutMs).`,
          status: undefined,
          details: { runId: id },
        },
        { ...context, isFinal: true, ...(cause !== undefined && { cause: redaction.error(cause) }) },
      ),
  }
}

function endedJob(error: unknown, job: Job): unknown {
  // The job's own failure says all that is to be said.
  if (isNanoGPTError(error) && error.data.details?.runId === job.id) return error
  return unreadState(error, job, true)
}

/**
 * An error of the question how a job goes, with the id of the job, so that somebody can ask again. What is no
 * `APICallError`, such as an abort, passes.
 *
 * @param isFinal the caller would submit the job again, if it might.
 */
export function unreadState(error: unknown, { what, id }: Job, isFinal: boolean): unknown {
  if (!APICallError.isInstance(error)) return error
  const { url, requestBodyValues, responseHeaders, responseBody, statusCode: status } = error
  const data = isNanoGPTError(error) ? error.data : { code: undefined, message: error.message, status }
  return createNanoGPTError(
    {
      ...data,
      message: `The state of the ${what} job ${id} could not be read: ${data.message}`,
      details: { ...data.details, runId: id },
    },
    {
      url,
      requestBodyValues,
      receivedAt: Date.now(),
      isFinal: isFinal || !error.isRetryable,
      isFree: true,
      cause: error,
      ...(responseHeaders && { responseHeaders }),
      ...(responseBody !== undefined && { responseBody }),
    },
  )
}

// This word some gateways put into every error of theirs, also where the question alone was refused.
const ERROR = /^error/i

const REFUSALS_OF_QUESTIONS: ReadonlySet<number | undefined> = new Set([401, 403, 408, 425, 429])

/**
 * The state of a job that failed, out of what was taken for an error of the question: it says why in an `error`,
 * where an answer has its own.
 *
 * @throws the same error where it is one of the question.
 */
export function failedJobIn(error: unknown): JsonRecord {
  if (!APICallError.isInstance(error) || (error.statusCode ?? 200) >= 500) throw error
  const answer = asRecord(parseJson(error.responseBody ?? '')) ?? {}
  // That of videos stands in a wrapper (API sheet §16.2).
  const record = mergeKnown(answer, asRecord(answer.data) ?? {})
  const status = asFilledText(record.status) ?? ''
  const isRefusal = ERROR.test(status) && REFUSALS_OF_QUESTIONS.has(error.statusCode)
  if (isRefusal || !isFailedState(status)) throw error
  return record
}
