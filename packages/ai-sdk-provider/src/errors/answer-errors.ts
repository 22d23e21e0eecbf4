import { APICallError } from '@ai-sdk/provider'
import { asRecord, parseJson, type JsonRecord } from '../wire/json.ts'
import { readErrorBody, readErrorRecord } from './error-body.ts'
import { createNanoGPTError, type ErrorContext } from './nanogpt-error.ts'

/** Makes the errors of one answer: they all carry its URL, request body and response headers. */
export interface AnswerErrors {
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

/** @param redact takes the key out of what a server sent back, before it can reach an error or a log. */
export function createAnswerErrors(context: ErrorContext, redact: (text: string) => string): AnswerErrors {
  const broken = (message: string, details: { cause?: unknown; responseBody?: string } = {}) =>
    new APICallError({ ...context, message, isRetryable: true, ...details })

  return {
    fromErrorBody(body, status) {
      const responseBody = redact(body)
      return createNanoGPTError(readErrorBody(responseBody, status), { ...context, responseBody })
    },
    fromRecord(record) {
      const responseBody = redact(JSON.stringify(record))
      const data = readErrorRecord(asRecord(parseJson(responseBody)) ?? {}, undefined)
      return createNanoGPTError(data, { ...context, responseBody })
    },
    fromUnreadableBody(body) {
      const responseBody = redact(body)
      const isJson = parseJson(responseBody) !== undefined
      const message = isJson
        ? 'NanoGPT answered with JSON that is no answer of this kind of model.'
        : readErrorBody(responseBody, undefined).message
      // Status 200 is not retryable: nothing says that the request was not carried out and billed.
      return createNanoGPTError(
        { code: 'unreadable_response', message, status: 200 },
        { ...context, responseBody },
      )
    },
    fromMalformedFrame: data =>
      broken('NanoGPT sent a frame that is no JSON, so a piece of the answer is missing.', {
        responseBody: redact(data),
      }),
    fromBrokenConnection: cause =>
      broken('The connection to NanoGPT broke before the answer was complete.', { cause }),
    fromIdleTimeout: idleTimeout =>
      broken(`NanoGPT sent no event for ${idleTimeout} ms (idleTimeout), so the stream was given up.`),
  }
}
