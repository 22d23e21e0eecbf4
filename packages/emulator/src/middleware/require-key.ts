import type { Next } from 'hono'
import { ApiError } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'

function unauthorized(code: string, message: string): ApiError {
  return new ApiError({ status: 401, code, message })
}

/** The keys a request shows: the same one in both headers counts once. */
export function readKeys(context: EmulatorContext): string[] {
  const bearer = context.req.header('authorization')?.match(/^Bearer\s+(.+)$/i)?.[1]
  const keys = [bearer, context.req.header('x-api-key')].filter(key => key !== undefined)
  return [...new Set(keys)]
}

export function isKnownKey(context: EmulatorContext, key: string): boolean {
  return context.env.state.options.apiKeys.includes(key)
}

/** The number of the request's key among those of the account, from 1; 0 where it is none of them. */
export function keyNumber(context: EmulatorContext): number {
  return context.env.state.options.apiKeys.indexOf(readKeys(context)[0] ?? '') + 1
}

/** Refuses a request without a key of the account. */
export function checkKey(context: EmulatorContext): void {
  const [key, another] = readKeys(context)
  if (another !== undefined) {
    throw new ApiError({
      status: 400,
      code: 'conflicting_credentials',
      message: 'Authorization and x-api-key carry different keys. Send one of them.',
    })
  }
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
}

/** Lets only requests with a key of the account pass. */
export async function requireKey(context: EmulatorContext, next: Next): Promise<void> {
  checkKey(context)
  await next()
}
