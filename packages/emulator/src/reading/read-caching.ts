import type { Message } from '../contract/message-fields.ts'
import type { PromptCaching } from '../contract/routing-fields.ts'
import type { ChatRequest } from './chat-request.ts'

/** What a request says about caching its prompt. */
export interface Caching {
  /** A cache-capable provider is required. */
  required: boolean
  /** Markers or the Claude helper: something is cached at places the caller chose, and it is never covered. */
  explicit: boolean
  ttl: '5m' | '1h'
  /** Automatic boundaries end at this message. */
  cutAfterMessage: number | undefined
  /** Only the caller's markers count. */
  onlyMarkers: boolean
}

function helper({ body, header }: ChatRequest): Exclude<PromptCaching, true> | undefined {
  const asked = body.prompt_caching ?? body.promptCaching ?? body.cache_control
  if (asked === undefined) return undefined
  const cut = header('x-prompt-caching-cut-after')
  const fromHeader = cut === undefined ? {} : { cutAfterMessageIndex: Number(cut) }
  if (asked === true) return { enabled: true, ttl: '5m', ...fromHeader }
  // The body-level alias may be written like a marker, which has no switch.
  return 'type' in asked ? { enabled: true, ttl: asked.ttl, ...fromHeader } : { ...fromHeader, ...asked }
}

type Marker = NonNullable<NonNullable<ChatRequest['body']['tools']>[number]['cache_control']>

function markersOf({ content }: Message): Marker[] {
  if (!Array.isArray(content)) return []
  return content.flatMap(part => part.cache_control ?? [])
}

/** The caller's own markers, on tools and parts. */
function readMarkers({ body }: ChatRequest): Marker[] {
  const onTools = (body.tools ?? []).flatMap(tool => tool.cache_control ?? [])
  return [...onTools, ...body.messages.flatMap(markersOf)]
}

export function readCaching(request: ChatRequest): Caching {
  const { body, reference } = request
  const asked = helper(request)
  const enabled = asked?.enabled === true
  const markers = readMarkers(request)
  const lifetimes = [enabled ? asked.ttl : undefined, ...markers.map(marker => marker.ttl)]
  return {
    required: body.caching === true || reference.directives.some(({ kind }) => kind === 'caching'),
    explicit: enabled || markers.length > 0,
    ttl: lifetimes.includes('1h') ? '1h' : '5m',
    cutAfterMessage: asked?.cut_after_message_index ?? asked?.cutAfterMessageIndex,
    onlyMarkers: !enabled || (asked.explicitCacheControl ?? asked.explicit_cache_control ?? false),
  }
}
