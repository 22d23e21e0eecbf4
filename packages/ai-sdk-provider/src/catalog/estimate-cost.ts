import { InvalidArgumentError } from '@ai-sdk/provider'
import { isAtLeast, multiplyDecimals, sumDecimals, toDecimal, type Decimal } from '../wire/decimal.ts'
import { definedEntries } from '../wire/json.ts'
import type { NanoGPTModelInfo, NanoGPTTokenPrices } from './catalog-types.ts'

/** How much of a model is used, for an estimate. */
export interface NanoGPTExpectedUsage {
  /** Input tokens, those from and to the prompt cache not included. */
  inputTokens?: number | undefined
  /** Output tokens, reasoning included. */
  outputTokens?: number | undefined
  /** Input tokens from the prompt cache. */
  cacheReadTokens?: number | undefined
  /** Input tokens that are written to the prompt cache. */
  cacheWriteTokens?: number | undefined
  /** What is not counted in tokens: which price of `unitPrices`, and how many. */
  units?: readonly { per: string; variant?: string; count: number }[]
}

/** What a use would cost at the catalogue's prices. */
export interface NanoGPTCostEstimate {
  /** The exact sum in USD of everything whose price is known. */
  usd: Decimal
  /** What was asked for and has no known price, such as `cacheWriteTokens` or `second 720p`; empty: `usd` is all of it. */
  unknown: string[]
}

const PRICE_OF = {
  inputTokens: 'input',
  outputTokens: 'output',
  cacheReadTokens: 'cacheRead',
  cacheWriteTokens: 'cacheWrite',
} as const satisfies Record<string, keyof NanoGPTTokenPrices>

type Priced = Pick<NanoGPTModelInfo, 'tokenPrices' | 'unitPrices' | 'minimumPrice'>

/**
 * What a use of a model would cost: a list price, without searches, memory, markups for choosing a provider and
 * whatever a subscription covers.
 *
 * @throws InvalidArgumentError when a count is none.
 */
export function estimateCost(model: Priced, usage: NanoGPTExpectedUsage): NanoGPTCostEstimate {
  const used = [...countTokens(model, usage), ...countUnits(model, usage)].filter(({ name, count }) =>
    isUsed(name, count),
  )
  const usd = sumDecimals(
    used.flatMap(({ count, price }) => (price === undefined ? [] : [multiplyDecimals(count, price)])),
  )
  const least = used.length > 0 ? (model.minimumPrice ?? 0) : 0
  return {
    usd: isAtLeast(usd, least) ? usd : toDecimal(least),
    unknown: used.filter(({ price }) => price === undefined).map(({ name }) => name),
  }
}

interface Counted {
  name: string
  count: number
  /** In USD for one. */
  price: number | Decimal | undefined
}

function countTokens({ tokenPrices }: Priced, { units: _units, ...tokens }: NanoGPTExpectedUsage): Counted[] {
  return Object.entries(definedEntries(tokens)).map(([name, count]) => {
    const price = tokenPrices[PRICE_OF[name as keyof typeof PRICE_OF]]
    return { name, count, price: price === undefined ? undefined : toDecimal(price, -6) }
  })
}

function countUnits({ unitPrices }: Priced, { units = [] }: NanoGPTExpectedUsage): Counted[] {
  return units.map(({ per, variant, count }) => ({
    name: variant === undefined ? per : `${per} ${variant}`,
    count,
    price: unitPrices.find(price => price.per === per && price.variant === variant)?.usd,
  }))
}

function isUsed(name: string, count: number): boolean {
  if (Number.isFinite(count) && count >= 0) return count > 0
  throw new InvalidArgumentError({
    argument: name,
    message: `The count of ${name} must be a number from 0 on, not ${count}.`,
  })
}
