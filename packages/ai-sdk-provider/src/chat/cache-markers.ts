import type { SharedV4ProviderOptions } from '@ai-sdk/provider'
import { asRecord, asText, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTCacheControl } from './chat-options.ts'

/** The API takes four markers and drops the oldest of more (API sheet §5.8). */
export const MAX_CACHE_MARKERS = 4

/**
 * The cache marker of a message, a part or a tool: ours, or `anthropic.cacheControl` as users of Claude
 * already write it.
 */
export function cacheMarkerOf(
  providerOptions: SharedV4ProviderOptions | undefined,
): NanoGPTCacheControl | undefined {
  for (const name of ['nanogpt', 'anthropic']) {
    const options = providerOptions?.[name]
    const marker = asRecord(options?.cacheControl) ?? asRecord(options?.cache_control)
    if (marker === undefined) continue
    const ttl = asText(marker.ttl)
    return { type: 'ephemeral', ...((ttl === '5m' || ttl === '1h') && { ttl }) }
  }
  return undefined
}

/**
 * Keeps the last four of the markers in a request, in the order in which the server caches: tools
 * first, then messages. The others are taken off what they mark.
 */
export function limitCacheMarkers(marked: readonly JsonRecord[]): {
  kept: readonly JsonRecord[]
  removed: number
} {
  const surplus = marked.slice(0, -MAX_CACHE_MARKERS)
  for (const holder of surplus) delete holder.cache_control
  return { kept: marked.slice(-MAX_CACHE_MARKERS), removed: surplus.length }
}
