import { APICallError } from '@ai-sdk/provider'
import { asRecord, parseJson } from '../wire/json.ts'

/** Shorter ones are placeholders of tests: to take those out would only garble what the server said. */
const SHORTEST_SECRET = 6

const CREDENTIAL_HEADERS = ['authorization', 'x-api-key'] as const

/** Takes credentials out of what a server or a network library says, before it can reach an error or a log. */
export class Redactor {
  private readonly pattern: RegExp | undefined

  /** @param headers the headers of the request, in lower case: whatever authenticates is secret. */
  constructor(headers: Readonly<Record<string, string>>) {
    const secrets = CREDENTIAL_HEADERS.flatMap(name => {
      const value = headers[name]
      return value === undefined ? [] : [value.replace(/^\S+\s+/, ''), value]
    }).filter(secret => secret.length >= SHORTEST_SECRET)
    // Whole words only: a short key may be a part of one.
    const words = secrets.map(secret => `(?<![\\w-])${secret.replaceAll(/[^\w]/g, '\\$&')}(?![\\w-])`)
    this.pattern = words.length > 0 ? new RegExp(words.join('|'), 'g') : undefined
  }

  readonly text = (text: string): string => (this.pattern ? text.replace(this.pattern, '[API key]') : text)

  record(record: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, this.text(value)]))
  }

  /** The error itself where it says nothing secret, else one that does not. */
  error(error: unknown): unknown {
    if (!(error instanceof Error) || !this.isQuotedBy(error)) return error
    if (!APICallError.isInstance(error)) {
      return Object.assign(new Error(this.text(error.message)), { name: error.name })
    }
    return new APICallError({
      message: this.text(error.message),
      url: error.url,
      requestBodyValues: error.requestBodyValues,
      isRetryable: error.isRetryable,
      data: asRecord(parseJson(this.text(JSON.stringify(error.data ?? null)))),
      ...(error.statusCode !== undefined && { statusCode: error.statusCode }),
      ...(error.responseHeaders && { responseHeaders: this.record(error.responseHeaders) }),
      ...(error.responseBody !== undefined && { responseBody: this.text(error.responseBody) }),
    })
  }

  private isQuotedBy(error: unknown): boolean {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      const words = `${cause.message}\n${cause.stack ?? ''}`
      if (this.text(words) !== words) return true
    }
    return false
  }
}
