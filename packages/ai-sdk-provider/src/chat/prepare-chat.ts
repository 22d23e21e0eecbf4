import { InvalidArgumentError, type LanguageModelV4CallOptions, type SharedV4Warning } from '@ai-sdk/provider'
import type { NanoGPTBilling } from '../options/billing.ts'
import { readCallOptions } from '../options/call-options.ts'
import { withExtraBody } from '../options/extra-body.ts'
import { prepareModel } from '../options/prepare-model.ts'
import { asList, asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'
import { limitCacheMarkers } from './cache-markers.ts'
import type { NanoGPTLanguageModelChatOptions } from './chat-options.ts'
import { chatOptionsSchema } from './chat-options-schema.ts'
import { warnOfCall } from './chat-warnings.ts'
import { checkPartOptions, underOurName } from './part-options.ts'
import { prepareExtensions } from './prepare-extensions.ts'
import { preparePrompt, simplifyContent } from './prepare-prompt.ts'
import { prepareSettings } from './prepare-settings.ts'
import { prepareTools } from './prepare-tools.ts'
import { refuseAdvisorConflicts } from './refuse-advisor-conflicts.ts'

type ChatOptions = NanoGPTLanguageModelChatOptions

/** A call as it is to be sent. */
export interface PreparedChat {
  family: 'v1' | 'subscription'
  body: JsonRecord
  headers: Record<string, string>
  warnings: SharedV4Warning[]
}

export interface PrepareChatOptions {
  modelId: string
  /** Name of the provider: a second key under which options are read. */
  providerName: string
  billing: NanoGPTBilling
  stream: boolean
  call: LanguageModelV4CallOptions
  /** Headers of the settings and of the call, in lower case. */
  sentHeaders: Readonly<Record<string, string>>
  /** The base URL is the one of the subscription. */
  isSubscriptionURL: boolean
}

/**
 * Maps a call onto a request of chat completions. Every call option is a field, or a warning.
 *
 * @throws InvalidArgumentError for unknown options and for directives that contradict each other.
 */
export function prepareChat(request: PrepareChatOptions): PreparedChat {
  const { modelId, providerName, stream, sentHeaders } = request
  const call = underOurName(request.call, providerName)
  const options = readCallOptions<ChatOptions>(chatOptionsSchema(), call, providerName)
  const billing = effectiveBilling(request, options)
  const tools = prepareTools(call)
  const prompt = preparePrompt(call.prompt, modelId)
  const markers = limitCacheMarkers([...tools.markedTools, ...prompt.markedParts])
  const extensions = prepareExtensions(options)

  const hasTools = asList(tools.fields.tools ?? options.extraBody?.tools).length > 0

  const fields = definedEntries({
    model: prepareModel(modelId, options, sentHeaders),
    messages: prompt.messages.map(simplifyContent),
    ...prepareSettings(call, options),
    ...tools.fields,
    parallel_tool_calls: hasTools ? options.parallelToolCalls : undefined,
    // An answer without usage has no price to show; it is sent only when asked for (field note A3).
    ...(stream ? { stream: true, stream_options: { include_usage: true } } : { include_usage: true }),
    billing_mode: billing === 'paygo' ? 'paygo' : undefined,
    ...extensions.fields,
  })
  const body = withExtraBody(fields, options.extraBody, ['model', 'messages', 'stream'])
  const headers = { ...extensions.headers, ...prepareCacheHeaders(options, markers.kept) }
  refuseAdvisorConflicts({ body, headers: { ...headers, ...sentHeaders }, stream, billing })

  return {
    family: billing === 'subscription' ? 'subscription' : 'v1',
    body,
    headers,
    warnings: [
      ...checkPartOptions(call),
      ...prompt.warnings,
      ...tools.warnings,
      ...warnOfCall({
        modelId,
        call,
        options,
        sentHeaders,
        isSubscription: billing === 'subscription',
        hasTools,
        markers: { sent: markers.kept.length, removed: markers.removed },
      }),
    ],
  }
}

/** A base URL of the subscription says how calls are paid. */
function effectiveBilling(
  { billing, isSubscriptionURL }: PrepareChatOptions,
  options: ChatOptions,
): NanoGPTBilling {
  const wanted = options.billingMode ?? billing
  if (!isSubscriptionURL) return wanted
  if (wanted !== 'paygo') return 'subscription'
  throw new InvalidArgumentError({
    argument: 'billing',
    message: "billing 'paygo' contradicts a baseURL of the subscription. Remove one of the two.",
  })
}

/** A cache entry that lives for an hour is behind a beta header of Claude's (API sheet §3.1). */
function prepareCacheHeaders(
  { promptCaching }: ChatOptions,
  markers: readonly JsonRecord[],
): Record<string, string> {
  const places = [promptCaching, ...markers.map(marker => marker.cache_control)]
  const wantsHour = places.some(place => asRecord(place)?.ttl === '1h')
  return wantsHour ? { 'anthropic-beta': 'extended-cache-ttl-2025-04-11' } : {}
}
