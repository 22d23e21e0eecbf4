import type {
  FilePart,
  ImagePart,
  ModelMessage,
  ToolResultOutput,
  ToolResultPart,
} from '@ai-sdk/provider-utils'
import { outputFile, type KeptFile } from './output-file.ts'

/** A message as Context Memory takes it: it ignores tool calls, so that everything is text (API sheet §19). */
export interface WrittenMessage {
  role: 'user' | 'assistant' | 'tool'
  content: string
}

/** A conversation in words, and the files that no words can hold. */
export interface WrittenConversation {
  messages: WrittenMessage[]
  files: KeptFile[]
}

type Part = Exclude<Exclude<ModelMessage, { role: 'system' }>['content'], string>[number]
type ContentItem = Extract<ToolResultOutput, { type: 'content' }>['value'][number]

/** Writes messages down. Reasoning is left out, as it is from the next turn of most models; nothing else is. */
export function writeConversation(messages: readonly ModelMessage[]): WrittenConversation {
  const files: KeptFile[] = []
  const written = messages.flatMap(message => {
    if (message.role === 'system') return []
    const { role, content } = message
    const parts = typeof content === 'string' ? [content] : content.map(part => writePart(part, files))
    const text = parts.filter(words => words !== undefined && words !== '').join('\n')
    return text === '' ? [] : [{ role, content: text }]
  })
  return { messages: written, files }
}

function writePart(part: Part, files: KeptFile[]): string | undefined {
  switch (part.type) {
    case 'text':
      return part.text
    case 'reasoning':
    case 'tool-approval-request':
      return undefined
    case 'tool-approval-response':
      return writeApproval(part)
    case 'tool-call':
      return `[Called the tool ${part.toolName} with ${JSON.stringify(part.input)}]`
    case 'tool-result':
      return `[The tool ${part.toolName} answered] ${writeOutput(part, files)}`
    case 'custom':
      return `[A part of the kind ${part.kind}]`
    case 'image':
      return keep(part, part.mediaType ?? 'image', files)
    case 'reasoning-file':
      return keep({ ...part, type: 'file' }, part.mediaType, files)
    case 'file':
      return writeFile(part, files)
  }
}

function writeApproval({ approved, reason }: { approved: boolean; reason?: string }): string {
  return `[The user ${approved ? 'approved' : 'denied'} the call${reason === undefined ? '' : `: ${reason}`}]`
}

function writeOutput({ output }: ToolResultPart, files: KeptFile[]): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value
    case 'json':
    case 'error-json':
      return JSON.stringify(output.value)
    case 'execution-denied':
      return `The call was denied${output.reason === undefined ? '.' : `: ${output.reason}`}`
    case 'content':
      return output.value.map(item => writeItem(item, files)).join('\n')
  }
}

function writeItem(item: ContentItem, files: KeptFile[]): string {
  if (item.type === 'text') return item.text
  const file = outputFile(item)
  return file === undefined ? `[A part of the kind ${item.type}]` : writeFile(file, files)
}

/** A file of text is text; of any other the name stays, and the file is kept apart. */
function writeFile(part: FilePart, files: KeptFile[]): string {
  const { data, filename } = part
  const isText = typeof data === 'object' && 'type' in data && data.type === 'text' && 'text' in data
  if (!isText) return keep(part, part.mediaType, files)
  return `[File${filename === undefined ? '' : ` ${filename}`}]\n${String(data.text)}`
}

function keep(part: FilePart | ImagePart, mediaType: string, files: KeptFile[]): string {
  const name = 'filename' in part && part.filename !== undefined ? `${part.filename}, ` : ''
  const label = `File ${files.length + 1}: ${name}${mediaType}`
  files.push({ label, part })
  return `[${label}]`
}
