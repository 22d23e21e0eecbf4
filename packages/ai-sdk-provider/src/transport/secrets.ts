import { APICallError } from '@ai-sdk/provider'
import { asRecord, parseJson } from '../wire/json.ts'

/** Shorter ones are placeholders of tests: to take those out would only garble what the server said. */
const SHORTEST_SECRET = 6

/** From here on a secret is no part of any word. */
const UNMISTAKABLE = 12

const CREDENTIAL_HEADERS = ['authorization', 'x-api-key'] as const

/** How deep an error is searched: its cause, the cause of that, what a library attached to it. */
const SEARCH_DEPTH = 5

/** Takes credentials out of what a server or a network library says, before it can reach an error or a log. */
export class Redactor {
  private readonly pattern: RegExp | undefined

  /** @param headers the headers of the request, in lower case: whatever authenticates is secret. */
  constructor(headers: Readonly<Record<string, string>>) {
    const secrets = CREDENTIAL_HEADERS.flatMap(name => {
      const value = headers[name]
      return value === undefined ? [] : [value, value.replace(/^\S+\s+/, '')]
    }).filter(secret => secret.length >= SHORTEST_SECRET)
    this.pattern = secrets.length > 0 ? new RegExp(secrets.map(patternOf).join('|'), 'g') : undefined
  }

  readonly text = (text: string): string => (this.pattern ? text.replace(this.pattern, '[API key]') : text)

  record(record: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, this.text(value)]))
  }

  /** What was thrown, where it says nothing secret, else an error that says the rest. */
  error(error: unknown): unknown {
    if (this.pattern === undefined || !this.isQuotedIn(error, SEARCH_DEPTH, new Set())) return error
    if (!APICallError.isInstance(error)) {
      const { name = 'Error', message = error } = asRecord(error) ?? {}
      return Object.assign(new Error(this.text(String(message))), { name: String(name) })
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

  private isQuotedIn(value: unknown, depth: number, seen: Set<unknown>): boolean {
    if (typeof value === 'string') return this.text(value) !== value
    if (typeof value !== 'object' || value === null || depth === 0 || seen.has(value)) return false
    seen.add(value)
    // The message, the stack and the cause of an error are own properties that are not listed.
    return Object.getOwnPropertyNames(value).some(
      // The prompt is the user's own, and long.
      name => name !== 'requestBodyValues' && this.isQuotedIn(Reflect.get(value, name), depth - 1, seen),
    )
  }
}

/** A short secret counts as a whole word only, also behind an escape of JSON. */
function patternOf(secret: string): string {
  const literal = secret.replaceAll(/[^\w]/g, '\\$&')
  if (secret.length >= UNMISTAKABLE) return literal
  return `(?:(?<![\\w-])|(?<=\\\\[a-z])|(?<=\\\\u[\\da-f]{4}))${literal}(?![\\w-])`
}
