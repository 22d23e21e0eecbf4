import type { AnswerErrors } from '../errors/answer-errors.ts'
import type { JsonRecord } from '../wire/json.ts'

/**
 * The family of endpoints that a request goes to: that of the base URL, or one that it names. `plain` is
 * the OpenAI-style family without variant, `api` what has no version (API sheet §1.3).
 */
export type EndpointFamily = 'v1' | 'plain' | 'subscription' | 'api'

/** What every request has. */
export interface RequestOptions {
  family: EndpointFamily
  /** Path below the family, without a leading slash. */
  path: string
  /** Headers that the request's own options turn into. */
  headers: Record<string, string>
  callHeaders: Record<string, string | undefined> | undefined
  abortSignal: AbortSignal | undefined
}

export interface GetOptions extends RequestOptions {
  query?: Record<string, string>
  /** Answered without a key too; one that is there goes along. */
  isPublic?: boolean
}

export interface PostOptions extends RequestOptions {
  body: JsonRecord | FormData
  /** The endpoint is documented to take compressed bodies. */
  isCompressible: boolean
  /**
   * The price is no matter of pennies: when nobody knows whether the request was carried out, the error says
   * so and is not retryable, lest the SDK buys twice.
   */
  isCostly?: boolean
  /** Where the answer has files in base64, as in `data[*].b64_json`: large ones come as bytes. */
  files?: readonly string[]
}

/** What came back, besides its content. */
export interface Answer {
  url: string
  status: number
  responseHeaders: Record<string, string>
  errors: AnswerErrors
  /** Takes the key out of what is quoted from the answer. */
  redact: (text: string) => string
}

/**
 * A body as errors and telemetry may keep it: files of a form by name, type and size, and the data URLs of costly
 * requests, which are whole images, by their beginning.
 */
export function describeBody({ body, isCostly }: Pick<PostOptions, 'body' | 'isCostly'>): JsonRecord {
  if (body instanceof FormData) return describeForm(body)
  if (!isCostly) return body
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, shorten(value)]))
}

function describeForm(form: FormData): JsonRecord {
  const fields: JsonRecord = {}
  for (const [name, value] of form) {
    const described =
      typeof value === 'string' ? value : { name: value.name, type: value.type, size: value.size }
    fields[name] = name in fields ? [fields[name], described].flat() : described
  }
  return fields
}

const TELLING_LENGTH = 100

function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shorten)
  if (typeof value !== 'string' || value.length <= TELLING_LENGTH || !value.startsWith('data:')) return value
  return `${value.slice(0, TELLING_LENGTH)}… (${value.length} characters)`
}
