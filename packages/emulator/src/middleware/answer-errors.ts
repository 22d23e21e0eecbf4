import { ApiError, NetworkFailure } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver, errorReply } from '../stream/deliver.ts'

/** Whatever is thrown becomes a response here, except where there is nobody to respond to. */
export function answerError(error: Error, context: EmulatorContext): Response {
  if (error instanceof NetworkFailure || context.env.signal.aborted) throw error
  if (error instanceof ApiError) return deliver(context, errorReply(error))
  console.error('The emulator failed:', error)
  return deliver(
    context,
    errorReply(
      new ApiError({ status: 500, code: 'internal_error', message: `The emulator failed: ${error.message}` }),
    ),
  )
}

/** JSON where an API is expected; elsewhere the website's page, as a wrong base URL gets it. */
export function answerNotFound(context: EmulatorContext): Response {
  const { method, path } = context.req
  const isApi = /^\/(?:api|v1)(?:\/|$)/.test(path)
  return deliver(
    context,
    errorReply(
      new ApiError(
        { status: 404, code: 'not_found', message: `There is no ${method} ${path} here.` },
        { envelope: isApi ? 'openai' : 'html' },
      ),
    ),
  )
}

/** For a path that exists, but not with this method. */
export function answerMethod(allowed: string): (context: EmulatorContext) => never {
  return function wrongMethod(context) {
    const { method, path } = context.req
    throw new ApiError(
      { status: 405, code: 'method_not_allowed', message: `${path} takes ${allowed}, not ${method}.` },
      { headers: { allow: allowed } },
    )
  }
}
