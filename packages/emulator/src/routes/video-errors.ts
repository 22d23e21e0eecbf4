import { ApiError, type ErrorFacts } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'

function typeOf({ code, status, type }: ErrorFacts): string | undefined {
  if (status === 402) return 'INSUFFICIENT_BALANCE'
  // The envelope writes any other code in capitals.
  return code === undefined ? type : undefined
}

/** Errors that have no envelope of their own, and the balance error, in that of video (API sheet §16.1). */
function inVideoEnvelope(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error
  const { envelope, headers, extra } = error.delivery
  if (envelope !== undefined && envelope !== 'balance') return error
  return new ApiError(
    { ...error.facts, type: typeOf(error.facts) },
    // Nothing was charged yet that could be refunded.
    { envelope: 'video', headers, extra: { refundMessage: undefined, ...extra } },
  )
}

/** Lets a handler refuse in the form of the video endpoints. */
export function refusingAsVideo(
  handler: (context: EmulatorContext) => Promise<Response> | Response,
): (context: EmulatorContext) => Promise<Response> {
  return async function answerOrRefuse(context) {
    try {
      return await handler(context)
    } catch (error) {
      throw inVideoEnvelope(error)
    }
  }
}
