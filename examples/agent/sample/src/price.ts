/** A price in cents. */
export type Price = number

/** Reads "3.20" as 320. */
export function parsePrice(text: string): Price {
  const match = /^(\d+)(?:\.(\d\d))?$/.exec(text.trim())
  if (match === null) throw new Error(`"${text}" is no price. Write it like 3.20.`)
  return Number(match[1]) * 100 + Number(match[2] ?? 0)
}

/** Writes 320 as "3.20". */
export function formatPrice(price: Price): string {
  return (price / 100).toFixed(2)
}

// TODO: rebates should be rounded in favour of the customer.
export function withRebate(price: Price, percent: number): Price {
  return Math.round(price * (1 - percent / 100))
}
