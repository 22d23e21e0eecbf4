import { normalizeHeaders, withUserAgentSuffix } from '@ai-sdk/provider-utils'

type HeaderRecord = Record<string, string | undefined>

/** The headers of one request, by who wants them; the later ones win. */
export interface HeaderSources {
  /** What the request itself needs: the media types, and what typed options turn into. */
  request: HeaderRecord
  /** `headers` of `createNanoGPT`. */
  settings: HeaderRecord | undefined
  /** `headers` of the call. */
  call: HeaderRecord | undefined
}

// Lists in one header: both sides stand, instead of one replacing the other.
const LIST_HEADERS: ReadonlySet<string> = new Set(['anthropic-beta'])

/** Merges headers without regard to case. A header the user set is never replaced by one of ours. */
export function mergeHeaders({ request, settings, call }: HeaderSources): Record<string, string> {
  const merged: Record<string, string> = {}
  for (const headers of [request, settings, call]) {
    for (const [name, value] of Object.entries(normalizeHeaders(headers))) {
      const present = merged[name]
      merged[name] =
        present !== undefined && LIST_HEADERS.has(name) ? uniteLists(present, value) : value.trim()
    }
  }
  return merged
}

/** Whether the user authenticates by a header of his own, so that no key is needed. */
export function hasCredentials(headers: Record<string, string>): boolean {
  return Boolean(headers.authorization ?? headers['x-api-key'])
}

/**
 * Adds our name to the user agent. It comes after merging, because `generateText` and others send a
 * user agent as a header of the call, which would otherwise replace ours.
 */
export function withUserAgent(headers: Record<string, string>, userAgent: string): Record<string, string> {
  return withUserAgentSuffix(headers, userAgent)
}

function uniteLists(left: string, right: string): string {
  const items = `${left},${right}`.split(',').map(item => item.trim())
  return [...new Set(items.filter(item => item !== ''))].join(',')
}
