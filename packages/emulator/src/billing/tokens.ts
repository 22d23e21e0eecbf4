import { estimateTokenCount } from 'tokenx'
import type { ChatBody } from '../contract/chat-fields.ts'
import type { ContentPart, Message } from '../contract/message-fields.ts'
import { imageFacts } from '../media/image-facts.ts'

/** What surrounds a message on its way into a model. */
const tokensPerMessage = 4

/** A prompt as a sequence of pieces, in the order a model reads them; caches end between pieces. */
export interface PromptPiece {
  /** What the piece is, for comparing prompts. */
  text: string
  tokens: number
  /** The caller put a cache marker on it. */
  marked: boolean
  /** Index of the message it belongs to; −1 for tools. */
  message: number
}

/** Pictures cost by their size, sound and video by their bytes: the order of magnitude is right, not the number. */
function mediaTokens(part: ContentPart): number {
  if (part.type === 'image_url') {
    const { width, height } = imageFacts(part.image_url.url)
    return width === undefined || height === undefined ? 765 : Math.max(85, Math.ceil((width * height) / 750))
  }
  return Math.ceil(JSON.stringify(part).length / 1000) * 32
}

function partTokens(part: ContentPart): number {
  return 'text' in part && typeof part.text === 'string' ? estimateTokenCount(part.text) : mediaTokens(part)
}

function piecesOfMessage(message: Message, index: number): PromptPiece[] {
  const { role, content } = message
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : []
  const head = {
    text: `${role}:${calls.length > 0 ? JSON.stringify(calls) : ''}`,
    marked: false,
    message: index,
  }
  const pieces = [
    { ...head, tokens: tokensPerMessage + (calls.length > 0 ? estimateTokenCount(head.text) : 0) },
  ]
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : (content ?? [])
  for (const part of parts) {
    const { cache_control: marker, ...rest } = { cache_control: undefined, ...part }
    const text = JSON.stringify(rest)
    pieces.push({ text, tokens: partTokens(part), marked: marker !== undefined, message: index })
  }
  return pieces
}

/** The pieces of a whole prompt: tools first, then messages. */
export function promptPieces(body: ChatBody): PromptPiece[] {
  const tools = (body.tools ?? []).map(({ cache_control: marker, ...tool }) => {
    const text = JSON.stringify(tool)
    return { text, tokens: estimateTokenCount(text), marked: marker !== undefined, message: -1 }
  })
  const format =
    body.response_format?.type === 'json_schema' ? JSON.stringify(body.response_format.json_schema) : ''
  const schema =
    format === '' ? [] : [{ text: format, tokens: estimateTokenCount(format), marked: false, message: -1 }]
  return [...tools, ...schema, ...body.messages.flatMap(piecesOfMessage)]
}

export function promptTokens(body: ChatBody): number {
  return promptPieces(body).reduce((sum, piece) => sum + piece.tokens, 0)
}

export function countTokens(text: string): number {
  return estimateTokenCount(text)
}
