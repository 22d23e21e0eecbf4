import type { JSONObject } from '@ai-sdk/provider'
import type { NanoGPTMoney } from '../wire/money.ts'

/** What every question about the account takes. */
export interface NanoGPTAccountCall {
  /** Ends the request. */
  abortSignal?: AbortSignal
  /** Headers for this request, over those of the provider. */
  headers?: Record<string, string | undefined>
}

/** The account's balance. */
export interface NanoGPTBalance {
  /** `usd_balance`. */
  usd: NanoGPTMoney | undefined
  /** `nano_balance`, in XNO. */
  nano: NanoGPTMoney | undefined
  /** Where Nano can be sent to top up. `nanoDepositAddress`. */
  nanoDepositAddress: string | undefined
  /** The answer as it came. */
  raw: JSONObject
}

/** Whether the API takes the key. */
export type NanoGPTKeyCheck =
  | { isValid: true; balance: NanoGPTBalance }
  | { isValid: false; reason: string; code: string | undefined }

/** Settings of `getUsage`. */
export interface NanoGPTUsageQuery extends NanoGPTAccountCall {
  /**
   * First day, in UTC: `YYYY-MM-DD`, or a `Date`. With `to`; default: the last 30 days, today included. At most
   * 366 days together.
   */
  from?: string | Date
  /** Last day, in UTC, itself included. */
  to?: string | Date
  /** Which sums come besides the totals; `model,day` means `day,model`. Default `day,model`. Field `group_by`. */
  groupBy?: 'day' | 'model' | 'day,model' | 'model,day'
  /** The number of the key that is meant; another than the one that asks is refused by the server. Field `api_key_id`. */
  apiKeyId?: number
}

/** The use of one day, one model, both, or all together. */
export interface NanoGPTUsageBucket {
  /** `YYYY-MM-DD`, in UTC. */
  date?: string
  /** Name of the model for people, such as `GPT-5.2`; not its id. */
  model?: string
  /** Requests that were billed. */
  requests: number | undefined
  /** What was charged. */
  cost: NanoGPTMoney | undefined
  /** What of it was given back. */
  refunded: NanoGPTMoney | undefined
  /** The charge without what was given back. */
  netCost: NanoGPTMoney | undefined
  inputTokens: number | undefined
  outputTokens: number | undefined
  reasoningTokens: number | undefined
  /** Input and output; reasoning is not added. */
  totalTokens: number | undefined
}

/** The use of the API key over some days. Can be up to a minute old. */
export interface NanoGPTUsage {
  /** First day, `YYYY-MM-DD` in UTC. */
  from: string | undefined
  /** Last day, included. */
  to: string | undefined
  asOf: Date | undefined
  totals: NanoGPTUsageBucket
  byDay?: NanoGPTUsageBucket[]
  byModel?: NanoGPTUsageBucket[]
  byDayModel?: NanoGPTUsageBucket[]
  raw: JSONObject
}

/** One quota of a subscription. `undefined` is unknown. */
export interface NanoGPTQuota {
  limit: number | undefined
  used: number | undefined
  remaining: number | undefined
  /** Share of the quota that is used: 0.5 is half; more than 1 is possible. `percentUsed`. */
  fractionUsed: number | undefined
  resetsAt: Date | undefined
  /** The server could not read its counters just now. */
  isDegraded: boolean
}

/** The names of the quotas: those of today in tokens and images, and the older ones in requests. */
export type NanoGPTQuotaName =
  | 'dailyInputTokens'
  | 'weeklyInputTokens'
  | 'dailyImages'
  | 'tokens'
  | 'dailyRequests'
  | 'monthlyRequests'

/** The state of the subscription. */
export interface NanoGPTSubscriptionUsage {
  isActive: boolean | undefined
  /** `active`, `grace` or `inactive`. */
  state: string | undefined
  /** The quotas that the subscription has; one that is absent does not apply. */
  quotas: Partial<Record<NanoGPTQuotaName, NanoGPTQuota>>
  currentPeriodEnd: Date | undefined
  /** Until when a lapsed subscription still works. */
  graceUntil: Date | undefined
  /** Who should pay, by NanoGPT's advice. Older answers have none. `routing`. */
  advice?: NanoGPTBillingAdvice
  raw: JSONObject
}

/** NanoGPT's advice on billing. It looks at the rules of the key, not at the balance or what the key has spent. */
export interface NanoGPTBillingAdvice {
  /** `subscription`, `paygo` or `unavailable`. */
  recommendedMode: string | undefined
  /** A word such as `subscription_quota_exhausted`. */
  reason: string | undefined
  /** Whether the quotas have something left. `subscriptionQuotaAvailable`. */
  hasQuotaLeft: boolean | undefined
  /** Whether the key may spend the balance. `paidSpendPolicyAllowsBalance`. */
  mayUseBalance: boolean | undefined
}

/** Settings of `getRequestBilling`. */
export interface NanoGPTRequestBillingQuery extends NanoGPTAccountCall {
  /**
   * Milliseconds in which the charge may still be booked: the first question is asked after two seconds, as the API
   * wishes, and the next about 30 s after each 404. 0 asks once and at once, which suits requests of before. At most
   * a day counts. Default 60,000.
   */
  patienceMs?: number
}

/** What a request was charged. */
export interface NanoGPTRequestBilling {
  requestId: string
  /** The charge itself: without refunds, and without extras that are billed apart. */
  cost: NanoGPTMoney | undefined
  createdAt: Date | undefined
  /** When the record can no longer be read: a day after the request. */
  expiresAt: Date | undefined
  asOf: Date | undefined
  /** Token counts, which may be estimates after an interrupted stream. */
  inputTokens: number | undefined
  outputTokens: number | undefined
  reasoningTokens: number | undefined
  raw: JSONObject
}
