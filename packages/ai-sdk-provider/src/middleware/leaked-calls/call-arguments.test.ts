import { expect, test } from 'vitest'
import { asArguments, toolInput, type WrittenArgument } from './call-arguments.ts'

const string = { type: 'string' }
const nullable = { anyOf: [string, { type: 'null' }] }

test.each<[WrittenArgument, schema: object | undefined, expected: unknown]>([
  // A text stays a text, to the letter.
  [{ text: ' 5 ' }, string, ' 5 '],
  [{ text: 'true' }, string, 'true'],
  [{ text: '{"a":1}' }, string, '{"a":1}'],
  [{ text: '5' }, { type: ['string', 'number'] }, '5'],
  [{ text: '' }, string, ''],
  // The rest becomes what the schema wants.
  [{ text: '5' }, { type: 'integer' }, 5],
  [{ text: '\n5\n' }, { type: 'number' }, 5],
  [{ text: 'True' }, { type: 'boolean' }, true],
  [{ text: 'FALSE' }, { type: 'boolean' }, false],
  [{ text: '["a"]' }, { type: 'array', items: string }, ['a']],
  [{ text: '{"a":1}' }, { type: 'object' }, { a: 1 }],
  [{ text: ' fast ' }, { enum: ['fast'] }, 'fast'],
  [{ text: '2' }, { enum: [1, 2] }, 2],
  [{ text: 'null' }, nullable, null],
  [{ text: 'nil' }, nullable, 'nil'],
  [{ text: 'null' }, string, 'null'],
  [{ text: '7' }, { $ref: '#/$defs/count' }, 7],
  // Without a type, it is what it reads as.
  [{ text: '5' }, {}, 5],
  [{ text: 'five' }, {}, 'five'],
  [{ text: '5' }, undefined, 5],
  // What the model says it is, it is.
  [{ text: '5', form: 'text' }, undefined, '5'],
  [{ text: 'null', form: 'text' }, nullable, 'null'],
  [{ text: '5', form: 'text' }, { type: 'integer' }, 5],
  [{ text: '5', form: 'json' }, undefined, 5],
])('%j for %j is %j', (argument, property, expected) => {
  const schema = { properties: property && { key: property }, $defs: { count: { type: 'integer' } } }
  expect(toolInput(new Map([['key', argument]]), schema)).toBe(JSON.stringify({ key: expected }))
})

test.each<[WrittenArgument, schema: object]>([
  [{ text: 'five' }, { type: 'integer' }],
  [{ text: '5.5' }, { type: 'integer' }],
  [{ text: 'yes' }, { type: 'boolean' }],
  [{ text: '[1' }, { type: 'array' }],
  [{ text: 'five', form: 'json' }, string],
  [{ text: '5', form: 'json' }, string],
  [{ text: 'slow' }, { enum: ['fast'] }],
])('%j for %j is nothing', (argument, property) => {
  expect(toolInput(new Map([['key', argument]]), { properties: { key: property } })).toBeUndefined()
})

test('an object is taken as it is, if it satisfies the schema', () => {
  expect(toolInput({ b: 1, a: '2' }, { required: ['a'] })).toBe('{"b":1,"a":"2"}')
  expect(toolInput({ b: 1 }, { required: ['a'] })).toBeUndefined()
})

test('arguments may be missing, or encoded twice', () => {
  expect([undefined, null, '', {}].map(asArguments)).toEqual([{}, {}, {}, {}])
  expect(asArguments('{"a":1}')).toEqual({ a: 1 })
  expect([[], 'a', 1].map(asArguments)).toEqual([undefined, undefined, undefined])
})
