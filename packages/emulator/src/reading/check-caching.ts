import { invalidRequest } from '../contract/api-error.ts'
import { canCache } from '../data/model.ts'
import type { ChatRequest } from './chat-request.ts'
import type { Caching } from './read-caching.ts'

/** `caching: true` would rather fail than run without a cache. */
export function checkCaching({ reference }: ChatRequest, caching: Caching): void {
  if (!caching.required || canCache(reference.model)) return
  throw invalidRequest(
    'no_fallback_available',
    `No provider of ${reference.model.id} can cache prompts. Leave caching away.`,
    'caching',
  )
}
