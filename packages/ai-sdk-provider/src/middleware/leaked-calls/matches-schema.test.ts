import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isTyped, matchesSchema, propertyNames, propertySchema } from './matches-schema.ts'

const person = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: ['integer', 'null'] } },
  required: ['name'],
  additionalProperties: false,
}
const tree = {
  $ref: '#/$defs/node',
  $defs: {
    node: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/node' } } } },
  },
}

describe('a value matches', () => {
  test.each([
    [1, true],
    [1, {}],
    [1, { type: 'integer' }],
    [1.5, { type: 'number' }],
    [null, { type: 'null' }],
    [[], { type: 'array' }],
    ['a', { type: ['string', 'null'] }],
    ['a', { enum: ['a', 1] }],
    [{ b: 1, a: 2 }, { const: { a: 2, b: 1 } }],
    [{ name: 'Ada' }, person],
    [{ name: 'Ada', age: null }, person],
    [{ more: 1 }, { type: 'object', additionalProperties: { type: 'number' } }],
    [{ 'x-a': 1 }, { patternProperties: { '^x-': {} }, additionalProperties: false }],
    [['a', 1, 2], { prefixItems: [{ type: 'string' }], items: { type: 'number' } }],
    ['a', { anyOf: [{ type: 'number' }, { type: 'string' }] }],
    [2, { oneOf: [{ type: 'number' }, { type: 'string' }] }],
    [{ a: 1, b: 1 }, { allOf: [{ required: ['a'] }, { required: ['b'] }] }],
    [{ children: [{ children: [] }] }, tree],
    ['a', { $ref: '#/$defs/a~1b', $defs: { 'a/b': { type: 'string' } } }],
    // What the SDK looks at, and what nobody can look up.
    ['a', { type: 'string', minLength: 5 }],
    ['a', { $ref: 'https://example.com/schema' }],
    ['a', { $ref: '#/nowhere' }],
    ['a', { $ref: '#/$defs/loop', $defs: { loop: { $ref: '#/$defs/loop' } } }],
    ['a', { type: 'of another world' }],
  ])('%j: %j', (value, schema) => {
    expect(matchesSchema(value, schema)).toBe(true)
  })
})

describe('a value does not match', () => {
  test.each([
    [1, false],
    ['1', { type: 'integer' }],
    [1.5, { type: 'integer' }],
    [null, { type: 'object' }],
    [[], { type: 'object' }],
    ['b', { enum: ['a', 1] }],
    [undefined, { const: 1 }],
    [{}, person],
    [{ name: 1 }, person],
    [{ name: 'Ada', more: 1 }, person],
    [{ toString: 1 }, { additionalProperties: false, properties: {} }],
    [{}, { required: ['toString'] }],
    [{ more: 'a' }, { additionalProperties: { type: 'number' } }],
    [[1], { items: { type: 'string' } }],
    [['a', 'b'], { prefixItems: [{ type: 'string' }], items: false }],
    [true, { anyOf: [{ type: 'number' }, { type: 'string' }] }],
    [{ a: 1 }, { allOf: [{ required: ['a'] }, { required: ['b'] }] }],
    [{ children: [{ children: [1] }] }, tree],
  ])('%j: %j', (value, schema) => {
    expect(matchesSchema(value, schema)).toBe(false)
  })
})

test('what zod makes of a schema is understood', () => {
  const schema = z.toJSONSchema(
    z.object({ to: z.union([z.literal('all'), z.array(z.string())]), at: z.number().optional() }),
  )
  expect(matchesSchema({ to: ['a'], at: 1 }, schema)).toBe(true)
  expect(matchesSchema({ to: 'all' }, schema)).toBe(true)
  expect(matchesSchema({ to: 'some' }, schema)).toBe(false)
})

test('properties are found, also behind a reference', () => {
  expect(propertyNames(tree)).toEqual(['children'])
  expect(propertySchema(person, 'name')).toEqual({ type: 'string' })
  expect(propertySchema(person, 'toString')).toBeUndefined()
  expect(propertySchema({ additionalProperties: { type: 'number' } }, 'a')).toEqual({ type: 'number' })
  expect(propertyNames(true)).toEqual([])
  expect([isTyped({ description: 'Anything.' }), isTyped({ enum: [1] }), isTyped(undefined)]).toEqual([
    false,
    true,
    false,
  ])
})
