import type { LanguageModelV4Message } from '@ai-sdk/provider'
import { modelFamily } from '../model-id/model-family.ts'
import { asList, asRecord, asText, type JsonRecord } from '../wire/json.ts'
import type { PromptState } from './prompt-state.ts'

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]

/** What this provider kept on a part of an answer by a model of the same family, to be given back. */
function replayOf(part: AssistantPart, { family }: PromptState): JsonRecord | undefined {
  const kept = asRecord(part.providerOptions?.nanogpt)
  const origin = asText(kept?.reasoningModel)
  return origin !== undefined && modelFamily(origin) === family ? kept : undefined
}

/**
 * The reasoning of an assistant message as the API takes it back: text, and details untouched.
 * Signatures of one family are errors to another, so foreign reasoning stays out, with a warning.
 */
export function replayableReasoning(parts: readonly AssistantPart[], state: PromptState): JsonRecord {
  const texts: string[] = []
  const details: unknown[] = []

  for (const part of parts) {
    if (part.type !== 'reasoning' && part.type !== 'tool-call') continue
    const replay = replayOf(part, state)
    if (replay) {
      if (part.type === 'reasoning') texts.push(part.text)
      details.push(...asList(replay.reasoningDetails))
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

/** The signature that Gemini wants back with a tool call of its own. */
export function replayableExtraContent(part: AssistantPart, state: PromptState): JsonRecord {
  const extraContent = asRecord(replayOf(part, state)?.extraContent)
  return extraContent ? { extra_content: extraContent } : {}
}
