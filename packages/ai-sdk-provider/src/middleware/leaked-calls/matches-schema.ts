import { asList, asRecord, isSameJson, type JsonRecord } from '../../wire/json.ts'

/** Schemas that refer to themselves without end are believed beyond this. */
const MAX_DEPTH = 100

/**
 * Whether a value has the shape that a JSON schema asks for: types, required and permitted keys, enums and
 * constants, items, references, and combinations of them. It is no more than what tells a call from something that
 * looks like one: the SDK checks every call against the whole schema, bounds and patterns included, before it
 * executes it.
 */
export function matchesSchema(value: unknown, schema: unknown): boolean {
  return matches(value, schema, { root: schema, depth: 0 })
}

/** The schema of a property, or `undefined` where a schema does not mention it. */
export function propertySchema(schema: unknown, key: string): unknown {
  const { properties, additionalProperties } = resolveSchema(schema, schema)
  const known = asRecord(properties)
  if (known !== undefined && Object.hasOwn(known, key)) return known[key]
  return asRecord(additionalProperties)
}

/** The names of the properties that a schema mentions. */
export function propertyNames(schema: unknown): string[] {
  return Object.keys(asRecord(resolveSchema(schema, schema).properties) ?? {})
}

/** Whether a schema says something about the type of a value. */
export function isTyped(schema: unknown): boolean {
  const record = asRecord(schema)
  return record !== undefined && TYPE_KEYWORDS.some(keyword => record[keyword] !== undefined)
}

const TYPE_KEYWORDS = ['type', 'enum', 'const', '$ref', 'anyOf', 'oneOf', 'allOf', 'properties', 'items']

interface Scope {
  root: unknown
  depth: number
}

function matches(value: unknown, schema: unknown, { root, depth }: Scope): boolean {
  if (typeof schema === 'boolean') return schema
  if (depth > MAX_DEPTH) return true
  const scope = { root, depth: depth + 1 }
  const { $ref: reference, ...own } = asRecord(schema) ?? {}
  if (reference !== undefined && !matches(value, followReference(root, reference), scope)) return false
  return (
    matchesType(value, own.type) &&
    matchesValues(value, own) &&
    matchesCombination(value, own, scope) &&
    matchesItems(value, own, scope) &&
    matchesKeys(value, own, scope)
  )
}

const IS_OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: value => typeof value === 'string',
  number: value => typeof value === 'number',
  integer: value => Number.isInteger(value),
  boolean: value => typeof value === 'boolean',
  null: value => value === null,
  array: value => Array.isArray(value),
  object: value => asRecord(value) !== undefined,
}

function matchesType(value: unknown, type: unknown): boolean {
  const types = Array.isArray(type) ? type : [type]
  return types.some(name => typeof name !== 'string' || (IS_OF_TYPE[name]?.(value) ?? true))
}

function matchesValues(value: unknown, schema: JsonRecord): boolean {
  if ('const' in schema && !isSameJson(value, schema.const)) return false
  return !Array.isArray(schema.enum) || schema.enum.some(one => isSameJson(value, one))
}

function matchesCombination(value: unknown, { allOf, anyOf, oneOf }: JsonRecord, scope: Scope): boolean {
  const fits = (schema: unknown) => matches(value, schema, scope)
  return asList(allOf).every(fits) && [anyOf, oneOf].every(list => !Array.isArray(list) || list.some(fits))
}

function matchesItems(value: unknown, { items, prefixItems }: JsonRecord, scope: Scope): boolean {
  if (!Array.isArray(value)) return true
  const first = asList(prefixItems)
  return value.every((item, index) => {
    const schema = index < first.length ? first[index] : items
    return schema === undefined || matches(item, schema, scope)
  })
}

function matchesKeys(value: unknown, schema: JsonRecord, scope: Scope): boolean {
  const record = asRecord(value)
  if (record === undefined) return true
  if (!asList(schema.required).every(key => typeof key !== 'string' || Object.hasOwn(record, key)))
    return false
  const known = asRecord(schema.properties) ?? {}
  const patterns = Object.entries(asRecord(schema.patternProperties) ?? {})
  return Object.entries(record).every(([key, entry]) => {
    if (Object.hasOwn(known, key)) return matches(entry, known[key], scope)
    if (patterns.length > 0) return true
    return schema.additionalProperties === undefined || matches(entry, schema.additionalProperties, scope)
  })
}

function resolveSchema(schema: unknown, root: unknown): JsonRecord {
  let record = asRecord(schema) ?? {}
  for (let step = 0; step < MAX_DEPTH && record.$ref !== undefined; step++) {
    record = asRecord(followReference(root, record.$ref)) ?? {}
  }
  return record
}

/** What a reference within the schema points at. What it cannot find, it leaves to the SDK. */
function followReference(root: unknown, reference: unknown): unknown {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return true
  const path = reference.slice(1).split('/').slice(1)
  let target: unknown = root
  for (const step of path) {
    const record = asRecord(target)
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (record === undefined || !Object.hasOwn(record, key)) return true
    target = record[key]
  }
  return target
}
