import type { LanguageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider'
import { isCustomReasoning } from '@ai-sdk/provider-utils'
import { expectsSubscription, type NanoGPTBilling } from '../options/billing.ts'
import { readCallOptions } from '../options/call-options.ts'
import { withExtraBody } from '../options/extra-body.ts'
import { moderationHeaders } from '../options/moderation.ts'
import { prepareModel } from '../options/prepare-model.ts'
import { prepareProviderRouting } from '../options/provider-routing.ts'
import { prepareCallSettings, prepareSampling } from '../options/sampling.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import { completionOptionsSchema, type NanoGPTLanguageModelCompletionOptions } from './completion-options.ts'
import { prepareTranscript, type Transcript } from './prepare-transcript.ts'

/** A call as it is to be sent. */
export interface PreparedCompletion {
  body: JsonRecord
  headers: Record<string, string>
  warnings: SharedV4Warning[]
}

export interface PrepareCompletionOptions {
  modelId: string
  /** Name of the provider: a second key under which options are read. */
  providerName: string
  billing: NanoGPTBilling
  /** The caller expects the subscription to pay, which promises that for chat alone. */
  isSubscription: boolean
  stream: boolean
  call: LanguageModelV4CallOptions
  /** Headers of the settings and of the call, in lower case. */
  sentHeaders: Readonly<Record<string, string>>
}

/**
 * Maps a call onto a request of completions.
 *
 * @throws InvalidArgumentError for unknown options and for directives that contradict each other.
 * @throws UnsupportedFunctionalityError for a prompt that is more than text.
 */
export function prepareCompletion(request: PrepareCompletionOptions): PreparedCompletion {
  const { modelId, stream, call, sentHeaders } = request
  const options = readCallOptions<NanoGPTLanguageModelCompletionOptions>(
    completionOptionsSchema(),
    call,
    request.providerName,
  )
  const { extraBody, billingMode = request.billing, redaction, moderation } = options
  const transcript = prepareTranscript(call.prompt)
  const settings = prepareCallSettings(call)
  const fields = definedEntries({
    model: prepareModel(modelId, options, sentHeaders),
    prompt: transcript.prompt,
    suffix: options.suffix,
    ...settings,
    stop: transcript.stop === undefined ? settings.stop : [...(call.stopSequences ?? []), transcript.stop],
    ...prepareSampling(options),
    user: options.user,
    provider: prepareProviderRouting(options.provider),
    // An answer without usage has no price to show; it is sent only when asked for (field note A3).
    ...(stream ? { stream: true, stream_options: { include_usage: true } } : { include_usage: true }),
    billing_mode: billingMode === 'paygo' ? 'paygo' : undefined,
  })
  const isSubscription = expectsSubscription(options.billingMode, request.isSubscription)
  return {
    body: withExtraBody(fields, extraBody, ['model', 'prompt', 'stream']),
    headers: {
      ...(redaction !== undefined && { redaction: String(redaction) }),
      ...moderationHeaders(moderation),
    },
    warnings: [...(isSubscription ? [NO_PROMISE] : []), ...warnOfNoEffect(call, transcript)],
  }
}

// The endpoints of the subscription are chat and models only (API sheet §1.2).
const NO_PROMISE: SharedV4Warning = {
  type: 'other',
  message:
    "The call may be charged to the balance although billing is 'subscription': that has no endpoint of completions, so the general one was asked.",
}

function warnOfNoEffect(call: LanguageModelV4CallOptions, transcript: Transcript): SharedV4Warning[] {
  const { tools, toolChoice, responseFormat, reasoning } = call
  const unsupported = Object.entries({
    tools: tools !== undefined && tools.length > 0,
    // The SDK says `auto` with every call; to call none is all that a completion can.
    toolChoice: toolChoice?.type === 'required' || toolChoice?.type === 'tool',
    responseFormat: responseFormat?.type === 'json',
    reasoning: isCustomReasoning(reasoning),
  }).filter(([, isSet]) => isSet)

  const others = [
    transcript.droppedReasoning &&
      'Reasoning of earlier turns was left out: a completion has no place for it.',
    hasPartOptions(call) && 'providerOptions.nanogpt of messages and parts have no effect on a completion.',
  ].filter(message => message !== false)
  return [
    ...unsupported.map(([feature]) => ({
      type: 'unsupported' as const,
      feature,
      details: 'Completions have text only. Use a chat model: nanogpt(modelId).',
    })),
    ...others.map(message => ({ type: 'other' as const, message })),
  ]
}

function hasPartOptions({ prompt }: LanguageModelV4CallOptions): boolean {
  return prompt.some(({ content, providerOptions }) => {
    const parts = typeof content === 'string' ? [] : content
    return [{ providerOptions }, ...parts].some(place => place.providerOptions?.nanogpt !== undefined)
  })
}
