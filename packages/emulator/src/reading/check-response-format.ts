import { invalidRequest } from '../contract/api-error.ts'
import { vendorOf } from '../data/model.ts'
import type { ChatRequest } from './chat-request.ts'

type Schema = Record<string, unknown>

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a strict schema lacks, at the first place where it lacks something. */
function strictFault(schema: Schema, path: string, optionalAllowed: boolean): string | undefined {
  const { properties, required } = schema
  if (isSchema(properties)) {
    if (schema['additionalProperties'] !== false) return `${path} must have additionalProperties: false`
    const missing = Object.keys(properties).find(
      name => !(Array.isArray(required) && required.includes(name)),
    )
    if (missing !== undefined && !optionalAllowed) return `${path}.required must contain "${missing}"`
  }
  for (const [place, inner] of nestedSchemas(schema)) {
    const fault = strictFault(inner, `${path}.${place}`, optionalAllowed)
    if (fault !== undefined) return fault
  }
  return undefined
}

function nestedSchemas(schema: Schema): [place: string, schema: Schema][] {
  const maps = ['properties', '$defs', 'definitions'].flatMap(keyword => entriesOf(schema[keyword], keyword))
  const lists = ['anyOf', 'oneOf', 'allOf'].flatMap(keyword => entriesOf(schema[keyword], keyword))
  return [
    ...maps,
    ...lists,
    ...(isSchema(schema['items']) ? [['items', schema['items']] as [string, Schema]] : []),
  ]
}

function entriesOf(value: unknown, keyword: string): [string, Schema][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    isSchema(inner) ? [[`${keyword}.${name}`, inner]] : [],
  )
}

/** `strict: true` wants closed objects with every property required; for OpenAI, NanoGPT rewrites optional ones. */
export function checkResponseFormat({ body, reference }: ChatRequest): void {
  const format = body.response_format
  if (format?.type === 'questions') {
    throw invalidRequest(
      'invalid_parameter_value',
      `response_format.type "questions" is for decision models, and ${reference.model.id} is none`,
      'response_format.type',
    )
  }
  if (format?.type !== 'json_schema' || format.json_schema.strict !== true) return
  const path = 'response_format.json_schema.schema'
  const fault = strictFault(format.json_schema.schema, path, vendorOf(reference.model.id) === 'openai')
  if (fault !== undefined) {
    throw invalidRequest('invalid_json_schema', `${fault}, because strict is true`, path)
  }
}
