import type { LanguageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider'
import { parseModelId } from '../model-id/model-id.ts'
import { asRecord, asText } from '../wire/json.ts'
import { MAX_CACHE_MARKERS } from './cache-markers.ts'
import type { NanoGPTLanguageModelChatOptions } from './chat-options.ts'

type ChatOptions = NanoGPTLanguageModelChatOptions

/** What warnings of a call are made from. */
export interface WarnedCall {
  modelId: string
  call: LanguageModelV4CallOptions
  options: ChatOptions
  /** Headers of the settings and of the call, in lower case. */
  sentHeaders: Readonly<Record<string, string>>
  isSubscription: boolean
  hasTools: boolean
  markers: { sent: number; removed: number }
}

/** Says which settings have no effect, and which cost money that the user did not mean to spend. */
export function warnOfCall(warned: WarnedCall): SharedV4Warning[] {
  const messages = [
    ...warnOfSurplusMarkers(warned),
    ...NO_EFFECTS.filter(({ applies }) => applies(warned)).map(({ message }) => message),
    ...(warned.isSubscription ? warnOfCharges(warned) : []),
  ]
  return [...warnOfResponseFormat(warned), ...messages.map(message => ({ type: 'other' as const, message }))]
}

function warnOfSurplusMarkers({ markers: { removed } }: WarnedCall): string[] {
  if (removed === 0) return []
  return [
    `NanoGPT takes ${MAX_CACHE_MARKERS} cache markers in a request; surplus ones left out, from the first on: ${removed}.`,
  ]
}

const SHORTEST_CONTEXT = 10_000

// Settings that the server ignores, or that were left out.
const NO_EFFECTS: readonly { applies: (warned: WarnedCall) => boolean; message: string }[] = [
  {
    applies: ({ modelId, options: { stickyProvider, caching, extraBody = {} } }) =>
      stickyProvider === true && ![caching, extraBody.caching, parseModelId(modelId).caching].includes(true),
    message: 'providerOptions.nanogpt.stickyProvider has no effect without caching.',
  },
  {
    applies: ({ modelId, options: { webSearch } }) =>
      isOff(webSearch) && parseModelId(modelId).webSearch !== undefined,
    message: 'providerOptions.nanogpt.webSearch does not cancel the :online suffix of the model id.',
  },
  {
    applies: ({ modelId, options: { redaction } }) =>
      redaction === false && parseModelId(modelId).redaction === true,
    message: 'providerOptions.nanogpt.redaction does not cancel the redaction suffix of the model id.',
  },
  {
    applies: ({ hasTools, options: { parallelToolCalls } }) => parallelToolCalls !== undefined && !hasTools,
    message: 'providerOptions.nanogpt.parallelToolCalls was left out: the call has no tools.',
  },
  {
    applies: ({ call: { responseFormat }, options: { strictJsonSchema } }) =>
      strictJsonSchema === false && !(responseFormat?.type === 'json' && responseFormat.schema),
    message: 'providerOptions.nanogpt.strictJsonSchema has no effect without a schema.',
  },
  {
    applies: ({ options: { memory } }) =>
      typeof memory === 'object' && (memory.contextLimit ?? SHORTEST_CONTEXT) < SHORTEST_CONTEXT,
    message: `NanoGPT raises providerOptions.nanogpt.memory.contextLimit to ${SHORTEST_CONTEXT} tokens.`,
  },
]

/** What turns a call that a subscription covers into a paid one (field note A7). */
function warnOfCharges({ modelId, options, sentHeaders, markers }: WarnedCall): string[] {
  const { extraBody = {}, byok, routing, promptCaching } = options
  const paymode = asText(extraBody.billing_mode) ?? sentHeaders['x-billing-mode'] ?? ''
  const reasons = [
    isExplicitProvider(options.provider ?? extraBody.provider) && 'an explicit provider',
    sentHeaders['x-provider'] !== undefined && 'the header X-Provider',
    (routing ?? parseModelId(modelId).routing) !== undefined && 'a routing preference',
    (markers.sent > 0 || isOn(promptCaching)) && 'explicit cache control',
    (isOn(byok) || sentHeaders['x-use-byok'] === 'true') && 'a key of an upstream provider (byok)',
    /^pa(?:y|id)/i.test(paymode) && 'a billing mode that says so',
  ]
  return reasons
    .filter(reason => reason !== false)
    .map(reason => `The call is charged to the balance although billing is 'subscription': it has ${reason}.`)
}

/** `allowFallbacks` and `requireParameters` alone choose nobody; `sort: 'auto'` and its like suppress a choice. */
function isExplicitProvider(provider: unknown): boolean {
  if (typeof provider === 'string') return true
  const {
    sort,
    allowFallbacks: _fallbacks,
    requireParameters: _parameters,
    ...rules
  } = asRecord(provider) ?? {}
  const isSorted = sort !== undefined && !['auto', 'none', 'default'].includes(String(sort))
  return isSorted || Object.keys(rules).length > 0
}

function isOn(option: unknown): boolean {
  return option !== undefined && !isOff(option)
}

function isOff(option: unknown): boolean {
  return option === false || asRecord(option)?.enabled === false
}

function warnOfResponseFormat({ call: { responseFormat } }: WarnedCall): SharedV4Warning[] {
  if (responseFormat?.type !== 'json' || responseFormat.schema !== undefined) return []
  if (responseFormat.name === undefined && responseFormat.description === undefined) return []
  return [
    {
      type: 'unsupported',
      feature: 'responseFormat.name and .description without a schema',
      details: 'Only a schema has a name and a description on the wire.',
    },
  ]
}
