import { APICallError } from '@ai-sdk/provider'
import type { NanoGPTErrorData } from '../errors/error-body.ts'
import { mayBeCarriedOut } from '../errors/may-be-charged.ts'
import { createNanoGPTError, isNanoGPTError, type NanoGPTError } from '../errors/nanogpt-error.ts'

/**
 * Of a costly request: an error that leaves open whether it was carried out, and so charged, as one that is
 * not retryable. The documents know no idempotency key for paid requests (field note A11).
 */
export function asFinal(error: unknown): unknown {
  if (!APICallError.isInstance(error) || !error.isRetryable) return error
  if (isNanoGPTError(error) && saysWhatHappened(error)) return final(error, error.data)
  if (!mayBeCarriedOut(error)) return error
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

const BROKEN_ANSWERS: ReadonlySet<string | undefined> = new Set(['connection_broken', 'idle_timeout'])

/** An error under status 200: the server's words stay, and nothing says that nothing was charged. */
function saysWhatHappened({ statusCode, data }: NanoGPTError): boolean {
  return statusCode === undefined && !BROKEN_ANSWERS.has(data.code)
}
