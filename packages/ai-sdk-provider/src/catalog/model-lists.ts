import { InvalidArgumentError } from '@ai-sdk/provider'
import type { GetOptions } from '../transport/request.ts'
import { definedEntries } from '../wire/json.ts'
import type { NanoGPTModelKind, NanoGPTModelQuery } from './catalog-types.ts'

export const ALL_KINDS: readonly NanoGPTModelKind[] = ['text', 'image', 'video', 'audio', 'embedding']

/** An endpoint that lists models. */
export interface List {
  path: string
  query?: Record<string, string>
  /** It has no short form. */
  isAlwaysDetailed?: boolean
}

export const LISTS: Readonly<Record<NanoGPTModelKind, List>> = {
  text: { path: 'models' },
  image: { path: 'image-models' },
  video: { path: 'video-models' },
  audio: { path: 'audio-models', query: { type: 'all' } },
  speech: { path: 'audio-models', query: { type: 'tts' } },
  transcription: { path: 'audio-models', query: { type: 'stt' } },
  embedding: { path: 'embedding-models', isAlwaysDetailed: true },
}

// The same models without prices, but with what `/images` takes: ranges, values and defaults (API sheet §13.2).
export const IMAGE_PARAMETERS: List = { path: 'images/models', isAlwaysDetailed: true }

/** Whose answer is nobody else's: the key may be another with each call, and headers may choose an account. */
export function isOfOneAccount({ plan, sort, headers }: NanoGPTModelQuery): boolean {
  return headers !== undefined || plan === 'personalized' || sort === 'favorites'
}

/** The lists that a query asks for, each once. */
export function kindsOf({ kind = 'text' }: NanoGPTModelQuery): readonly NanoGPTModelKind[] {
  if (kind === 'all') return ALL_KINDS
  return typeof kind === 'string' ? [kind] : [...new Set(kind)]
}

/** @throws InvalidArgumentError for a list that there is not, or that has no such plan or order. */
export function checkQuery(kinds: readonly NanoGPTModelKind[], { plan, sort }: NanoGPTModelQuery): void {
  const unknown = kinds.find(kind => !Object.hasOwn(LISTS, kind))
  if (unknown !== undefined) {
    const known = ['all', ...Object.keys(LISTS)].join(', ')
    throw refusal('kind', `There is no list of '${unknown}'. There are: ${known}.`)
  }
  if (plan !== undefined && !PLANS.includes(plan)) {
    throw refusal('plan', `plan must be one of ${PLANS.join(', ')}, not '${String(plan)}'.`)
  }
  // The API ignores an order that it does not know.
  if (sort !== undefined && !ORDERS.includes(sort)) {
    throw refusal('sort', `sort must be one of ${ORDERS.join(', ')}, not '${String(sort)}'.`)
  }
  const other = kinds.find(kind => kind !== 'text')
  if (other === undefined || (plan === undefined && sort === undefined)) return
  throw refusal(
    plan === undefined ? 'sort' : 'plan',
    `Only the list of text models has ${plan === undefined ? `the order '${sort}'` : 'a plan'}, not that of ${other}. Ask for kind 'text' alone.`,
  )
}

const PLANS: readonly NonNullable<NanoGPTModelQuery['plan']>[] = ['subscription', 'paid', 'personalized']
const ORDERS: readonly NonNullable<NanoGPTModelQuery['sort']>[] = ['favorites', 'mostused']

/** The request of a list. */
export function toRequest(
  { path, query, isAlwaysDetailed }: List,
  { plan, sort, detailed = true, headers, abortSignal }: NanoGPTModelQuery,
) {
  const details = isAlwaysDetailed ? undefined : String(detailed)
  const request: GetOptions = {
    family: plan === undefined ? 'plain' : 'api',
    path: plan === undefined ? path : `${plan}/v1/${path}`,
    query: definedEntries({ ...query, detailed: details, sort }) as Record<string, string>,
    headers: {},
    callHeaders: headers,
    abortSignal,
    // The account's own lists need a key (API sheet §2).
    isPublic: plan !== 'personalized' && sort !== 'favorites',
  }
  return request
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
