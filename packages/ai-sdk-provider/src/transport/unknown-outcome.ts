import { APICallError } from '@ai-sdk/provider'
import type { NanoGPTErrorData } from '../errors/error-body.ts'
import { createNanoGPTError, isNanoGPTError, type NanoGPTError } from '../errors/nanogpt-error.ts'
import { asRecord } from '../wire/json.ts'

// A request that met one of these never reached a server. All other failures may have come after the request.
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
  'FailedToOpenSocket',
])

const CAUSE_DEPTH = 4

/**
 * Of a costly request: an error that leaves open whether it was carried out, and so charged, as one that is
 * not retryable. The documents know no idempotency key for paid requests (field note A11).
 */
export function asFinal(error: unknown): unknown {
  if (!APICallError.isInstance(error) || !error.isRetryable) return error
  if (error.statusCode !== undefined && !GATEWAY_TIMEOUTS.has(error.statusCode)) return error
  if (isNanoGPTError(error) && saysWhatHappened(error)) return final(error, error.data)
  if (error.statusCode === undefined && wasNeverSent(error)) return error
  return final(error, {
    code: 'outcome_unknown',
    message: `${error.message.replace(/[.\s]*$/, '.')} NanoGPT may have carried out and charged the request, so it is not repeated.`,
    status: error.statusCode,
  })
}

/** Of a costly answer that had begun, and so was charged: an error that nobody repeats. */
export function asPaid(error: unknown): unknown {
  return isNanoGPTError(error) && error.isRetryable ? final(error, error.data) : error
}

function final(error: APICallError, data: NanoGPTErrorData): APICallError {
  const { url, requestBodyValues, responseHeaders, responseBody } = error
  return createNanoGPTError(data, {
    url,
    requestBodyValues,
    isFinal: true,
    cause: error,
    ...(responseHeaders && { responseHeaders }),
    ...(responseBody !== undefined && { responseBody }),
  })
}

// A gateway lost patience with a server that may go on: images take minutes (field note A11).
const GATEWAY_TIMEOUTS: ReadonlySet<number> = new Set([408, 504, 524])

const BROKEN_ANSWERS: ReadonlySet<string | undefined> = new Set(['connection_broken', 'idle_timeout'])

/** An error under status 200: the server's words stay, and nothing says that nothing was charged. */
function saysWhatHappened({ statusCode, data }: NanoGPTError): boolean {
  return statusCode === undefined && !BROKEN_ANSWERS.has(data.code)
}

function wasNeverSent(error: unknown): boolean {
  let current = asRecord(error)
  for (let depth = 0; current !== undefined && depth < CAUSE_DEPTH; depth += 1) {
    if (NEVER_SENT.has(current.code)) return true
    current = asRecord(current.cause)
  }
  return false
}
