import type { LanguageModelV4ToolResultPart } from '@ai-sdk/provider'
import { getTopLevelMediaType } from '@ai-sdk/provider-utils'
import { prepareFilePart, type FilePart } from './prepare-content-part.ts'
import type { PromptState } from './prompt-state.ts'

type ToolOutput = LanguageModelV4ToolResultPart['output']
type ContentItem = Extract<ToolOutput, { type: 'content' }>['value'][number]

/** Turns a tool's result into a tool message. Its content is text on the wire; files follow as a user message. */
export function prepareToolResult(part: LanguageModelV4ToolResultPart, state: PromptState): void {
  state.messages.push({
    role: 'tool',
    tool_call_id: part.toolCallId,
    content: outputText(part, state),
  })
}

function outputText(part: LanguageModelV4ToolResultPart, state: PromptState): string {
  const { output } = part
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value
    case 'json':
    case 'error-json':
      return JSON.stringify(output.value)
    case 'execution-denied':
      return output.reason ?? 'The user denied the execution of this tool.'
    case 'content':
      return output.value
        .map(item => itemText(item, part, state))
        .filter(text => text !== '')
        .join('\n')
  }
}

function itemText(item: ContentItem, part: LanguageModelV4ToolResultPart, state: PromptState): string {
  if (item.type === 'text') return item.text
  if (item.type === 'custom') {
    state.warn(`A custom part in the result of the tool '${part.toolName}' cannot be sent and was left out.`)
    return ''
  }
  return fileText(item, part, state)
}

function fileText(file: FilePart, part: LanguageModelV4ToolResultPart, state: PromptState): string {
  const prepared = prepareFilePart(file)
  if (prepared.type === 'text') return String(prepared.text)
  const kind = getTopLevelMediaType(file.mediaType)
  const name = file.filename === undefined ? kind : `${kind} ${file.filename}`
  state.carryFile(prepared, `Result of the tool '${part.toolName}' (${part.toolCallId}): ${name}`)
  return `[${name}: in the next message]`
}
