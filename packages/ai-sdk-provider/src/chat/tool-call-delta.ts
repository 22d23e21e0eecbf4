import { asFilledText, asNumber, asRecord, asText, type JsonRecord } from '../wire/json.ts'

/** A piece of a tool call as it was read off the wire. */
export interface ToolCallDelta {
  wireId: string | undefined
  index: number | undefined
  name: string | undefined
  fragment: string
  extraContent: JsonRecord | undefined
}

/** Reads a piece in whatever form it has; what cannot be one is `undefined`. */
export function readDelta(toolCall: unknown): ToolCallDelta | undefined {
  const record = asRecord(toolCall)
  if (record === undefined) return undefined
  const inner = asRecord(record.function) ?? record
  return {
    wireId: readId(record.id),
    index: asNumber(record.index),
    name: asFilledText(inner.name),
    fragment: readArguments(inner),
    extraContent: asRecord(record.extra_content),
  }
}

function readId(id: unknown): string | undefined {
  const text = asFilledText(id)
  return text === 'null' || text === 'undefined' ? undefined : text
}

/** Some upstreams send the arguments as an object instead of its text. */
function readArguments(inner: JsonRecord): string {
  const { arguments: given } = inner
  return asText(given) ?? (typeof given === 'object' && given !== null ? JSON.stringify(given) : '')
}

/** It names nothing, and brings nothing. */
export function isEmptyDelta({ wireId, name, fragment }: ToolCallDelta): boolean {
  return wireId === undefined && name === undefined && fragment.trim() === ''
}
