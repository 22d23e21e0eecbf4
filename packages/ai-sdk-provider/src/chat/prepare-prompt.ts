import type { LanguageModelV4Message, LanguageModelV4Prompt, SharedV4Warning } from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'
import { cacheMarkerOf } from './cache-markers.ts'
import { prepareAssistantMessage } from './prepare-assistant-message.ts'
import { prepareFilePart, prepareTextPart } from './prepare-content-part.ts'
import { prepareToolResult } from './prepare-tool-result.ts'
import { PromptState } from './prompt-state.ts'

/** A prompt on the wire. */
export interface PreparedPrompt {
  messages: JsonRecord[]
  /** Parts that carry a `cache_control`, in the order of the prompt. */
  markedParts: JsonRecord[]
  warnings: SharedV4Warning[]
}

/**
 * Turns a prompt into messages.
 *
 * System text stays a string unless it carries a cache marker. Files that tools or the model produced
 * follow as a user message, since the content of both is text on the wire.
 */
export function preparePrompt(prompt: LanguageModelV4Prompt, modelId: string): PreparedPrompt {
  const state = new PromptState(modelId)
  for (const message of prompt) prepareMessage(message, state)
  state.flushFiles()
  return { messages: state.messages, markedParts: state.markedParts, warnings: state.warnings }
}

function prepareMessage(message: LanguageModelV4Message, state: PromptState): void {
  if (message.role !== 'tool') state.flushFiles()
  switch (message.role) {
    case 'system':
      return prepareSystemMessage(message, state)
    case 'user':
      return prepareUserMessage(message, state)
    case 'assistant':
      return prepareAssistantMessage(message, state)
    case 'tool':
      return prepareToolMessage(message, state)
  }
}

type MessageOf<Role extends LanguageModelV4Message['role']> = Extract<LanguageModelV4Message, { role: Role }>

function prepareSystemMessage(message: MessageOf<'system'>, state: PromptState): void {
  const marker = cacheMarkerOf(message.providerOptions)
  const content = marker ? [state.mark(prepareTextPart({ text: message.content }), marker)] : message.content
  state.messages.push({ role: 'system', content })
}

function prepareUserMessage(message: MessageOf<'user'>, state: PromptState): void {
  const lastText = message.content.findLastIndex(part => part.type === 'text')
  const content = message.content.map((part, index) => {
    // A marker of the whole message ends its last text (field note A4).
    const isMarkedByMessage = index === lastText || (lastText === -1 && index === message.content.length - 1)
    const marker =
      cacheMarkerOf(part.providerOptions) ??
      (isMarkedByMessage ? cacheMarkerOf(message.providerOptions) : undefined)
    return state.mark(part.type === 'text' ? prepareTextPart(part) : prepareFilePart(part), marker)
  })
  const [only] = content
  const isPlainText = content.length === 1 && only?.type === 'text' && only.cache_control === undefined
  state.messages.push({ role: 'user', content: isPlainText ? only.text : content })
}

function prepareToolMessage(message: MessageOf<'tool'>, state: PromptState): void {
  for (const part of message.content) {
    // What an approval decided stands in the result that follows it.
    if (part.type !== 'tool-result') continue
    prepareToolResult(part, state)
    if (cacheMarkerOf(part.providerOptions)) warnOfToolMarker(state)
  }
  if (cacheMarkerOf(message.providerOptions)) warnOfToolMarker(state)
}

function warnOfToolMarker(state: PromptState): void {
  state.warn('A cache marker on a tool result has no place on the wire; put it on a text part before it.')
}
