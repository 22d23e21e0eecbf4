import { APICallError } from '@ai-sdk/provider'
import { isAbortError } from '@ai-sdk/provider-utils'
import { asRecord } from '../wire/json.ts'
import { isNanoGPTError } from './nanogpt-error.ts'

/**
 * Whether a failed call may be charged. What was refused is not; an answer that broke, or was given up, may be.
 *
 * @returns `undefined` where nothing tells, since nothing, or only a gateway, answered.
 */
export function mayBeCharged(error: unknown): boolean | undefined {
  if (isAbortError(error)) return true
  if (!APICallError.isInstance(error)) return false
  if (isNanoGPTError(error)) {
    const { code, status } = error.data
    const isUnder200 = status === undefined || status === 200
    if (isUnder200 || code === 'outcome_unknown') return true
  }
  return mayBeCarriedOut(error) ? undefined : false
}

/** Whether a request may be carried out all the same: nothing answered it, or only a gateway that lost patience. */
export function mayBeCarriedOut(error: APICallError): boolean {
  const { statusCode } = error
  return statusCode === undefined ? !wasNeverSent(error) : GATEWAY_TIMEOUTS.has(statusCode)
}

// Of a server that may go on: images take minutes (field note A11).
const GATEWAY_TIMEOUTS: ReadonlySet<number> = new Set([408, 504, 524])

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

// Nor did one whose host could not prove who it is.
const CERTIFICATE = /^(?:CERT_|ERR_TLS_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/

const CAUSE_DEPTH = 4

function wasNeverSent(error: unknown): boolean {
  let current = asRecord(error)
  for (let depth = 0; current !== undefined && depth < CAUSE_DEPTH; depth += 1) {
    if (NEVER_SENT.has(current.code) || CERTIFICATE.test(String(current.code))) return true
    current = asRecord(current.cause)
  }
  return false
}
