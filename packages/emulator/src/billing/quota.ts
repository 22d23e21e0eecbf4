import type { LedgerEntry } from '../state/ledger.ts'
import type { Plan } from './plan.ts'

const day = 86_400_000

/** A stretch of time in which a quota is used up, until it starts again. */
interface Period {
  start: number
  end: number
}

function dayOf(now: number): Period {
  const start = Math.floor(now / day) * day
  return { start, end: start + day }
}

/** From Monday on; the first of January 1970 was a Thursday. */
function weekOf(now: number): Period {
  const days = Math.floor(now / day)
  const start = (days - ((days + 3) % 7)) * day
  return { start, end: start + 7 * day }
}

/** A subscription is paid by the calendar month here; when an account's month begins is its own affair. */
export function monthOf(now: number): Period {
  const date = new Date(now)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) }
}

/** How much of a quota is used. */
export interface QuotaWindow {
  used: number | null
  remaining: number | null
  /** A fraction; may exceed 1. */
  percentUsed: number | null
  /** Milliseconds since 1970. */
  resetAt: number | null
  degraded?: true
}

type Count = (entry: LedgerEntry) => number

const operations: Count = () => 1
const inputTokens: Count = entry => entry.inputTokens ?? 0
const images: Count = entry => entry.images

/** The quotas of a plan. */
interface Quota {
  name: 'daily' | 'monthly' | 'dailyInputTokens' | 'weeklyInputTokens' | 'dailyImages'
  limit: number | null
  period: (now: number) => Period
  count: Count
}

export function quotasOf({ counts, limits }: Plan): Quota[] {
  if (counts === 'operations') {
    return [
      { name: 'daily', limit: limits.dailyOperations, period: dayOf, count: operations },
      { name: 'monthly', limit: limits.monthlyOperations, period: monthOf, count: operations },
    ]
  }
  return [
    { name: 'dailyInputTokens', limit: limits.dailyInputTokens, period: dayOf, count: inputTokens },
    { name: 'weeklyInputTokens', limit: limits.weeklyInputTokens, period: weekOf, count: inputTokens },
    { name: 'dailyImages', limit: limits.dailyImages, period: dayOf, count: images },
  ]
}

/** What of the account counts, and when. */
export interface Usage {
  entries: readonly LedgerEntry[]
  now: number
}

function usedOf({ period, count }: Quota, { entries, now }: Usage): number {
  const { start, end } = period(now)
  return entries
    .filter(entry => entry.type === 'charge' && entry.paymentSource === 'subscription')
    .filter(({ at }) => at >= start && at < end)
    .reduce((sum, entry) => sum + count(entry), 0)
}

/** The state of a quota; `null` where the plan has no such limit. */
export function windowOf(quota: Quota, usage: Usage, degraded: boolean): QuotaWindow | null {
  const { limit, period } = quota
  if (limit === null) return null
  if (degraded) return { used: null, remaining: null, percentUsed: null, resetAt: null, degraded: true }
  const used = usedOf(quota, usage)
  return {
    used,
    remaining: Math.max(0, limit - used),
    percentUsed: limit === 0 ? 1 : used / limit,
    resetAt: period(usage.now).end,
  }
}

/** Whether the plan still pays for text, or for images. What was begun within a quota is finished within it. */
export function hasQuotaLeft(plan: Plan, usage: Usage, what: 'text' | 'images'): boolean {
  return quotasOf(plan)
    .filter(({ name }) => plan.counts === 'operations' || (name === 'dailyImages') === (what === 'images'))
    .every(quota => quota.limit === null || usedOf(quota, usage) < quota.limit)
}
