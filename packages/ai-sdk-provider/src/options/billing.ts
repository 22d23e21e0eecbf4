import type { SharedV4Warning } from '@ai-sdk/provider'

/** How calls are paid, unless one says otherwise. */
export type NanoGPTBilling = 'auto' | 'subscription' | 'paygo'

/** The header that makes a call that a subscription covers a paid one (API sheet §3.1). */
export function paygoHeaders(billing: NanoGPTBilling): Record<string, string> {
  return billing === 'paygo' ? { 'x-billing-mode': 'paygo' } : {}
}

/** Whether a subscription is expected to pay for a call: as it says itself, else as the settings say. */
export function expectsSubscription(ofCall: NanoGPTBilling | undefined, ofSettings: boolean): boolean {
  return ofCall === undefined ? ofSettings : ofCall === 'subscription'
}

/**
 * The warning for a kind of model that no subscription has: it has chat, its list of models, and a number of
 * images a day (API sheet §1.2, §21.3).
 *
 * @param what the plural of what the kind makes, as in `embeddings`.
 */
export function subscriptionWarning(isSubscription: boolean, what: string): SharedV4Warning[] {
  if (!isSubscription) return []
  const message = `The call is charged to the balance although billing is 'subscription': that has no ${what}.`
  return [{ type: 'other', message }]
}
