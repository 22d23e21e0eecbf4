import { isPaygo } from '../contract/routing-fields.ts'
import { readSwitch, type ChatRequest } from './chat-request.ts'
import type { Caching } from './read-caching.ts'
import type { Routing } from './read-provider.ts'

/** Who pays. */
export interface Billing {
  mode: 'subscription' | 'paygo'
  /** Why a subscription does not cover the request. */
  reason?: string
}

/** What the account has to pay with, beside its balance. */
export interface PayingAccount {
  subscription: boolean
  /** Of the subscription; until it starts again, the balance pays. */
  quotaLeft: boolean
}

interface Facts {
  request: ChatRequest
  routing: Routing
  caching: Caching
  account: PayingAccount
}

/** Each makes a request pay-as-you-go; the first that applies is the reason given. */
const exceptions: [reason: string, applies: (facts: Facts) => boolean][] = [
  ['no subscription', ({ account }) => !account.subscription],
  ['the model is not included', ({ request }) => !request.reference.model.subscription],
  ['billing mode', ({ request }) => isPaygo(bodyMode(request) ?? request.header('x-billing-mode') ?? '')],
  ['explicit provider or routing', ({ routing }) => routing.explicit],
  ['explicit cache control', ({ caching }) => caching.explicit],
  ['own provider key', ({ request }) => usesOwnKey(request)],
  ['advisor', ({ request }) => request.body.advisor !== undefined],
  ['the quota is used up', ({ account }) => !account.quotaLeft],
]

function bodyMode({ body }: ChatRequest): string | undefined {
  return body.billing_mode ?? body.billingMode
}

/** A stored provider key pays the provider; NanoGPT takes 5 %. */
export function usesOwnKey({ body, header }: ChatRequest): boolean {
  return body.byok?.enabled ?? (body.byok !== undefined || readSwitch(header('x-use-byok')) === true)
}

export function readBilling(facts: Facts): Billing {
  const exception = exceptions.find(([, applies]) => applies(facts))
  return exception === undefined ? { mode: 'subscription' } : { mode: 'paygo', reason: exception[0] }
}
