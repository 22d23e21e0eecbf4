import { APICallError } from '@ai-sdk/provider'

/** Shorter ones are placeholders of tests: to take those out would only garble what the server said. */
const SHORTEST_SECRET = 12

const CREDENTIAL_HEADERS = ['authorization', 'x-api-key'] as const

/** Takes credentials out of what a server or a network library says, before it can reach an error or a log. */
export class Redactor {
  private readonly secrets: readonly string[]

  /** @param headers the headers of the request, in lower case: whatever authenticates is secret. */
  constructor(headers: Readonly<Record<string, string>>) {
    this.secrets = CREDENTIAL_HEADERS.flatMap(name => {
      const value = headers[name]
      return value === undefined ? [] : [value.replace(/^\S+\s+/, ''), value]
    }).filter(secret => secret.length >= SHORTEST_SECRET)
  }

  readonly text = (text: string): string => {
    let redacted = text
    for (const secret of this.secrets) redacted = redacted.replaceAll(secret, '[API key]')
    return redacted
  }

  record(record: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, this.text(value)]))
  }

  /** An error of the connection: its message and its causes may quote the headers of the request. */
  error(error: unknown): unknown {
    if (!APICallError.isInstance(error) || !this.isQuotedBy(error)) return error
    return new APICallError({
      message: this.text(error.message),
      url: error.url,
      requestBodyValues: error.requestBodyValues,
      isRetryable: error.isRetryable,
      ...(error.statusCode !== undefined && { statusCode: error.statusCode }),
    })
  }

  private isQuotedBy(error: unknown): boolean {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      if (this.text(`${cause.message}${cause.stack ?? ''}`) !== `${cause.message}${cause.stack ?? ''}`)
        return true
    }
    return false
  }
}
