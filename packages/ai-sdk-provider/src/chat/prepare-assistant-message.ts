import {
  UnsupportedFunctionalityError,
  type LanguageModelV4Message,
  type LanguageModelV4ToolCallPart,
} from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'
import { asRecord, parseJson } from '../wire/json.ts'
import { prepareFilePart, prepareTextPart } from './prepare-content-part.ts'
import { prepareToolResult } from './prepare-tool-result.ts'
import type { PromptState } from './prompt-state.ts'
import { replayableExtraContent, replayableReasoning } from './replay-reasoning.ts'

type AssistantMessage = Extract<LanguageModelV4Message, { role: 'assistant' }>
type AssistantPart = AssistantMessage['content'][number]

/** Turns what the model said before into an assistant message: text, reasoning, tool calls. */
export function prepareAssistantMessage(message: AssistantMessage, state: PromptState): void {
  const textParts = message.content.filter(part => part.type === 'text').filter(part => part.text !== '')
  const toolCalls = message.content.filter(part => part.type === 'tool-call')
  const toolResults = message.content.filter(part => part.type === 'tool-result')

  const prepared = textParts.map((part, index) =>
    state.mark(
      prepareTextPart(part),
      part.providerOptions,
      ...(index === textParts.length - 1 ? [message.providerOptions] : []),
    ),
  )

  state.messages.push({
    role: 'assistant',
    content: assistantContent(prepared, toolCalls.length > 0),
    ...replayableReasoning(message.content, state),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(part => prepareToolCall(part, state)) }),
  })
  // Results of tools that another provider executed stand in its own message; here they follow it.
  for (const result of toolResults) prepareToolResult(result, state)
  for (const part of message.content) carryOther(part, state)
}

/** Nothing beside tool calls is null: the documented form (API sheet §5.3). */
function assistantContent(textParts: JsonRecord[], hasToolCalls: boolean): unknown {
  return textParts.length === 0 && hasToolCalls ? null : textParts
}

function prepareToolCall(part: LanguageModelV4ToolCallPart, state: PromptState): JsonRecord {
  const { toolCallId, toolName, input } = part
  return {
    id: toolCallId,
    type: 'function',
    function: { name: toolName, arguments: toolArguments(input) },
    ...replayableExtraContent(part, state),
  }
}

/** Gateways refuse arguments that are no JSON object, so a malformed call is sent as what it was, wrapped. */
function toolArguments(input: unknown): string {
  if (input === undefined || input === null || input === '') return '{}'
  if (asRecord(input)) return JSON.stringify(input)
  return typeof input === 'string' && asRecord(parseJson(input)) ? input : JSON.stringify({ input })
}

function carryOther(part: AssistantPart, state: PromptState): void {
  if (part.type === 'file') {
    carryFile(part, state)
  } else if (part.type === 'reasoning-file' || part.type === 'custom') {
    state.warn(`A ${part.type} part of an assistant message cannot be sent and was left out.`)
  }
}

/** The SDK downloads no files of an assistant: one that cannot go as it is would end the conversation. */
function carryFile(part: Extract<AssistantPart, { type: 'file' }>, state: PromptState): void {
  try {
    state.carryFile(prepareFilePart(part), 'A file that the assistant produced:')
  } catch (error) {
    if (!UnsupportedFunctionalityError.isInstance(error)) throw error
    state.warn(`A file of an assistant message (${part.mediaType}) was left out: ${error.message}`)
  }
}
