import type { JSONArray, LanguageModelV4Message } from '@ai-sdk/provider'
import { modelFamily } from '../model-id/model-family.ts'
import { asList, asRecord, asText, type JsonRecord } from '../wire/json.ts'
import type { PromptState } from './prompt-state.ts'

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]

/** What this provider keeps on a part, so that the next request can give the reasoning back. */
export type ReasoningReplay = {
  /** The model that reasoned, without suffixes that say nothing about it. */
  reasoningModel: string
  /** `reasoning_details` as they came: signatures, encrypted thoughts. */
  reasoningDetails?: JSONArray
}

/**
 * The reasoning of an assistant message as the API takes it back: text, and details untouched.
 * Signatures of one family are errors to another, so foreign reasoning stays out, with a warning.
 */
export function replayableReasoning(parts: readonly AssistantPart[], state: PromptState): JsonRecord {
  const family = modelFamily(state.modelId)
  const texts: string[] = []
  const details: unknown[] = []

  for (const part of parts) {
    if (part.type !== 'reasoning' && part.type !== 'tool-call') continue
    const replay = asRecord(part.providerOptions?.nanogpt)
    const origin = asText(replay?.reasoningModel)
    if (origin !== undefined && modelFamily(origin) === family) {
      if (part.type === 'reasoning') texts.push(part.text)
      details.push(...asList(replay?.reasoningDetails))
    } else if (part.type === 'reasoning') {
      state.warn('Reasoning of another model family or provider was left out of the history.')
    }
  }
  const reasoning = texts.join('')
  return {
    ...(reasoning !== '' && { reasoning }),
    ...(details.length > 0 && { reasoning_details: details }),
  }
}
