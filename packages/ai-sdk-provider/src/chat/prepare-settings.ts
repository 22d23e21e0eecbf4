import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { isCustomReasoning } from '@ai-sdk/provider-utils'
import { prepareCallSettings } from '../options/sampling.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTLanguageModelChatOptions } from './chat-options.ts'
import { cleanSchema } from './prepare-tools.ts'

type ChatOptions = NanoGPTLanguageModelChatOptions

/** The settings that every language model of the SDK has, on the wire. */
export function prepareSettings(call: LanguageModelV4CallOptions, options: ChatOptions): JsonRecord {
  return {
    ...prepareCallSettings(call),
    ...prepareReasoning(call, options),
    response_format: prepareResponseFormat(call, options),
  }
}

/** Levels go through unchanged: which ones a model takes, its own answer says. */
function prepareReasoning(call: LanguageModelV4CallOptions, { reasoning = {} }: ChatOptions): JsonRecord {
  const effort = reasoning.effort ?? (overridesEffort(call, reasoning) ? undefined : effortOf(call))
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

function effortOf({ reasoning }: LanguageModelV4CallOptions): string | undefined {
  return isCustomReasoning(reasoning) ? reasoning : undefined
}

/** A switch or a budget of the provider's options wins over the level of the call: both would contradict. */
function overridesEffort(
  call: LanguageModelV4CallOptions,
  { enabled, maxTokens }: NonNullable<ChatOptions['reasoning']>,
): boolean {
  if (maxTokens !== undefined) return true
  return enabled !== undefined && enabled === (effortOf(call) === 'none')
}

function prepareResponseFormat(
  { responseFormat }: LanguageModelV4CallOptions,
  { strictJsonSchema = true }: ChatOptions,
): JsonRecord | undefined {
  if (responseFormat?.type !== 'json') return undefined
  const { schema, name, description } = responseFormat
  if (schema === undefined) return { type: 'json_object' }
  return {
    type: 'json_schema',
    json_schema: definedEntries({
      name: name ?? 'response',
      description,
      strict: strictJsonSchema,
      schema: cleanSchema(schema),
    }),
  }
}
