import { toDecimal } from '../wire/decimal.ts'
import { asCount, asFilledText, definedEntries, firstDefined, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTTokenPrices } from './catalog-types.ts'
import { isInDollars } from './price-currency.ts'

// Prices stand in two units side by side: `prompt` and `completion` per million, caches and the prices of
// providers per thousand (field note A8). How many tenfolds lie between each and a million:
const TENFOLDS: readonly (readonly [pattern: RegExp, tenfolds: number])[] = [
  [/per[ _-]?(?:1m|million)/i, 0],
  [/per[ _-]?(?:1k|thousand)/i, 3],
  [/per[ _-]?token$/i, 6],
]

/** Prices of tokens in USD per million. A price in another currency or an unknown unit is unknown. */
export function readTokenPrices(pricing: JsonRecord | undefined): NanoGPTTokenPrices {
  if (pricing === undefined || !isInDollars(pricing)) return {}
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
  return amount === undefined || tenfolds === undefined ? undefined : Number(toDecimal(amount, tenfolds))
}
