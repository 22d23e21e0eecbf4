import {
  InvalidArgumentError,
  type LanguageModelV4Message,
  type LanguageModelV4Prompt,
  type SharedV4Warning,
} from '@ai-sdk/provider'
import { asText, type JsonRecord } from '../wire/json.ts'
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
 * Turns a prompt into messages. Files that tools or the model produced follow as a user message, since
 * the content of both is text on the wire.
 *
 * @throws InvalidArgumentError for an effort that has a text, or follows another one.
 */
export function preparePrompt(prompt: LanguageModelV4Prompt, modelId: string): PreparedPrompt {
  const state = new PromptState(modelId)
  for (const message of prompt) prepareMessage(message, state)
  state.flushFiles()
  state.warnOfLostMarkers(prompt)
  return { messages: state.messages, markedParts: state.markedParts, warnings: state.warnings }
}

/** Content becomes what every gateway accepts: a string, unless a marker or a file needs a list of parts. */
export function simplifyContent(message: JsonRecord): JsonRecord {
  const { role, content } = message
  if (!Array.isArray(content)) return message
  const parts: readonly JsonRecord[] = content
  const isPlain = parts.every(part => part.type === 'text' && part.cache_control === undefined)
  return isPlain && (parts.length <= 1 || role === 'assistant')
    ? { ...message, content: parts.map(part => part.text).join('') }
    : message
}

function prepareMessage(message: LanguageModelV4Message, state: PromptState): void {
  if (message.role !== 'tool') state.flushFiles()
  switch (message.role) {
    case 'system':
      prepareSystemMessage(message, state)
      break
    case 'user':
      prepareUserMessage(message, state)
      break
    case 'assistant':
      prepareAssistantMessage(message, state)
      break
    case 'tool':
      for (const part of message.content) {
        // What an approval decided stands in the result that follows it.
        if (part.type === 'tool-result') prepareToolResult(part, state)
      }
      break
  }
}

type SystemMessage = Extract<LanguageModelV4Message, { role: 'system' }>

function prepareSystemMessage({ content, providerOptions }: SystemMessage, state: PromptState): void {
  const effort = asText(providerOptions?.nanogpt?.reasoningEffort)
  if (effort !== undefined) return changeEffort(effort, content, state)
  const part = state.mark(prepareTextPart({ text: content }), providerOptions)
  state.messages.push({ role: 'system', content: [part] })
}

/** Another effort inside the conversation (newer API sheet §2.1). */
function changeEffort(effort: string, content: string, { messages }: PromptState): void {
  if (content !== '') throw misplacedEffort('stands alone: the text of its system message must be empty')
  if (messages.at(-1)?.configuration_update !== undefined) {
    throw misplacedEffort('must not follow another one: leave one of the two out')
  }
  messages.push({ role: 'system', content, configuration_update: { reasoning: { effort } } })
}

function misplacedEffort(problem: string): InvalidArgumentError {
  const message = `providerOptions.nanogpt.reasoningEffort of a message ${problem}.`
  return new InvalidArgumentError({ argument: 'prompt', message })
}

type UserMessage = Extract<LanguageModelV4Message, { role: 'user' }>

function prepareUserMessage({ content, providerOptions }: UserMessage, state: PromptState): void {
  // Upstreams refuse blank text, with a marker above all.
  const parts = content.filter(part => part.type !== 'text' || part.text !== '')
  const lastText = parts.findLastIndex(part => part.type === 'text')
  // A marker of the whole message ends its last text (field note A4), or its last part.
  const marked = lastText === -1 ? parts.length - 1 : lastText
  const prepared = parts.map((part, index) =>
    state.mark(
      part.type === 'text' ? prepareTextPart(part) : prepareFilePart(part),
      part.providerOptions,
      ...(index === marked ? [providerOptions] : []),
    ),
  )
  state.messages.push({ role: 'user', content: prepared })
}
