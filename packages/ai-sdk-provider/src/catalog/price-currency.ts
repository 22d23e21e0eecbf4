import type { JsonRecord } from '../wire/json.ts'

/** Every list says USD, or nothing; a price in anything else is unknown. */
export function isInDollars({ currency }: JsonRecord): boolean {
  return currency == null || (typeof currency === 'string' && /^usd$/i.test(currency))
}
