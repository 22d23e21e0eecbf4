import { hasQuotaLeft, type Usage } from '../billing/quota.ts'
import { isPaygo } from '../contract/routing-fields.ts'
import { includesImages } from '../data/subscription-images.ts'
import type { EmulatorContext } from '../env.ts'
import type { PayingAccount } from '../reading/read-billing.ts'

export function usageOf(context: EmulatorContext): Usage {
  const { clock, ledger } = context.env.state
  return { entries: ledger.entries, now: clock.now() }
}

/** What the account has to pay with for text, apart from what a request says itself. */
export function payingAccount(context: EmulatorContext): PayingAccount {
  const { plan, subscription } = context.env.state.options
  return { subscription, quotaLeft: subscription && hasQuotaLeft(plan, usageOf(context), 'text') }
}

/** Whether the subscription pays for images of this model. */
export function paysForImages(context: EmulatorContext, model: string): boolean {
  const { plan, subscription } = context.env.state.options
  const paygo = isPaygo(context.req.header('x-billing-mode') ?? '')
  return subscription && includesImages(model) && !paygo && hasQuotaLeft(plan, usageOf(context), 'images')
}
