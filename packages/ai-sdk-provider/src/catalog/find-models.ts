import { InvalidArgumentError } from '@ai-sdk/provider'
import type { NanoGPTAbility, NanoGPTModelInfo, NanoGPTModelQuery } from './catalog-types.ts'
import { isSurcharge } from './read-unit-prices.ts'

/** Settings of `findModels`: which list, what a model must have, and which comes first. */
export interface NanoGPTModelSearch extends Omit<NanoGPTModelQuery, 'detailed' | 'sort'> {
  /** All of these, known for certain. */
  abilities?: readonly NanoGPTAbility[]
  /** Words that id, name or owner have, in any order and case. */
  search?: string
  /** All of these as input. */
  inputModalities?: readonly string[]
  /** All of these as output. */
  outputModalities?: readonly string[]
  /** The least context, in tokens. */
  minContext?: number
  /** The highest price of input, in USD per million tokens. An unknown price is none. */
  maxInputPrice?: number
  /** The highest price of output, in USD per million tokens. */
  maxOutputPrice?: number
  /** The highest price of a unit, such as an image, in USD. The model has an offer for that, and may have dearer ones. */
  maxUnitPrice?: number
  /**
   * Of which unit `maxUnitPrice` and the order `price` are, such as `second`: that of a video and that of a second
   * do not compare. Default: whichever a model has.
   */
  per?: string
  /** Covered by a subscription, or not. */
  isSubscription?: boolean
  /** Anything else. */
  where?: (model: NanoGPTModelInfo) => boolean
  /**
   * `price`: the cheapest first, of text by three parts of input and one of output, else by the lowest unit price;
   * `input` and `output`: by that price alone; `context`: the largest first; `newest`; `id`; and of text models
   * `mostused` and `favorites` (needs a key), as the server orders them. What is unknown comes last. Default `price`.
   */
  sortBy?: 'price' | 'input' | 'output' | 'context' | 'newest' | 'id' | 'mostused' | 'favorites'
  /** The most models to return. Default: all. */
  limit?: number
}

/** The models that have what is asked for, the best first. */
export function chooseModels(
  models: readonly NanoGPTModelInfo[],
  search: NanoGPTModelSearch,
): NanoGPTModelInfo[] {
  const fitting = models.filter(model => fits(model, search))
  return sortModels(fitting, search).slice(0, search.limit)
}

/** @throws InvalidArgumentError naming what no model could have, or no list be sorted by. */
export function checkSearch(search: NanoGPTModelSearch): void {
  const { sortBy, limit } = search
  if (sortBy !== undefined && !Object.hasOwn(RANKS, sortBy)) {
    throw refusal(
      'sortBy',
      `sortBy must be one of ${Object.keys(RANKS).join(', ')}, not '${String(sortBy)}'.`,
    )
  }
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) {
    throw refusal('limit', `limit must be a whole number, not ${limit}.`)
  }
  for (const name of ['minContext', 'maxInputPrice', 'maxOutputPrice', 'maxUnitPrice'] as const) {
    const value = search[name]
    if (value !== undefined && !(value >= 0)) {
      throw refusal(name, `${name} must be a number from 0 on, not ${value}.`)
    }
  }
}

function fits(model: NanoGPTModelInfo, search: NanoGPTModelSearch): boolean {
  const { abilities = [], isSubscription, where } = search
  return (
    abilities.every(ability => model.abilities[ability] === true) &&
    hasAll(model.inputModalities, search.inputModalities) &&
    hasAll(model.outputModalities, search.outputModalities) &&
    (search.minContext === undefined || (model.contextLength ?? 0) >= search.minContext) &&
    isWithin(model.tokenPrices.input, search.maxInputPrice) &&
    isWithin(model.tokenPrices.output, search.maxOutputPrice) &&
    isWithin(lowestUnitPrice(model, search.per), search.maxUnitPrice) &&
    (isSubscription === undefined || model.isSubscription === isSubscription) &&
    hasWords(model, search.search) &&
    (where === undefined || where(model))
  )
}

function hasAll(known: readonly string[] | undefined, wanted: readonly string[] = []): boolean {
  return wanted.every(modality => known?.includes(modality))
}

/** Without a limit anything will do; with one, what is unknown will not. */
function isWithin(price: number | undefined, limit: number | undefined): boolean {
  return limit === undefined || (price !== undefined && price <= limit)
}

function hasWords({ id, name = '', ownedBy = '' }: NanoGPTModelInfo, search = ''): boolean {
  const text = `${id} ${name} ${ownedBy}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

type Rank = (model: NanoGPTModelInfo, per: string | undefined) => number | undefined

const RANKS: Readonly<Record<NonNullable<NanoGPTModelSearch['sortBy']>, Rank | 'as listed'>> = {
  price: (model, per) => (per === undefined ? blendedPrice(model) : undefined) ?? lowestUnitPrice(model, per),
  input: ({ tokenPrices }) => tokenPrices.input,
  output: ({ tokenPrices }) => tokenPrices.output,
  context: ({ contextLength }) => contextLength && -contextLength,
  newest: ({ createdAt }) => createdAt && -createdAt.getTime(),
  id: () => 0,
  mostused: 'as listed',
  favorites: 'as listed',
}

function sortModels(
  models: readonly NanoGPTModelInfo[],
  { sortBy = 'price', per }: NanoGPTModelSearch,
): readonly NanoGPTModelInfo[] {
  const rank = RANKS[sortBy]
  if (rank === 'as listed') return models
  return models
    .map(model => ({ model, rank: rank(model, per) ?? Number.POSITIVE_INFINITY }))
    .toSorted((left, right) => compare(left.rank, right.rank) || compare(left.model.id, right.model.id))
    .map(({ model }) => model)
}

/** What a token of a usual call costs: three parts of four are input. Vectors have no output to pay for. */
function blendedPrice({ kind, tokenPrices: { input, output } }: NanoGPTModelInfo): number | undefined {
  if (kind === 'embedding') return input
  return input === undefined || output === undefined ? undefined : (3 * input + output) / 4
}

/** The least that one unit costs. 0 stands for what is included in another price, unless it is the only one. */
function lowestUnitPrice(
  { unitPrices, minimumPrice = 0 }: NanoGPTModelInfo,
  per: string | undefined,
): number | undefined {
  const prices = unitPrices
    .filter(price => (per === undefined ? !isSurcharge(price) : price.per === per))
    .map(({ usd }) => usd)
  if (prices.length === 0) return undefined
  const charged = prices.filter(price => price > 0)
  return Math.max(minimumPrice, charged.length > 0 ? Math.min(...charged) : 0)
}

function compare<T extends number | string>(left: T, right: T): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
