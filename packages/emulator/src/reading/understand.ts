import type { Understanding } from '../contract/understanding.ts'
import type { Model } from '../data/model.ts'
import type { ChatRequest } from './chat-request.ts'
import { checkCaching } from './check-caching.ts'
import { checkMedia } from './check-media.ts'
import { checkMessages } from './check-messages.ts'
import { checkResponseFormat } from './check-response-format.ts'
import { checkSubscription } from './check-subscription.ts'
import { checkSuffixes } from './check-suffixes.ts'
import { checkTools } from './check-tools.ts'
import { readAdvisor } from './read-advisor.ts'
import { readBilling, usesOwnKey, type PayingAccount } from './read-billing.ts'
import { readCaching, type Caching } from './read-caching.ts'
import { readMemoryDays, readModeration, readRedaction } from './read-extras.ts'
import { readForm, type ReplyForm } from './read-form.ts'
import { readRouting, type Routing } from './read-provider.ts'
import { readEffort, readExclude } from './read-reasoning.ts'
import { readSearch } from './read-search.ts'

/** A request understood: the part that is recorded, and what only the emulator needs. */
export interface ChatMeaning {
  understood: Understanding
  routing: Routing
  caching: Caching
  ownKey: boolean
  moderationModel: string | undefined
  advisor: Model | undefined
  form: ReplyForm
}

/** In the order in which the API would notice. */
const checks: readonly ((request: ChatRequest) => void)[] = [
  checkSubscription,
  checkSuffixes,
  checkMessages,
  checkMedia,
  checkTools,
  checkResponseFormat,
]

interface Parts {
  request: ChatRequest
  routing: Routing
  caching: Caching
}

function describe({ request, routing, caching }: Parts, account: PayingAccount): Understanding {
  const { reference } = request
  const billing = readBilling({ request, routing, caching, account })
  const search = readSearch(request, routing.explicit)
  const preference = reference.directives.find(directive => directive.kind === 'routing')?.value
  const memoryDays = readMemoryDays(request)
  const effort = readEffort(request)
  return {
    model: reference.model.id,
    billing: billing.mode,
    ...(billing.reason !== undefined && { paygoReason: billing.reason }),
    ...(routing.provider !== undefined && { provider: routing.provider.id }),
    ...(preference !== undefined && { routing: preference }),
    caching: caching.required || caching.explicit,
    ...(search !== undefined && { search: { provider: search.provider, depth: search.depth } }),
    ...(memoryDays !== undefined && { memoryDays }),
    redaction: readRedaction(request),
    ...(effort !== undefined && { effort }),
    excludeReasoning: readExclude(request),
  }
}

/** Puts suffixes, headers and body together, refusing what contradicts itself. */
export function understand(request: ChatRequest, account: PayingAccount): ChatMeaning {
  for (const check of checks) check(request)
  const routing = readRouting(request)
  const caching = readCaching(request)
  checkCaching(request, caching)
  const understood = describe({ request, routing, caching }, account)
  return {
    understood,
    routing,
    caching,
    ownKey: usesOwnKey(request),
    moderationModel: readModeration(request),
    advisor: readAdvisor(request, understood),
    form: readForm(request, caching),
  }
}
