import { prepareProviderRouting } from '../options/provider-routing.ts'
import { prepareSampling, type NanoGPTSamplingOptions } from '../options/sampling.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTAdvisor, NanoGPTLanguageModelChatOptions, NanoGPTPromptCaching } from './chat-options.ts'
import type { NanoGPTWebSearchOptions } from '../options/web-search-options.ts'

type ChatOptions = NanoGPTLanguageModelChatOptions

/** NanoGPT's own options on the wire. */
export interface PreparedExtensions {
  fields: JsonRecord
  headers: Record<string, string>
}

// Options whose value goes to the wire as it is, under another name.
const RENAMED = {
  user: 'user',
  caching: 'caching',
  stickyProvider: 'stickyProvider',
  byok: 'byok',
  serviceTier: 'service_tier',
  scraping: 'scraping',
  youtubeTranscripts: 'youtube_transcripts',
  metadata: 'metadata',
} as const satisfies Partial<Record<keyof ChatOptions, string>>

// Options that need more than a name. An option in no table does not compile.
const TRANSLATED: Readonly<
  Record<
    Exclude<keyof ChatOptions, keyof NanoGPTSamplingOptions | keyof typeof RENAMED | keyof typeof ELSEWHERE>,
    (options: ChatOptions) => JsonRecord
  >
> = {
  provider: ({ provider }) => ({ provider: prepareProviderRouting(provider) }),
  promptCaching: ({ promptCaching }) => ({ prompt_caching: preparePromptCaching(promptCaching) }),
  webSearch: ({ webSearch }) => ({ web_search: prepareWebSearch(webSearch) }),
  memory: ({ memory }) => ({
    // Switching it on is a header; the field only cancels an `:memory` suffix (API sheet §5.10).
    memory: memory === false ? false : undefined,
    model_context_limit: typeof memory === 'object' ? memory.contextLimit : undefined,
  }),
  advisor: ({ advisor }) => ({ advisor: advisor && prepareAdvisor(advisor) }),
}

/** Options that other modules prepare, or that are headers only. */
const ELSEWHERE = {
  reasoning: 'prepare-settings',
  strictJsonSchema: 'prepare-settings',
  routing: 'prepare-model',
  parallelToolCalls: 'prepare-chat',
  billingMode: 'prepare-chat',
  extraBody: 'prepare-chat',
  redaction: 'header',
  moderation: 'header',
} as const satisfies Partial<Record<keyof ChatOptions, string>>

/** Turns NanoGPT's own options into fields and headers of the request. */
export function prepareExtensions(options: ChatOptions): PreparedExtensions {
  const fields = prepareSampling(options)
  for (const [option, field] of Object.entries(RENAMED)) {
    fields[field] = options[option as keyof typeof RENAMED]
  }
  for (const translate of Object.values(TRANSLATED)) Object.assign(fields, translate(options))
  return { fields: definedEntries(fields), headers: prepareHeaders(options) }
}

function preparePromptCaching(caching: ChatOptions['promptCaching']): JsonRecord | undefined {
  if (caching === undefined) return undefined
  // The vendor's schema knows objects only, and a `ttl` does nothing without `enabled`.
  if (typeof caching === 'boolean') return { enabled: caching }
  const {
    enabled = true,
    cutAfterMessageIndex,
    explicitCacheControl,
    ...same
  }: NanoGPTPromptCaching = caching
  return definedEntries({
    enabled,
    ...same,
    cut_after_message_index: cutAfterMessageIndex,
    explicit_cache_control: explicitCacheControl,
  })
}

function prepareWebSearch(search: ChatOptions['webSearch']): unknown {
  if (search === undefined || typeof search === 'boolean') return search
  // Two options have a canonical snake_case name; the engines' own are camelCase on the wire too.
  const { enabled = true, searchContextSize, userLocation, ...engine }: NanoGPTWebSearchOptions = search
  return definedEntries({
    enabled,
    ...engine,
    search_context_size: searchContextSize,
    user_location: typeof userLocation === 'object' ? { type: 'approximate', ...userLocation } : undefined,
    // Exa's is a country, under its own name.
    userLocation: typeof userLocation === 'string' ? userLocation : undefined,
  })
}

function prepareAdvisor(advisor: NanoGPTAdvisor): JsonRecord {
  const { maxUses, maxCompletionTokens, forwardTranscript, ...same } = advisor
  return definedEntries({
    ...same,
    max_uses: maxUses,
    max_completion_tokens: maxCompletionTokens,
    forward_transcript: forwardTranscript,
  })
}

function prepareHeaders({ memory, redaction, moderation }: ChatOptions): Record<string, string> {
  const days = typeof memory === 'object' ? memory.days : undefined
  return definedEntries({
    memory: memory === undefined || memory === false ? undefined : 'true',
    memory_expiration_days: days === undefined ? undefined : String(days),
    redaction: redaction === undefined ? undefined : String(redaction),
    moderation: moderation === undefined ? undefined : String(moderation),
  }) as Record<string, string>
}
