import { InvalidArgumentError } from '@ai-sdk/provider'
import type { NanoGPTAbility, NanoGPTModelInfo, NanoGPTModelQuery } from './catalog-types.ts'

/** Settings of `findModels`: which list, what a model must have, and which comes first. */
export interface NanoGPTModelSearch extends Omit<NanoGPTModelQuery, 'detailed' | 'sort'> {
  /** All of these, known for certain. */
  abilities?: readonly NanoGPTAbility[]
  /** Words that id, name or owner have, in any order and case. */
  search?: string
  /** Of these modalities, all as input. */
  inputModalities?: readonly string[]
  /** The least context, in tokens. */
  minContext?: number
  /** The highest price of input, in USD per million tokens. An unknown price is none. */
  maxInputPrice?: number
  /** The highest price of output, in USD per million tokens. */
  maxOutputPrice?: number
  /** Covered by a subscription, or not. */
  isSubscription?: boolean
  /** Anything else. */
  where?: (model: NanoGPTModelInfo) => boolean
  /**
   * `price`: the cheapest first, of text by three parts of input and one of output, else by the lowest unit price;
   * `input` and `output`: by that price alone; `context`: the largest first; `newest`. What is unknown comes
   * last. Default `price`.
   */
  sortBy?: 'price' | 'input' | 'output' | 'context' | 'newest'
  /** The most models to return. Default: all. */
  limit?: number
}

/** The models that have what is asked for, the best first. */
export function chooseModels(
  models: readonly NanoGPTModelInfo[],
  search: NanoGPTModelSearch,
): NanoGPTModelInfo[] {
  checkLimit(search.limit)
  const rank = RANKS[search.sortBy ?? 'price']
  return models
    .filter(model => fits(model, search))
    .map(model => ({ model, rank: rank(model) ?? Number.POSITIVE_INFINITY }))
    .toSorted((left, right) => compare(left.rank, right.rank) || compare(left.model.id, right.model.id))
    .map(({ model }) => model)
    .slice(0, search.limit)
}

function fits(model: NanoGPTModelInfo, search: NanoGPTModelSearch): boolean {
  const { abilities = [], inputModalities = [], isSubscription, where } = search
  return (
    abilities.every(ability => model.abilities[ability] === true) &&
    inputModalities.every(modality => model.inputModalities?.includes(modality)) &&
    isWithin(search.minContext, model.contextLength) &&
    isWithin(model.tokenPrices.input, search.maxInputPrice, search.maxInputPrice) &&
    isWithin(model.tokenPrices.output, search.maxOutputPrice, search.maxOutputPrice) &&
    (isSubscription === undefined || model.isSubscription === isSubscription) &&
    hasWords(model, search.search ?? '') &&
    (where === undefined || where(model))
  )
}

/** Whether one number is at most another. Without a wish anything will do; with one, what is unknown will not. */
function isWithin(smaller: number | undefined, larger: number | undefined, wish = smaller): boolean {
  return wish === undefined || (smaller !== undefined && larger !== undefined && smaller <= larger)
}

function hasWords({ id, name = '', ownedBy = '' }: NanoGPTModelInfo, search: string): boolean {
  const text = `${id} ${name} ${ownedBy}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

const RANKS: Readonly<
  Record<NonNullable<NanoGPTModelSearch['sortBy']>, (model: NanoGPTModelInfo) => number | undefined>
> = {
  price: ({ tokenPrices: { input, output }, unitPrices }) => {
    if (input !== undefined) return (3 * input + (output ?? 0)) / 4
    return unitPrices.length > 0 ? Math.min(...unitPrices.map(({ usd }) => usd)) : undefined
  },
  input: ({ tokenPrices }) => tokenPrices.input,
  output: ({ tokenPrices }) => tokenPrices.output,
  context: ({ contextLength }) => contextLength && -contextLength,
  newest: ({ createdAt }) => createdAt && -createdAt.getTime(),
}

function compare<T extends number | string>(left: T, right: T): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return
  throw new InvalidArgumentError({
    argument: 'limit',
    message: `limit must be a whole number, not ${limit}.`,
  })
}
