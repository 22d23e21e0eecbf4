const tokens = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })

export const formatTokens = (count: number): string => tokens.format(count)

export const formatContext = (count: number): string => compact.format(count)

/** A charge. Always five decimals, so that the points of a column stand below each other. */
export function formatCharge(usd: number): string {
  return usd > 0 && usd < 0.00001 ? '<$0.00001' : `$${usd.toFixed(5)}`
}

/** A price per million tokens, as price lists write it. */
export function formatPrice(usd: number | undefined): string {
  if (usd === undefined) return '–'
  return usd === 0 ? 'free' : `$${usd.toFixed(usd < 0.1 ? 3 : 2)}`
}
