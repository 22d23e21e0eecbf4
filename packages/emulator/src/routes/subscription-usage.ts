import type { Plan } from '../billing/plan.ts'
import { hasQuotaLeft, monthOf, quotasOf, windowOf, type Usage } from '../billing/quota.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'
import { usageOf } from './paying-account.ts'

function advice(mode: 'subscription' | 'paygo', reason: string, available: boolean | null): object {
  return {
    recommendedMode: mode,
    reason,
    subscriptionQuotaAvailable: available,
    paidSpendPolicyAllowsBalance: true,
  }
}

/** Which way of paying the API would advise. */
function routingOf(plan: Plan, usage: Usage): object {
  if (plan.state === 'inactive') return advice('paygo', 'subscription_inactive', false)
  if (plan.degraded) return advice('subscription', 'subscription_usage_unavailable', null)
  return hasQuotaLeft(plan, usage, 'text')
    ? advice('subscription', 'subscription_available', true)
    : advice('paygo', 'subscription_quota_exhausted', false)
}

function windowsOf(plan: Plan, usage: Usage): object {
  const inactive = plan.state === 'inactive'
  return Object.fromEntries(
    quotasOf(plan).map(quota => [quota.name, inactive ? null : windowOf(quota, usage, plan.degraded)]),
  )
}

function limitsOf(plan: Plan): object {
  const inactive = plan.state === 'inactive'
  return Object.fromEntries(quotasOf(plan).map(({ name, limit }) => [name, inactive ? null : limit]))
}

/** What both generations of the answer have in common. */
function commonOf(plan: Plan, usage: Usage): Record<string, unknown> {
  const ends = plan.state === 'inactive' ? null : new Date(monthOf(usage.now).end).toISOString()
  return {
    active: plan.state !== 'inactive',
    state: plan.state,
    limits: limitsOf(plan),
    ...windowsOf(plan, usage),
    period: { currentPeriodEnd: ends },
  }
}

/** How long the API waits for a payment that is late. */
const graceDays = 3

/** `GET /api/subscription/v1/usage`. Its units were successful operations once, and are tokens and images now. */
export function subscriptionUsage(context: EmulatorContext): Response {
  const { plan } = context.env.state.options
  const usage = usageOf(context)
  const common = commonOf(plan, usage)
  if (plan.counts === 'tokens')
    return deliver(context, jsonReply({ ...common, routing: routingOf(plan, usage) }))
  const until = plan.state === 'grace' ? monthOf(usage.now).start + graceDays * 86_400_000 : null
  return deliver(
    context,
    jsonReply({
      ...common,
      enforceDailyLimit: true,
      graceUntil: until === null ? null : new Date(until).toISOString(),
    }),
  )
}
