import { asRecord, parseJson, type JsonRecord } from '../../wire/json.ts'
import { isTyped, matchesSchema, propertySchema } from './matches-schema.ts'

/** An argument as it stood between its tags. */
export interface WrittenArgument {
  text: string
  /** What the model says it is; mostly it says nothing. */
  form?: 'text' | 'json'
}

/**
 * The input of a tool, as JSON text.
 *
 * @param input what was written: an object, or arguments that have no types yet. Those become what the schema
 *   wants: a text where it takes one, else the number, boolean, null or JSON that the text spells.
 * @returns `undefined` where the schema is not satisfied.
 */
export function toolInput(
  input: JsonRecord | ReadonlyMap<string, WrittenArgument>,
  schema: unknown,
): string | undefined {
  const record = input instanceof Map ? typeArguments(input, schema) : input
  if (record === undefined || !matchesSchema(record, schema)) return undefined
  const text = JSON.stringify(record)
  // Keys that could reach a prototype are refused, as everywhere.
  return parseJson(text) === undefined ? undefined : text
}

/** Arguments as JSON formats write them: an object, its text, or nothing for a tool without any. */
export function asArguments(value: unknown): JsonRecord | undefined {
  if (value === undefined || value === null || value === '') return {}
  return asRecord(typeof value === 'string' ? parseJson(value) : value)
}

function typeArguments(
  written: ReadonlyMap<string, WrittenArgument>,
  schema: unknown,
): JsonRecord | undefined {
  const record: [string, unknown][] = []
  for (const [key, argument] of written) {
    const property = propertySchema(schema, key)
    const value = readings(argument, property).find(
      reading => reading !== undefined && matchesSchema(reading, withDefinitions(property, schema)),
    )
    if (value === undefined) return undefined
    record.push([key, value])
  }
  return Object.fromEntries(record)
}

/** What an argument may mean, the likeliest first. The schema decides. */
function readings({ text, form }: WrittenArgument, property: unknown): unknown[] {
  const trimmed = text.trim()
  const json = parseJson(trimmed)
  if (form === 'json') return [json]
  // A text that may also be null: nobody passes the word.
  if (json === null && form === undefined) return [json, text]
  if (form === undefined && !isTyped(property)) return [json, text]
  // Python writes its booleans with capitals, and so do models.
  return [
    text,
    json,
    /^(?:true|false)$/i.test(trimmed) ? trimmed.toLowerCase() === 'true' : undefined,
    trimmed,
  ]
}

/** The schema of a property, with what it may refer to. */
function withDefinitions(property: unknown, schema: unknown): unknown {
  const { $defs, definitions } = asRecord(schema) ?? {}
  const record = asRecord(property)
  return record === undefined ? (property ?? true) : { $defs, definitions, ...record }
}
