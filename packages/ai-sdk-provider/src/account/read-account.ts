import { InvalidResponseDataError, type JSONObject } from '@ai-sdk/provider'
import { asCount, asFilledText, asNumber, asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'
import { readMoney } from '../wire/money.ts'
import type {
  NanoGPTBalance,
  NanoGPTBillingAdvice,
  NanoGPTQuota,
  NanoGPTQuotaName,
  NanoGPTRequestBilling,
  NanoGPTSubscriptionUsage,
  NanoGPTUsage,
  NanoGPTUsageBucket,
} from './account-types.ts'

/** @throws InvalidResponseDataError for an answer without a balance: whoever checks a key by it must not be deceived. */
export function readBalance(answer: JsonRecord): NanoGPTBalance {
  const usd = readMoney(answer.usd_balance, 'USD')
  // `balance` is the name of the 2025 API, which knew Nano only.
  const nano = readMoney(answer.nano_balance ?? answer.balance, 'XNO')
  if (usd === undefined && nano === undefined) {
    throw new InvalidResponseDataError({ data: answer, message: 'NanoGPT answered without a balance.' })
  }
  return {
    usd,
    nano,
    nanoDepositAddress: asFilledText(answer.nanoDepositAddress),
    raw: answer as JSONObject,
  }
}

export function readUsage(answer: JsonRecord): NanoGPTUsage {
  const buckets = (list: unknown) =>
    Array.isArray(list) ? list.map(item => readBucket(asRecord(item) ?? {})) : undefined
  return {
    from: asFilledText(answer.from),
    to: asFilledText(answer.to),
    asOf: readDate(answer.asOf),
    totals: readBucket(asRecord(answer.totals) ?? {}),
    ...definedEntries({
      byDay: buckets(answer.byDay),
      byModel: buckets(answer.byModel),
      byDayModel: buckets(answer.byDayModel),
    }),
    raw: answer as JSONObject,
  }
}

function readBucket(bucket: JsonRecord): NanoGPTUsageBucket {
  return {
    ...definedEntries({ date: asFilledText(bucket.date), model: asFilledText(bucket.model) }),
    requests: asCount(bucket.requests),
    cost: readMoney(bucket.costUsd, 'USD'),
    refunded: readMoney(bucket.refundedUsd, 'USD'),
    netCost: readMoney(bucket.netCostUsd, 'USD'),
    inputTokens: asCount(bucket.inputTokens),
    outputTokens: asCount(bucket.outputTokens),
    reasoningTokens: asCount(bucket.reasoningTokens),
    totalTokens: asCount(bucket.totalTokens),
  }
}

/** Where each quota and its limit stand: in the answer of today, and in the older one (API sheet §21.3, C18). */
const QUOTAS: readonly (readonly [name: NanoGPTQuotaName, window: string, limit: string])[] = [
  ['dailyInputTokens', 'dailyInputTokens', 'dailyInputTokens'],
  ['weeklyInputTokens', 'weeklyInputTokens', 'weeklyInputTokens'],
  ['dailyImages', 'dailyImages', 'dailyImages'],
  ['tokens', 'tokens', 'total'],
  ['dailyRequests', 'daily', 'daily'],
  ['monthlyRequests', 'monthly', 'monthly'],
]

export function readSubscriptionUsage(answer: JsonRecord): NanoGPTSubscriptionUsage {
  const limits = { ...asRecord(answer.limits), ...asRecord(answer.tokenLimits) }
  const quotas = QUOTAS.flatMap(([name, window, limit]) => {
    const quota = asRecord(answer[window])
    return quota === undefined ? [] : [[name, readQuota(quota, limits[limit])] as const]
  })
  return {
    isActive: asBoolean(answer.active),
    state: asFilledText(answer.state),
    quotas: Object.fromEntries(quotas),
    currentPeriodEnd: readDate(asRecord(answer.period)?.currentPeriodEnd),
    graceUntil: readDate(answer.graceUntil),
    ...definedEntries({ advice: readAdvice(asRecord(answer.routing)) }),
    raw: answer as JSONObject,
  }
}

function readAdvice(routing: JsonRecord | undefined): NanoGPTBillingAdvice | undefined {
  return (
    routing && {
      recommendedMode: asFilledText(routing.recommendedMode),
      reason: asFilledText(routing.reason),
      hasQuotaLeft: asBoolean(routing.subscriptionQuotaAvailable),
      mayUseBalance: asBoolean(routing.paidSpendPolicyAllowsBalance),
    }
  )
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function readQuota(quota: JsonRecord, limit: unknown): NanoGPTQuota {
  return {
    limit: asCount(limit),
    used: asCount(quota.used),
    remaining: asCount(quota.remaining),
    fractionUsed: asCount(quota.percentUsed),
    resetsAt: readDate(quota.resetAt),
    isDegraded: quota.degraded === true,
  }
}

export function readRequestBilling(answer: JsonRecord, requestId: string): NanoGPTRequestBilling {
  const usage = asRecord(answer.usage) ?? {}
  return {
    requestId: asFilledText(answer.request_id) ?? requestId,
    cost: readMoney(answer.cost, asFilledText(answer.currency)?.toUpperCase() ?? 'USD'),
    createdAt: readDate(answer.created_at),
    expiresAt: readDate(answer.expires_at),
    asOf: readDate(answer.as_of),
    inputTokens: asCount(usage.input_tokens),
    outputTokens: asCount(usage.output_tokens),
    reasoningTokens: asCount(usage.reasoning_tokens),
    raw: answer as JSONObject,
  }
}

/** A time as ISO text, or in milliseconds since 1970. */
function readDate(value: unknown): Date | undefined {
  const date = new Date(asNumber(value) ?? asFilledText(value) ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date
}
