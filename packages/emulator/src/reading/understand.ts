import type { Understanding } from '../contract/understanding.ts'
import type { ChatRequest } from './chat-request.ts'
import { checkSuffixes } from './check-suffixes.ts'
import { readBilling, usesOwnKey } from './read-billing.ts'
import { readCaching, type Caching } from './read-caching.ts'
import { readMemoryDays, readModeration, readRedaction } from './read-extras.ts'
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
}

/** Puts suffixes, headers and body together, refusing what contradicts itself. */
export function understand(request: ChatRequest, account: { subscription: boolean }): ChatMeaning {
  checkSuffixes(request)
  const { reference } = request
  const routing = readRouting(request)
  const caching = readCaching(request)
  const billing = readBilling({ request, routing, caching, subscribed: account.subscription })
  const search = readSearch(request, routing.explicit)
  const preference = reference.directives.find(directive => directive.kind === 'routing')?.value
  const memoryDays = readMemoryDays(request)
  const effort = readEffort(request)
  return {
    understood: {
      model: reference.model.id,
      billing: billing.mode,
      ...(billing.reason !== undefined && { paygoReason: billing.reason }),
      ...(routing.provider !== undefined && { provider: routing.provider.id }),
      ...(preference !== undefined && { routing: preference }),
      caching: caching.required || caching.explicit,
      ...(search !== undefined && { search }),
      ...(memoryDays !== undefined && { memoryDays }),
      redaction: readRedaction(request),
      ...(effort !== undefined && { effort }),
      excludeReasoning: readExclude(request),
    },
    routing,
    caching,
    ownKey: usesOwnKey(request),
    moderationModel: readModeration(request),
  }
}
