import { toDecimal } from '../wire/decimal.ts'
import {
  asCount,
  asFilledText,
  asRecord,
  definedEntries,
  firstDefined,
  type JsonRecord,
} from '../wire/json.ts'
import type { NanoGPTTokenPrices, NanoGPTUnitPrice } from './catalog-types.ts'

// Prices stand in three units side by side: `prompt` and `completion` per million, caches and the prices of
// providers per thousand (field note A8). How many tenfolds lie between each and a million:
const TENFOLDS: readonly (readonly [pattern: RegExp, tenfolds: number])[] = [
  [/per_?(?:1m|million)/i, 0],
  [/per_?(?:1k|thousand)/i, 3],
  [/per_?token$/i, 6],
]

/** Prices of tokens in USD per million. A price in another currency or an unknown unit is unknown. */
export function readTokenPrices(pricing: JsonRecord | undefined): NanoGPTTokenPrices {
  if (pricing === undefined || !isDollars(pricing)) return {}
  const unit = asFilledText(pricing.unit) ?? 'per_million_tokens'
  const stated = (name: string) => scale(pricing[name], unit)
  const perThousand = (name: string) => scale(pricing[`${name}Per1kTokens`], 'per_1k')
  return definedEntries({
    input: firstDefined(
      stated('prompt'),
      perThousand('input'),
      scale(pricing.per_million_tokens, 'per_million'),
    ),
    output: firstDefined(stated('completion'), perThousand('output')),
    cacheRead: perThousand('cacheReadInput'),
    cacheWrite: perThousand('cacheWriteInput'),
  })
}

function scale(price: unknown, unit: string): number | undefined {
  const amount = asCount(price)
  const tenfolds = TENFOLDS.find(([pattern]) => pattern.test(unit))?.[1]
  return amount === undefined || tenfolds === undefined ? undefined : Number(toDecimal(`${amount}`, tenfolds))
}

function isDollars({ currency }: JsonRecord): boolean {
  return currency === undefined || currency === null || /^usd$/i.test(String(currency))
}

/** `per_image`, `per_second_by_resolution`, `high_resolution_per_second`, `standard_prices_per_second`, … */
const UNIT_KEY = /^(?:(?<offer>[a-z0-9_]+?)_)?(?:price_|prices_)?per_(?<unit>[a-z0-9_]+?)(?:_by_[a-z_]+)?$/

/** Prices of what is not counted in tokens, of every offer of a model that the list names. */
export function readUnitPrices(pricing: JsonRecord | undefined): NanoGPTUnitPrice[] {
  if (pricing === undefined || !isDollars(pricing)) return []
  return Object.entries(pricing).flatMap(([key, value]) => {
    const { offer, unit } = UNIT_KEY.exec(key)?.groups ?? WHOLE_VIDEO[key] ?? {}
    if (unit === undefined || /tokens?$/.test(unit)) return []
    return unit === 'duration'
      ? readOffers(value, { per: 'video', offer, name: seconds => `${seconds} s` })
      : readOffers(value, { per: words(unit), offer, name: variant => variant.replace('*', 'x') })
  })
}

// Prices of a whole video that do not say so.
const WHOLE_VIDEO: Readonly<Record<string, { offer: string; unit: string }>> = {
  with_audio: { offer: 'with_audio', unit: 'video' },
  without_audio: { offer: 'without_audio', unit: 'video' },
}

/** One price, or one for each size, duration or quality. */
function readOffers(
  value: unknown,
  { per, offer, name }: { per: string; offer: string | undefined; name: (variant: string) => string },
): NanoGPTUnitPrice[] {
  const entries = Object.entries(asRecord(value) ?? { '': value })
  return entries.flatMap(([key, price]) => {
    const usd = asCount(price)
    const variant = [offer && words(offer), key && name(key)].filter(Boolean).join(' ')
    return usd === undefined ? [] : [{ usd, per, ...(variant !== '' && { variant }) }]
  })
}

function words(key: string): string {
  return key.replaceAll('_', ' ')
}
