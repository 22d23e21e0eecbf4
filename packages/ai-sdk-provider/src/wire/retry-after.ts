import { asCount } from './json.ts'

/**
 * Milliseconds that an answer asks its client to wait; `undefined` where it does not say. `Retry-After` is a number of
 * seconds or a date; the answer's own `Date` is the better clock for that.
 *
 * @param receivedAt when the answer came, in milliseconds since 1970.
 */
export function readRetryAfter(
  headers: Readonly<Record<string, string>> = {},
  receivedAt: number = 0,
): number | undefined {
  const { 'retry-after-ms': milliseconds, 'retry-after': text = '', date = '' } = headers
  const stated = asCount(milliseconds)
  if (stated !== undefined) return stated
  const seconds = asCount(text)
  if (seconds !== undefined) return seconds * 1000
  const now = Date.parse(date)
  const wait = Date.parse(text) - (Number.isNaN(now) ? receivedAt : now)
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
