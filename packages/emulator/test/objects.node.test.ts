import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { complete, stream, user, type Json } from './ask.ts'

const emulator = createEmulator()
const ajv = new Ajv2020({ strict: false, validateFormats: false })

const closed = (properties: Json, extra: Json = {}): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...extra,
})

async function objectFor(
  schema: Json,
  question = 'Describe Ada Lovelace, born 1815, ada@example.com.',
): Promise<unknown> {
  const response_format = { type: 'json_schema', json_schema: { name: 'answer', schema } }
  const { choices } = await complete(emulator, { messages: [user(question)], response_format })
  return JSON.parse(choices[0]?.message.content ?? '') as unknown
}

async function argumentsFor(parameters: Json, question = 'Please fill the form'): Promise<unknown> {
  const tools = [{ type: 'function', function: { name: 'form', parameters } }]
  const { choices } = await complete(emulator, { messages: [user(question)], tools, tool_choice: 'required' })
  return JSON.parse(choices[0]?.message.tool_calls?.[0]?.function.arguments ?? '') as unknown
}

/** Why a value does not satisfy a schema; `undefined` where it does. */
function fault(schema: Json, value: unknown): string | undefined {
  const validate = ajv.compile(schema)
  return validate(value) ? undefined : `${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`
}

const schemas: Record<string, Json> = {
  'texts with lengths': closed({
    short: { type: 'string', maxLength: 3 },
    long: { type: 'string', minLength: 80 },
    exact: { type: 'string', minLength: 5, maxLength: 5 },
  }),
  patterns: closed({
    code: { type: 'string', pattern: '^[A-Z]{2}-\\d{3,5}$' },
    slug: { type: 'string', pattern: '^[a-z0-9-]+$', maxLength: 12 },
  }),
  formats: closed({
    mail: { type: 'string', format: 'email' },
    link: { type: 'string', format: 'uri' },
    day: { type: 'string', format: 'date' },
    at: { type: 'string', format: 'date-time' },
    id: { type: 'string', format: 'uuid' },
  }),
  numbers: closed({
    low: { type: 'number', minimum: 100 },
    high: { type: 'integer', maximum: -5 },
    between: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    step: { type: 'integer', multipleOf: 7, minimum: 1, maximum: 30 },
  }),
  choices: closed({ colour: { enum: ['red', 'green'] }, one: { const: 1 }, mixed: { enum: [1, 'a', null] } }),
  arrays: closed({
    some: { type: 'array', items: { type: 'string' } },
    three: { type: 'array', items: { type: 'integer' }, minItems: 3, maxItems: 3 },
    distinct: { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 2 },
    pair: {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }],
      minItems: 2,
      maxItems: 2,
      items: false,
    },
  }),
  nested: closed({
    person: closed({
      name: { type: 'string' },
      address: closed({ city: { type: 'string' }, zip: { type: 'string', pattern: '^\\d{5}$' } }),
    }),
  }),
  nullable: closed({
    nick: { type: ['string', 'null'] },
    age: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
    nothing: { type: 'null' },
  }),
  alternatives: closed({
    shape: {
      anyOf: [
        closed({ kind: { const: 'circle' }, radius: { type: 'number' } }),
        closed({ kind: { const: 'square' }, side: { type: 'number' } }),
      ],
    },
  }),
  'exactly one': closed({
    value: {
      oneOf: [
        { type: 'string', minLength: 1 },
        { type: 'integer', minimum: 3 },
      ],
    },
  }),
  'all of': closed({
    both: {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
        { type: 'object', properties: { b: { type: 'number' } }, required: ['b'] },
      ],
    },
  }),
  references: closed(
    { from: { $ref: '#/$defs/place' }, to: { $ref: '#/$defs/place' } },
    { $defs: { place: closed({ name: { type: 'string' } }) } },
  ),
  'old definitions': closed(
    { at: { $ref: '#/definitions/place' } },
    { definitions: { place: { type: 'string', minLength: 2 } } },
  ),
  'a tree': closed(
    { root: { $ref: '#/$defs/node' } },
    {
      $defs: {
        node: closed({
          name: { type: 'string' },
          children: { type: 'array', items: { $ref: '#/$defs/node' } },
        }),
      },
    },
  ),
  'a list that ends': closed(
    { head: { $ref: '#/$defs/link' } },
    {
      $defs: {
        link: closed({
          value: { type: 'integer' },
          next: { anyOf: [{ $ref: '#/$defs/link' }, { type: 'null' }] },
        }),
      },
    },
  ),
  'itself, optionally': {
    type: 'object',
    properties: { name: { type: 'string' }, parent: { $ref: '#' } },
    required: ['name'],
  },
  'optional fields': {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'integer' } },
    required: ['a'],
  },
  'a record': { type: 'object', additionalProperties: { type: 'number', minimum: 5 } },
  'anything at all': {},
}

describe('values that satisfy a schema', () => {
  it.each(Object.entries(schemas))('%s, as an object', async (_, schema) => {
    expect(fault(schema, await objectFor(schema))).toBeUndefined()
  })

  it.each(Object.entries(schemas))('%s, as arguments', async (_, schema) => {
    expect(fault(schema, await argumentsFor(schema))).toBeUndefined()
  })

  it('whatever the schema is', async () => {
    const leaf = fc.oneof(
      fc.record({
        type: fc.constant('string'),
        minLength: fc.nat(20),
        maxLength: fc.integer({ min: 20, max: 60 }),
      }),
      fc.record({
        type: fc.constantFrom('integer', 'number'),
        minimum: fc.integer({ min: -50, max: 0 }),
        maximum: fc.integer({ min: 1, max: 50 }),
      }),
      fc.record({ enum: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }) }),
      fc.record({ type: fc.constantFrom('boolean', 'null') }),
      fc.constant({ type: ['string', 'null'] }),
    )
    const { schema } = fc.letrec<{ schema: Json }>(tie => ({
      schema: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        leaf,
        fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(3) }),
        fc
          .dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('schema'), { maxKeys: 4 })
          .map(properties => closed(properties)),
        fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map(anyOf => ({ anyOf })),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(schema, fc.lorem(), async (generated, question) => {
        const root = closed({ value: generated })
        expect(fault(root, await objectFor(root, question))).toBeUndefined()
      }),
      { numRuns: 60 },
    )
    expect.hasAssertions()
  })
})

describe('values that make sense', () => {
  it('come from the question', async () => {
    const schema = closed({
      name: { type: 'string' },
      born: { type: 'integer' },
      email: { type: 'string', format: 'email' },
    })
    expect(await objectFor(schema)).toEqual({ name: 'Ada Lovelace', born: 1815, email: 'ada@example.com' })
  })

  it('fill optional fields too, and prefer something over null', async () => {
    expect(await objectFor(schemas['optional fields']!)).toHaveProperty('b')
    expect(await objectFor(schemas['nullable']!)).toMatchObject({
      nick: expect.any(String),
      age: expect.any(Number),
    })
  })

  it('are the same for the same question', async () => {
    expect(await objectFor(schemas['nested']!)).toEqual(await objectFor(schemas['nested']!))
  })

  it('are taken by name from the question', async () => {
    expect(
      await argumentsFor(
        closed({ limit: { type: 'integer' }, unit: { type: 'string' } }),
        'Fill the form with unit: km and limit=42',
      ),
    ).toEqual({ limit: 42, unit: 'km' })
  })
})

describe('JSON without a schema', () => {
  it('is an object about the question', async () => {
    const { choices } = await complete(emulator, { response_format: { type: 'json_object' } })
    expect(JSON.parse(choices[0]?.message.content ?? '')).toMatchObject({ question: 'Tell me about whales.' })
  })

  it('follows a schema that is written in the instructions', async () => {
    const schema = closed({ verdict: { enum: ['guilty', 'innocent'] } })
    const messages = [
      {
        role: 'system',
        content: `JSON schema:\n${JSON.stringify(schema)}\nAnswer with JSON that matches it.`,
      },
      user('Is he innocent?'),
    ]
    const { choices } = await complete(emulator, { messages, response_format: { type: 'json_object' } })
    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ verdict: 'innocent' })
  })

  it('streams as text that is whole at the end', async () => {
    const { frames } = await stream(emulator, { response_format: { type: 'json_object' } })
    expect(
      () => JSON.parse(frames.map(({ choices }) => choices[0]?.delta.content ?? '').join('')) as unknown,
    ).not.toThrow()
  })
})
