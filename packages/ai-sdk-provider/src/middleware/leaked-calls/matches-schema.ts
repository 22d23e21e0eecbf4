import { asList, asRecord, canonicalJson, isSameJson, type JsonRecord } from '../../wire/json.ts'

/** Schemas that refer to themselves without end are believed beyond this. */
const MAX_DEPTH = 100

/**
 * Whether a value satisfies a JSON schema: types, required and permitted keys, enums and constants, bounds, patterns,
 * items, references, and combinations of them. What is left are rarer keywords (`if`, `contains`, `unevaluated…`) and
 * `format`, which says nothing by itself; a tool that has them in Zod is checked again by the SDK.
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
    matchesBounds(value, own) &&
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

/** What the bounds of a schema count: a number itself, characters, items, keys. */
const BOUNDS: readonly (readonly [
  least: string,
  most: string,
  count: (value: unknown) => number | undefined,
])[] = [
  ['minimum', 'maximum', value => (typeof value === 'number' ? value : undefined)],
  ['minLength', 'maxLength', value => (typeof value === 'string' ? [...value].length : undefined)],
  ['minItems', 'maxItems', value => (Array.isArray(value) ? value.length : undefined)],
  [
    'minProperties',
    'maxProperties',
    value => (asRecord(value) ? Object.keys(Object(value)).length : undefined),
  ],
]

function matchesBounds(value: unknown, schema: JsonRecord): boolean {
  const isWithin = BOUNDS.every(([least, most, count]) => {
    const number = count(value)
    return (
      number === undefined ||
      (number >= bound(schema[least], -Infinity) && number <= bound(schema[most], Infinity))
    )
  })
  return (
    isWithin && matchesNumber(value, schema) && matchesText(value, schema) && matchesUnique(value, schema)
  )
}

function bound(value: unknown, none: number): number {
  return typeof value === 'number' ? value : none
}

function matchesNumber(
  value: unknown,
  { exclusiveMinimum, exclusiveMaximum, multipleOf }: JsonRecord,
): boolean {
  if (typeof value !== 'number') return true
  const steps = value / bound(multipleOf, value)
  return (
    value > bound(exclusiveMinimum, -Infinity) &&
    value < bound(exclusiveMaximum, Infinity) &&
    // 0.3 is three times 0.1, though not for floating point.
    (Number.isNaN(steps) || Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps)))
  )
}

function matchesText(value: unknown, { pattern }: JsonRecord): boolean {
  return (
    typeof value !== 'string' || typeof pattern !== 'string' || (toExpression(pattern)?.test(value) ?? true)
  )
}

/** The older syntax takes some patterns that the newer refuses; one that is no expression at all matches anything. */
function toExpression(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {
      // Tried the other way, or left to the SDK.
    }
  }
  return undefined
}

function matchesUnique(value: unknown, { uniqueItems }: JsonRecord): boolean {
  if (uniqueItems !== true || !Array.isArray(value)) return true
  return new Set(value.map(canonicalJson)).size === value.length
}

function matchesCombination(value: unknown, schema: JsonRecord, scope: Scope): boolean {
  const { allOf, anyOf, oneOf, not } = schema
  const fits = (one: unknown) => matches(value, one, scope)
  return (
    asList(allOf).every(fits) &&
    (!Array.isArray(anyOf) || anyOf.some(fits)) &&
    (!Array.isArray(oneOf) || oneOf.filter(fits).length === 1) &&
    (not === undefined || !fits(not))
  )
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
    const named = Object.hasOwn(known, key) ? [known[key]] : []
    const patterned = patterns.filter(([pattern]) => toExpression(pattern)?.test(key) ?? true)
    const schemas = [...named, ...patterned.map(([, one]) => one)]
    if (schemas.length > 0) return schemas.every(one => matches(entry, one, scope))
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
