import type { Next } from 'hono'
import { ApiError, invalidRequest } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import type { EmulatorContext, RequestBody } from '../env.ts'
import { decompress } from './decompress.ts'

type Bytes = Uint8Array<ArrayBuffer>

function tooLarge(): ApiError {
  return new ApiError({
    status: 413,
    code: 'request_body_too_large',
    message: `The request body is larger than ${limits.bodyBytes / 1024 / 1024} MiB.`,
    param: 'body',
  })
}

function wrongType(wanted: string, contentType: string | undefined): ApiError {
  return new ApiError({
    status: 415,
    code: 'unsupported_media_type',
    message: `Content-Type must be ${wanted}, not ${contentType ?? 'absent'}.`,
  })
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')
}

function isMultipart(contentType: string | undefined): boolean {
  return /^multipart\/form-data\s*(?:;|$)/i.test(contentType ?? '')
}

function parse(text: string, contentType: string | undefined): RequestBody {
  if (!isJson(contentType)) return { problem: wrongType('application/json', contentType) }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { problem: invalidRequest('invalid_json', 'The request body is not valid JSON.') }
  }
}

/** What can be read of the body is recorded even when it is refused later. */
function recordText(context: EmulatorContext, text: string): void {
  const entry = context.get('record')
  entry.bodyText = text
  try {
    entry.body = JSON.parse(text)
  } catch {
    entry.body = undefined
  }
}

function describeEntry(entry: FormDataEntryValue): unknown {
  return typeof entry === 'string' ? entry : { name: entry.name, type: entry.type, size: entry.size }
}

/** The fields of a form as the request log shows them: a file by its description, a repeated field as a list. */
function describeForm(form: FormData): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(form.keys())].map(name => {
      const values = form.getAll(name).map(describeEntry)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

async function parseForm(bytes: Bytes, contentType: string): Promise<FormData | undefined> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  } catch {
    return undefined
  }
}

async function readForm(context: EmulatorContext, bytes: Bytes): Promise<RequestBody> {
  const form = await parseForm(bytes, context.req.header('content-type') ?? '')
  if (form !== undefined) context.get('record').body = describeForm(form)
  return { form }
}

function readJson(context: EmulatorContext, bytes: Bytes): RequestBody {
  const text = new TextDecoder().decode(bytes)
  recordText(context, text)
  return parse(text, context.req.header('content-type'))
}

async function read(context: EmulatorContext): Promise<RequestBody> {
  const received = new Uint8Array(await context.req.arrayBuffer())
  context.get('record').bytesReceived = received.length
  if (received.length > limits.bodyBytes) return { problem: tooLarge() }
  try {
    const bytes = await decompress(received, context.req.header('content-encoding'))
    if (bytes.length > limits.bodyBytes) return { problem: tooLarge() }
    return isMultipart(context.req.header('content-type'))
      ? await readForm(context, bytes)
      : readJson(context, bytes)
  } catch (error) {
    if (error instanceof ApiError) return { problem: error }
    throw error
  }
}

/** Reads the body. A body that cannot be read is no error yet: the key is checked first. */
export async function readBody(context: EmulatorContext, next: Next): Promise<void> {
  const hasBody = context.req.method !== 'GET' && context.req.method !== 'HEAD'
  context.set('body', hasBody ? await read(context) : { value: undefined })
  await next()
}

/** The JSON of a request that needs one. */
export function requireJson(context: EmulatorContext): unknown {
  const body = context.get('body')
  if ('problem' in body) throw body.problem
  if ('form' in body) throw wrongType('application/json', context.req.header('content-type'))
  return body.value
}

/** Whether the request carries a form, for endpoints that take JSON as well. */
export function hasForm(context: EmulatorContext): boolean {
  return 'form' in context.get('body')
}

/** The form of a request that needs one. */
export function requireForm(context: EmulatorContext): FormData {
  const body = context.get('body')
  if ('problem' in body && body.problem.facts.status === 413) throw body.problem
  if (!('form' in body)) throw wrongType('multipart/form-data', context.req.header('content-type'))
  if (body.form === undefined) {
    throw invalidRequest('invalid_multipart_body', 'The request body is not a valid multipart form.')
  }
  return body.form
}
