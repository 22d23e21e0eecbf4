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
    [
      { 'x-a': 1, b: 'b' },
      { patternProperties: { '^x-': { type: 'number' } }, properties: { b: {} } },
    ],
    [3, { minimum: 3, maximum: 3 }],
    [0.3, { multipleOf: 0.1 }],
    [0, { multipleOf: 5, exclusiveMinimum: -1, exclusiveMaximum: 1 }],
    ['😀', { minLength: 1, maxLength: 1 }],
    ['2026-05-01', { pattern: String.raw`^\d{4}-\d\d-\d\d$` }],
    ["it's", { pattern: String.raw`^it\'s$` }],
    [[1, '1', { a: 1, b: 2 }], { uniqueItems: true, minItems: 3, maxItems: 3 }],
    [{ a: 1 }, { minProperties: 1, maxProperties: 1 }],
    ['a', { not: { type: 'number' } }],
    // A bound of something else says nothing.
    ['a', { minimum: 5, minItems: 5, minProperties: 5, multipleOf: 2 }],
    // What the SDK looks at, and what nobody can look up.
    ['a', { type: 'string', format: 'email' }],
    ['a', { pattern: '(' }],
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
    [2, { minimum: 3 }],
    [4, { maximum: 3 }],
    [3, { exclusiveMinimum: 3 }],
    [3, { exclusiveMaximum: 3 }],
    [0.35, { multipleOf: 0.1 }],
    ['', { minLength: 1 }],
    ['ab', { maxLength: 1 }],
    ['May', { pattern: String.raw`^\d` }],
    [[], { minItems: 1 }],
    [[1, 2], { maxItems: 1 }],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      { uniqueItems: true },
    ],
    [{}, { minProperties: 1 }],
    [{ a: 1, b: 1 }, { maxProperties: 1 }],
    [2, { oneOf: [{ type: 'number' }, { type: 'integer' }] }],
    ['a', { not: { type: 'string' } }],
    [{ 'x-a': 'a' }, { patternProperties: { '^x-': { type: 'number' } } }],
    [{ y: 1 }, { patternProperties: { '^x-': {} }, additionalProperties: false }],
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
