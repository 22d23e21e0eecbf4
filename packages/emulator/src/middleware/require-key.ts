import type { Next } from 'hono'
import { ApiError } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'

function unauthorized(code: string, message: string): ApiError {
  return new ApiError({ status: 401, code, message })
}

/** The key of a request, from either header. */
export function presentedKey(context: EmulatorContext): string | undefined {
  const bearer = context.req.header('authorization')?.match(/^Bearer\s+(.+)$/i)?.[1]
  const key = context.req.header('x-api-key')
  if (bearer !== undefined && key !== undefined && bearer !== key) {
    throw new ApiError({
      status: 400,
      code: 'conflicting_credentials',
      message: 'Authorization and x-api-key carry different keys. Send one of them.',
    })
  }
  return bearer ?? key
}

export function isKnownKey(context: EmulatorContext, key: string | undefined): boolean {
  return key !== undefined && context.env.state.options.apiKeys.includes(key)
}

/** Lets only requests with a key of the account pass. */
export async function requireKey(context: EmulatorContext, next: Next): Promise<void> {
  const key = presentedKey(context)
  if (key === undefined) {
    throw context.req.header('authorization') === undefined
      ? unauthorized(
          'missing_api_key',
          'No API key. Send "Authorization: Bearer <key>" or "x-api-key: <key>".',
        )
      : unauthorized('invalid_api_key', 'Authorization must have the form "Bearer <key>".')
  }
  if (!isKnownKey(context, key)) {
    throw unauthorized(
      'invalid_api_key',
      'The API key is not valid. Check it, or create one at https://nano-gpt.com/api.',
    )
  }
  await next()
}
