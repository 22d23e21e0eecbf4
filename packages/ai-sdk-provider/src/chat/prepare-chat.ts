import { InvalidArgumentError, type LanguageModelV4CallOptions, type SharedV4Warning } from '@ai-sdk/provider'
import { isCustomReasoning } from '@ai-sdk/provider-utils'
import { directiveClaims, parseModelId, refuseConflicts, type DirectiveClaim } from '../model-id/model-id.ts'
import { asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'
import { limitCacheMarkers, MAX_CACHE_MARKERS } from './cache-markers.ts'
import type { NanoGPTLanguageModelChatOptions } from './chat-options.ts'
import { parseChatOptions } from './parse-options.ts'
import { prepareExtensions } from './prepare-extensions.ts'
import { preparePrompt } from './prepare-prompt.ts'
import { cleanSchema, prepareTools } from './prepare-tools.ts'
import { refuseAdvisorConflicts } from './refuse-advisor-conflicts.ts'

type ChatOptions = NanoGPTLanguageModelChatOptions

/** How calls are paid, unless one says otherwise. */
export type NanoGPTBilling = 'auto' | 'subscription' | 'paygo'

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
}

/**
 * Maps a call onto a request of chat completions. Every call option is a field, or a warning.
 *
 * @throws InvalidArgumentError for unknown options and for directives that contradict each other.
 */
export function prepareChat({
  modelId,
  providerName,
  billing,
  stream,
  call,
}: PrepareChatOptions): PreparedChat {
  const options = parseChatOptions(call.providerOptions, providerName)
  const model = prepareModel(modelId, options, call)
  const prompt = preparePrompt(call.prompt, modelId)
  const tools = prepareTools(call)
  const extensions = prepareExtensions(options)
  const markers = [...tools.markedTools, ...prompt.markedParts]
  const removedMarkers = limitCacheMarkers(markers)
  const effectiveBilling = options.billingMode ?? billing

  const body = definedEntries({
    model,
    messages: prompt.messages,
    ...prepareSettings(call),
    ...prepareReasoning(call, options),
    response_format: prepareResponseFormat(call, options),
    ...tools.fields,
    // An answer without usage has no price to show; it is sent only when asked for (field note A3).
    ...(stream ? { stream: true, stream_options: { include_usage: true } } : { include_usage: true }),
    billing_mode: effectiveBilling === 'paygo' ? 'paygo' : undefined,
    ...extensions.fields,
  })
  const headers = { ...extensions.headers, ...prepareCacheHeaders(options, markers) }
  if (options.advisor) refuseAdvisorConflicts({ body, headers, stream, billing: effectiveBilling })

  return {
    family: effectiveBilling === 'subscription' ? 'subscription' : 'v1',
    body: withExtraBody(body, options.extraBody),
    headers,
    warnings: [
      ...prompt.warnings,
      ...tools.warnings,
      ...extensions.warnings,
      ...warnOfRemovedMarkers(removedMarkers),
      ...(effectiveBilling === 'subscription' ? warnOfPaidDirectives(modelId, options, markers.length) : []),
      ...warnOfResponseFormat(call),
    ],
  }
}

/** A cache entry that lives for an hour is behind a beta header of Claude's (API sheet §3.1). */
function prepareCacheHeaders(
  { promptCaching }: ChatOptions,
  markers: readonly JsonRecord[],
): Record<string, string> {
  const lifetimes = [promptCaching, ...markers.map(marker => marker.cache_control)].map(
    place => asRecord(place)?.ttl,
  )
  return lifetimes.includes('1h') ? { 'anthropic-beta': 'extended-cache-ttl-2025-04-11' } : {}
}

/** The id verbatim, with the routing preference of the options behind it: routing has no field of its own. */
function prepareModel(modelId: string, options: ChatOptions, call: LanguageModelV4CallOptions): string {
  const parsed = parseModelId(modelId)
  const saysItAlready = options.routing !== undefined && parsed.routing === options.routing
  refuseConflicts([...directiveClaims(modelId), ...optionClaims(options, call, saysItAlready)])
  return options.routing === undefined || saysItAlready ? modelId : `${modelId}:${options.routing}`
}

const said = (option: string) => `providerOptions.nanogpt.${option}`

function optionClaims(
  { routing, caching, provider }: ChatOptions,
  { headers }: LanguageModelV4CallOptions,
  isRoutingRepeated: boolean,
): DirectiveClaim[] {
  const claims: DirectiveClaim[] = []
  if (routing && !isRoutingRepeated) {
    claims.push({ kind: routing === 'tools' ? 'tools' : 'routing', said: said('routing') })
  }
  if (caching === true) claims.push({ kind: 'caching', said: said('caching') })
  if (provider !== undefined) claims.push({ kind: 'provider', said: said('provider') })
  const header = Object.keys(headers ?? {}).find(name => name.toLowerCase() === 'x-provider')
  if (header !== undefined) claims.push({ kind: 'provider', said: `the header ${header}` })
  return claims
}

function prepareSettings(call: LanguageModelV4CallOptions): JsonRecord {
  return {
    // Never invented: a default would be refused by some models and cut others short (field note A9).
    max_tokens: call.maxOutputTokens,
    temperature: call.temperature,
    top_p: call.topP,
    top_k: call.topK,
    presence_penalty: call.presencePenalty,
    frequency_penalty: call.frequencyPenalty,
    stop: call.stopSequences?.length ? call.stopSequences : undefined,
    seed: call.seed,
  }
}

/** Levels go through unchanged: which ones a model takes, its own answer says. */
function prepareReasoning(call: LanguageModelV4CallOptions, { reasoning = {} }: ChatOptions): JsonRecord {
  const effort = reasoning.effort ?? (isCustomReasoning(call.reasoning) ? call.reasoning : undefined)
  const nested = definedEntries({
    effort,
    enabled: reasoning.enabled,
    exclude: reasoning.exclude,
    max_tokens: reasoning.maxTokens,
  })
  return {
    reasoning_effort: effort,
    reasoning: Object.keys(nested).length > 0 ? nested : undefined,
  }
}

function prepareResponseFormat(
  { responseFormat }: LanguageModelV4CallOptions,
  options: ChatOptions,
): unknown {
  if (responseFormat?.type !== 'json') return undefined
  const { schema, name, description } = responseFormat
  if (schema === undefined) return { type: 'json_object' }
  return {
    type: 'json_schema',
    json_schema: definedEntries({
      name: name ?? 'response',
      description,
      strict: options.strictJsonSchema ?? true,
      schema: cleanSchema(schema),
    }),
  }
}

function warnOfResponseFormat({ responseFormat }: LanguageModelV4CallOptions): SharedV4Warning[] {
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

function warnOfRemovedMarkers(removed: number): SharedV4Warning[] {
  if (removed === 0) return []
  return [
    {
      type: 'other',
      message: `NanoGPT takes ${MAX_CACHE_MARKERS} cache markers a request: the first ${removed} of this one were removed.`,
    },
  ]
}

/** What turns a call that a subscription covers into a paid one (field note A7). */
function warnOfPaidDirectives(modelId: string, options: ChatOptions, markers: number): SharedV4Warning[] {
  const { provider, routing, promptCaching } = options
  const paid = [
    provider !== undefined && 'an explicit provider',
    (routing ?? parseModelId(modelId).routing) !== undefined && 'a routing preference',
    (markers > 0 || (promptCaching !== undefined && promptCaching !== false)) && 'explicit cache control',
  ].filter(directive => directive !== false)
  return paid.map(directive => ({
    type: 'other',
    message: `The call is charged to the balance although billing is 'subscription': it has ${directive}.`,
  }))
}

const PROTECTED_FIELDS = ['model', 'messages', 'stream'] as const

function withExtraBody(body: JsonRecord, extraBody: ChatOptions['extraBody']): JsonRecord {
  const replaced = PROTECTED_FIELDS.find(field => extraBody !== undefined && field in extraBody)
  if (replaced !== undefined) {
    throw new InvalidArgumentError({
      argument: 'providerOptions',
      message: `providerOptions.nanogpt.extraBody must not contain '${replaced}': the call itself says what it is.`,
    })
  }
  return { ...body, ...extraBody }
}
