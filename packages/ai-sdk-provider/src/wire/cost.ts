import type { JSONObject } from '@ai-sdk/provider'
import {
  asCount,
  asFilledText,
  asNumber,
  asRecord,
  definedEntries,
  firstDefined,
  type JsonRecord,
} from './json.ts'

/** What a call cost and who paid. A key that is absent is unknown; a cost of zero was really free. */
export interface NanoGPTCostMetadata {
  /** The charge. `currency` is `USD`, or `XNO` where the server says so. */
  cost?: { amount: number; currency: string }
  /** The charge in USD, where it is known in USD. */
  costUsd?: number
  /** `USD`, `nano` or `XNO`: the balance that was charged. */
  paymentSource?: string
  /** Request id, for `/v1/usage/requests/{id}`: from the pricing object, else from `X-Request-ID`. */
  requestId?: string
  /** Whether a team was billed. */
  billedToTeam?: boolean
  /** The team that was billed. */
  team?: { id?: string; name?: string }
  /** `usage.cost` or `usage.estimated_cost`: a list price, in an unnamed currency, also where nothing was charged. */
  listCost?: number
  /** Prompt cache: what it read and wrote, and what that cost. */
  cache?: { status?: string; readTokens?: number; writeTokens?: number; cost?: number; ttl?: string }
  /** The paid check of the input, where one was asked for; it is charged beside `cost`. */
  moderation?: { model?: string; flagged?: boolean; costUsd?: number }
  /** `x_nanogpt_pricing` as it came. */
  pricing?: JSONObject
}

/** Cost and billing facts of an answer, from `x_nanogpt_pricing` (`usage.cost` is a list price: field note A7). */
export function readCost(sources: {
  pricing: JsonRecord | undefined
  usage: JsonRecord | undefined
  cache: JsonRecord | undefined
  responseHeaders: Readonly<Record<string, string>>
}): NanoGPTCostMetadata {
  const { pricing = {}, usage = {}, cache = {}, responseHeaders } = sources
  return definedEntries({
    cost: readCharge(pricing),
    costUsd: readUsd(pricing),
    paymentSource: asFilledText(pricing.paymentSource),
    requestId: asFilledText(pricing.requestId) ?? responseHeaders['x-request-id'],
    billedToTeam: typeof pricing.billedToTeam === 'boolean' ? pricing.billedToTeam : undefined,
    team: readTeam(pricing),
    listCost: firstDefined(asNumber(usage.cost), asNumber(usage.estimated_cost)),
    cache: readCache(pricing, cache),
    moderation: readModeration(responseHeaders),
    pricing: sources.pricing as JSONObject | undefined,
  }) as NanoGPTCostMetadata
}

function readCharge(pricing: JsonRecord): NanoGPTCostMetadata['cost'] {
  // Either `amount` or `cost` may be the only number (API sheet §5.12).
  const amount = firstDefined(asNumber(pricing.amount), asNumber(pricing.cost))
  if (amount !== undefined) return { amount, currency: readCurrency(pricing) }
  const usd = firstDefined(asNumber(pricing.costUsd), asNumber(pricing.usdCost))
  return usd === undefined ? undefined : { amount: usd, currency: 'USD' }
}

/** Without a currency, the balance that was charged tells it. */
function readCurrency(pricing: JsonRecord): string {
  const currency = asFilledText(pricing.currency)
  if (currency !== undefined) return currency.toUpperCase()
  return /^(?:nano|xno)$/i.test(asFilledText(pricing.paymentSource) ?? '') ? 'XNO' : 'USD'
}

function readUsd(pricing: JsonRecord): number | undefined {
  const charge = readCharge(pricing)
  if (charge?.currency === 'USD') return charge.amount
  return firstDefined(asNumber(pricing.usdCost), asNumber(pricing.costUsd))
}

function readTeam(pricing: JsonRecord): NanoGPTCostMetadata['team'] {
  const team = definedEntries({
    id: asFilledText(pricing.billedTeamId),
    name: asFilledText(pricing.billedTeamName),
  })
  return Object.keys(team).length > 0 ? (team as { id?: string; name?: string }) : undefined
}

function readCache(pricing: JsonRecord, cache: JsonRecord): NanoGPTCostMetadata['cache'] {
  const facts = definedEntries({
    status: asFilledText(cache.status),
    readTokens: firstDefined(
      asCount(cache.readTokens),
      asCount(cache.cache_read_tokens),
      asCount(pricing.cacheReadInputTokens),
    ),
    writeTokens: firstDefined(
      asCount(cache.writeTokens),
      asCount(cache.cache_write_tokens),
      asCount(pricing.cacheCreationInputTokens),
    ),
    cost: asNumber(pricing.cacheCost),
    ttl: asFilledText(pricing.cacheTTL),
  })
  return Object.keys(facts).length > 0 ? (facts as NanoGPTCostMetadata['cache']) : undefined
}

/** Cost and billing facts of an answer that is no text: they stand at its top, or in its headers. */
export interface NanoGPTAnswerCost extends NanoGPTCostMetadata {
  /** The balance after the charge, in the currency of `cost`. */
  remainingBalance?: number
}

/**
 * Reads the cost of images, sound, transcripts and videos, wherever it stands: at the top of the answer, in its
 * `metadata` or `usage`, in `x_nanogpt_pricing`, which wins, or in headers, which is all a file has (field note A7).
 */
export function readAnswerCost(answer: {
  record?: JsonRecord | undefined
  responseHeaders: Readonly<Record<string, string>>
}): NanoGPTAnswerCost {
  const { record = {}, responseHeaders: headers } = answer
  const places = [record, asRecord(record.data), asRecord(record.metadata), asRecord(record.usage)]
  const find = (key: string) => firstDefined(...places.map(place => place?.[key] ?? undefined))
  const pricing = findPricing(record)
  const stated = definedEntries({
    cost: firstDefined(asNumber(find('cost')), asNumber(headers['x-cost']), asNumber(headers['x-nano-cost'])),
    currency: find('currency') ?? (headers['x-nano-cost'] === undefined ? undefined : 'XNO'),
    paymentSource: find('paymentSource'),
  })
  return definedEntries({
    ...readCost({
      pricing: { ...stated, ...pricing },
      usage: undefined,
      cache: undefined,
      responseHeaders: headers,
    }),
    pricing: pricing as JSONObject | undefined,
    remainingBalance: firstDefined(
      asNumber(find('remainingBalance')),
      asNumber(headers['x-remaining-balance']),
    ),
  }) as NanoGPTAnswerCost
}

/** An answer has it in headers, and so has an error: what was flagged is charged too (API sheet §20). */
export function readModeration(headers: Readonly<Record<string, string>>): NanoGPTCostMetadata['moderation'] {
  const flagged = headers['x-nanogpt-inline-moderation-flagged']
  const facts = definedEntries({
    model: asFilledText(headers['x-nanogpt-inline-moderation-model']),
    flagged: flagged === undefined ? undefined : flagged === 'true',
    costUsd: asNumber(headers['x-nanogpt-inline-moderation-cost-usd']),
  })
  return Object.keys(facts).length > 0 ? (facts as NanoGPTCostMetadata['moderation']) : undefined
}

/** Where an answer keeps its price: the documented key, or the one of the 2025 API that proxies still send. */
export function findPricing(answer: JsonRecord): JsonRecord | undefined {
  return asRecord(answer.x_nanogpt_pricing) ?? asRecord(answer.nanoGPT)
}
