import type { JsonSchema } from 'json-schema-faker'

type SchemaObject = Exclude<JsonSchema, boolean>

/** The root a `$ref` points into, and the references that are being followed. */
interface Scope {
  root: SchemaObject
  open: readonly string[]
}

/** How many values an array gets where its schema does not say. */
const usualItems = 2

function resolve(reference: string, root: SchemaObject): JsonSchema | undefined {
  if (reference === '#') return root
  const path = reference.replace(/^#\//, '').split('/')
  return path.reduce<unknown>((node, segment) => {
    const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined
  }, root) as JsonSchema | undefined
}

function isNull(schema: JsonSchema): boolean {
  return typeof schema === 'object' && (schema.type === 'null' || schema.const === null)
}

/** A value says more than null does, so null is only left where there is nothing else. */
function branches(schemas: readonly JsonSchema[], scope: Scope): JsonSchema[] | undefined {
  const possible = schemas.map(branch => plain(branch, scope)).filter(branch => branch !== undefined)
  const telling = possible.filter(branch => !isNull(branch))
  const left = telling.length > 0 ? telling : possible
  return left.length > 0 ? left : undefined
}

function plainType(schema: SchemaObject): SchemaObject {
  if (!Array.isArray(schema.type)) return schema
  const type = schema.type.find(name => name !== 'null') ?? 'null'
  const { enum: values, ...rest } = schema
  return { ...rest, type, ...(values && { enum: values.filter(value => value !== null || type === 'null') }) }
}

function plainArray(schema: SchemaObject, scope: Scope): SchemaObject {
  if (schema.items === undefined) return schema
  const items = plain(schema.items, scope)
  // Items that only repeat what is being described: the array ends the recursion by being empty.
  if (items === undefined) return { ...schema, items: {}, maxItems: 0 }
  const minItems = schema.minItems ?? Math.min(1, schema.maxItems ?? 1)
  return { ...schema, items, minItems, maxItems: schema.maxItems ?? Math.max(minItems, usualItems) }
}

/** A record without named properties gets one, so that there is something to see. */
function named(schema: SchemaObject): SchemaObject {
  const { additionalProperties: values, properties = {}, propertyNames } = schema
  const open =
    typeof values === 'object' && Object.keys(properties).length === 0 && schema.minProperties === undefined
  if (!open || (typeof propertyNames === 'object' && propertyNames.pattern !== undefined)) return schema
  return { ...schema, properties: { example: values }, required: ['example'] }
}

function plainObject(found: SchemaObject, scope: Scope): SchemaObject | undefined {
  const schema = named(found)
  if (schema.properties === undefined) return schema
  const required = new Set(schema.required)
  const properties: Record<string, JsonSchema> = {}
  for (const [name, property] of Object.entries(schema.properties)) {
    const possible = plain(property, scope)
    if (possible !== undefined) properties[name] = possible
    else if (required.has(name)) return undefined
  }
  return { ...schema, properties }
}

function plainComposition(schema: SchemaObject, scope: Scope): SchemaObject | undefined {
  const composed = { ...schema }
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    if (schema[keyword] === undefined) continue
    const left = branches(schema[keyword], scope)
    if (left === undefined) return undefined
    composed[keyword] = left
  }
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map(part => plain(part, scope))
    if (parts.includes(undefined)) return undefined
    composed.allOf = parts as JsonSchema[]
  }
  return composed
}

function followed({ $ref: reference = '', ...beside }: SchemaObject, scope: Scope): JsonSchema | undefined {
  if (scope.open.includes(reference)) return undefined
  const target = resolve(reference, scope.root)
  if (typeof target !== 'object') return target
  return plain({ ...target, ...beside }, { ...scope, open: [...scope.open, reference] })
}

function plain(schema: JsonSchema, scope: Scope): JsonSchema | undefined {
  if (typeof schema !== 'object') return schema
  if (schema.$ref !== undefined) return followed(schema, scope)
  const composed = plainComposition(plainType(schema), scope)
  return composed && plainObject(plainArray(composed, scope), scope)
}

/**
 * A schema that says the same with less: references are put in place, recursion ends at the first repetition,
 * null goes where there is another choice, and what is left open gets a sensible size.
 */
export function plainSchema(schema: SchemaObject): JsonSchema {
  const { $defs: _defs, definitions: _definitions, $schema: _version, ...rest } = schema
  return plain(rest, { root: schema, open: ['#'] }) ?? rest
}
