/** How much a subscription includes; `null` is no limit of that kind. */
export interface QuotaLimits {
  /** Tokens of prompts in a UTC day, and in a week that begins on Monday. */
  dailyInputTokens: number | null
  weeklyInputTokens: number | null
  /** Images in a UTC day. */
  dailyImages: number | null
  /** Operations of the older plans, in a UTC day and a month. */
  dailyOperations: number
  monthlyOperations: number
}

/** The subscription of an account. */
export interface SubscriptionOptions {
  /** `grace` is a subscription whose payment is late; it still pays. Default `active`. */
  state?: 'active' | 'grace' | 'inactive'
  /** What it counts: tokens and images, or, as the older plans, successful operations. Default `tokens`. */
  counts?: 'tokens' | 'operations'
  limits?: Partial<QuotaLimits>
  /** The counters cannot be read: the API answers with `null` and `degraded: true`. Default false. */
  degraded?: boolean
}

/** A subscription with the defaults filled in. */
export interface Plan extends Required<Omit<SubscriptionOptions, 'limits'>> {
  limits: QuotaLimits
}

const usualLimits: QuotaLimits = {
  dailyInputTokens: null,
  weeklyInputTokens: 60_000_000,
  dailyImages: 100,
  dailyOperations: 5000,
  monthlyOperations: 60_000,
}

export function readPlan(subscription: boolean | SubscriptionOptions = false): Plan {
  const told = typeof subscription === 'object' ? subscription : {}
  return {
    state: subscription === false ? 'inactive' : (told.state ?? 'active'),
    counts: told.counts ?? 'tokens',
    limits: { ...usualLimits, ...told.limits },
    degraded: told.degraded ?? false,
  }
}
