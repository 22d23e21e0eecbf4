import type { JsonRecord } from '../wire/json.ts'

/** Every list says USD, or nothing; a price in anything else is unknown. */
export function isInDollars({ currency }: JsonRecord): boolean {
  return currency === undefined || currency === null || /^usd$/i.test(String(currency))
}
