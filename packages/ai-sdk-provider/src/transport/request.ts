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
}

/** What came back, besides its content. */
export interface Answer {
  url: string
  status: number
  responseHeaders: Record<string, string>
  errors: AnswerErrors
}

/** A body as errors and telemetry may keep it: files of a form by name, type and size. */
export function describeBody(body: JsonRecord | FormData): JsonRecord {
  if (!(body instanceof FormData)) return body
  const fields: JsonRecord = {}
  for (const [name, value] of body) {
    const described =
      typeof value === 'string' ? value : { name: value.name, type: value.type, size: value.size }
    fields[name] = name in fields ? [fields[name], described].flat() : described
  }
  return fields
}
