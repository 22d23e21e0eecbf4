import type { ChatBody } from '../contract/chat-fields.ts'
import type { Conversation } from './conversation.ts'
import { fillSchema, type RequestSchema } from './fill-schema.ts'
import { readOffer } from './offer.ts'

/** The end of a JSON object that begins at `start`, quotation marks and escapes considered. */
function objectEnd(text: string, start: number): number {
  let depth = 0
  for (const match of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (match[0] === '{') depth += 1
    if (match[0] === '}') depth -= 1
    if (depth === 0) return start + match.index + 1
  }
  return -1
}

/** Where a model knows no schemas, clients write theirs into the prompt: “JSON schema: {…}”. */
function schemaInText(text: string): RequestSchema | undefined {
  const heading = text.search(/json[\s-]?schema/i)
  const start = heading < 0 ? -1 : text.indexOf('{', heading)
  const end = start < 0 ? -1 : objectEnd(text, start)
  if (end < 0) return undefined
  try {
    return JSON.parse(text.slice(start, end)) as RequestSchema
  } catch {
    return undefined
  }
}

/** The JSON text that `response_format` asks for; `undefined` where it asks for none. */
export function makeObject(body: ChatBody, conversation: Conversation, seed: number): string | undefined {
  const format = body.response_format
  if (format?.type !== 'json_object' && format?.type !== 'json_schema') return undefined
  const { question, instructions } = conversation
  const schema =
    format.type === 'json_schema' ? format.json_schema.schema : schemaInText(`${instructions}\n${question}`)
  const offer = readOffer(conversation)
  const value =
    schema === undefined ? { question, keywords: offer.keywords } : fillSchema(schema, offer, seed)
  return JSON.stringify(value)
}
