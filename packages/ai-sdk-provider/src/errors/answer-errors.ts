import type { APICallError } from '@ai-sdk/provider'
import { asRecord, parseJson, type JsonRecord } from '../wire/json.ts'
import { readErrorBody, readErrorRecord, statusWords } from './error-body.ts'
import { createJobErrors, type JobErrors, type Redaction } from './job-errors.ts'
import { createNanoGPTError, type ErrorContext } from './nanogpt-error.ts'

/** Makes the errors of one answer: they all carry its URL, request body and response headers. */
export interface AnswerErrors extends JobErrors {
  /** A body under an error status. */
  fromErrorBody(body: string, status: number): APICallError
  /** An error envelope under status 200: a frame of a stream, or a JSON body. */
  fromRecord(record: JsonRecord): APICallError
  /** A page, a text, or JSON that is no answer, under status 200. */
  fromUnreadableBody(body: string): APICallError
  /** A frame of a stream that is no JSON. */
  fromMalformedFrame(data: string): APICallError
  /** The connection broke in the middle. */
  fromBrokenConnection(cause: unknown): APICallError
  /** No event came for `idleTimeout` milliseconds. */
  fromIdleTimeout(idleTimeout: number): APICallError
}

export function createAnswerErrors(context: ErrorContext, redaction: Redaction): AnswerErrors {
  const redact = (text: string) => redaction.text(text)
  const broken = (code: string, message: string, details: { cause?: unknown; responseBody?: string } = {}) =>
    createNanoGPTError({ code, message, status: undefined }, { ...context, ...details })

  return {
    fromErrorBody(body, status) {
      const responseBody = redact(body)
      const target = context.responseHeaders?.location
      const data = isRedirect(status)
        ? { code: 'redirected', message: redirectWords(context.url, target), status }
        : readErrorBody(responseBody, status)
      return createNanoGPTError(data, { ...context, responseBody })
    },
    fromRecord(record) {
      const responseBody = redact(JSON.stringify(record))
      const data = readErrorRecord(asRecord(parseJson(responseBody)) ?? {}, undefined)
      return createNanoGPTError(data, { ...context, responseBody })
    },
    fromUnreadableBody(body) {
      const responseBody = redact(body)
      // Status 200 is not retryable where nothing says that the request was not carried out and billed.
      return createNanoGPTError(
        { code: 'unreadable_response', message: unreadableWords(responseBody), status: 200 },
        { ...context, responseBody },
      )
    },
    fromMalformedFrame: data =>
      broken('malformed_frame', malformedWords(redact(data)), { responseBody: redact(data) }),
    fromBrokenConnection: cause =>
      broken('connection_broken', 'The connection to NanoGPT broke before the answer was complete.', {
        cause: redaction.error(cause),
      }),
    fromIdleTimeout: idleTimeout =>
      broken(
        'idle_timeout',
        `NanoGPT sent no event for ${idleTimeout} ms (idleTimeout), so the stream was given up.`,
      ),
    ...createJobErrors(context, redaction),
  }
}

function unreadableWords(body: string): string {
  if (looksLikeJson(body) && parseJson(body) === undefined) {
    return `NanoGPT's answer breaks off, or is no valid JSON: ${body.trim().slice(0, 200)}`
  }
  const { message } = readErrorBody(body, undefined)
  return message === statusWords(undefined) ? 'NanoGPT answered with something that is no answer.' : message
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{"]/.test(text)
}

/** What looks like JSON is a piece of an answer; other text is what somebody had to say. */
function malformedWords(data: string): string {
  return looksLikeJson(data)
    ? 'NanoGPT sent a frame that is no JSON, so a piece of the answer is missing.'
    : data.trim().slice(0, 500)
}

/** Runtimes hide the status of a redirect that was not followed. */
function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400)
}

function redirectWords(url: string, target: string | undefined): string {
  const host =
    target !== undefined && URL.canParse(target, url) ? new URL(target, url).origin : 'another address'
  return `${new URL(url).origin} redirects to ${host}. Redirects are not followed, since they would carry the key there.`
}
