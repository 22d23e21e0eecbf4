import { APICallError } from '@ai-sdk/provider'
import { createNanoGPTError } from '../errors/nanogpt-error.ts'
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
  if (isRefusal(error.statusCode) || wasNeverSent(error)) return error
  return createNanoGPTError(
    {
      code: 'outcome_unknown',
      message: `${error.message.replace(/[.\s]*$/, '.')} NanoGPT may have carried out and charged the request, so it is not repeated.`,
      status: error.statusCode,
    },
    {
      url: error.url,
      requestBodyValues: error.requestBodyValues,
      isFinal: true,
      cause: error,
      ...(error.responseHeaders && { responseHeaders: error.responseHeaders }),
    },
  )
}

// A gateway lost patience with a server that may go on: images take minutes (field note A11).
const GATEWAY_TIMEOUTS: ReadonlySet<number> = new Set([408, 504, 524])

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && !GATEWAY_TIMEOUTS.has(status)
}

function wasNeverSent(error: unknown): boolean {
  let current = asRecord(error)
  for (let depth = 0; current !== undefined && depth < CAUSE_DEPTH; depth += 1) {
    if (NEVER_SENT.has(current.code)) return true
    current = asRecord(current.cause)
  }
  return false
}
