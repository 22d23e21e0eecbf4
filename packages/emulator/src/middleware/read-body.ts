import type { Next } from 'hono'
import { ApiError } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import type { EmulatorContext, RequestBody } from '../env.ts'
import { decompress } from './decompress.ts'

function tooLarge(): ApiError {
  return new ApiError({
    status: 413,
    code: 'request_body_too_large',
    message: `The request body is larger than ${limits.bodyBytes / 1024 / 1024} MiB.`,
    param: 'body',
  })
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')
}

function parse(text: string, contentType: string | undefined): RequestBody {
  if (!isJson(contentType)) {
    return {
      problem: new ApiError({
        status: 415,
        code: 'unsupported_media_type',
        message: `Content-Type must be application/json, not ${contentType ?? 'absent'}.`,
      }),
    }
  }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return {
      problem: new ApiError({
        status: 400,
        code: 'invalid_json',
        message: 'The request body is not valid JSON.',
      }),
    }
  }
}

/** What can be read of the body is recorded even when it is refused later. */
function record(context: EmulatorContext, text: string): void {
  const entry = context.get('record')
  entry.bodyText = text
  try {
    entry.body = JSON.parse(text)
  } catch {
    entry.body = undefined
  }
}

async function readJson(context: EmulatorContext): Promise<RequestBody> {
  const received = new Uint8Array(await context.req.arrayBuffer())
  context.get('record').bytesReceived = received.length
  if (received.length > limits.bodyBytes) return { problem: tooLarge() }
  try {
    const bytes = await decompress(received, context.req.header('content-encoding'))
    const text = new TextDecoder().decode(bytes)
    record(context, text)
    if (bytes.length > limits.bodyBytes) return { problem: tooLarge() }
    return parse(text, context.req.header('content-type'))
  } catch (error) {
    if (error instanceof ApiError) return { problem: error }
    throw error
  }
}

/** Reads the body. A body that cannot be read is no error yet: the key is checked first. */
export async function readBody(context: EmulatorContext, next: Next): Promise<void> {
  const hasBody = context.req.method !== 'GET' && context.req.method !== 'HEAD'
  context.set('body', hasBody ? await readJson(context) : { value: undefined })
  await next()
}

/** The JSON of a request that needs one. */
export function requireJson(context: EmulatorContext): unknown {
  const body = context.get('body')
  if ('problem' in body) throw body.problem
  return body.value
}
