import { InvalidArgumentError } from '@ai-sdk/provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSearch, chooseModels, type NanoGPTModelSearch } from './find-models.ts'
import { readModels } from './read-catalog.ts'

const models = readModels(
  {
    data: [
      {
        id: 'north/big',
        name: 'Big Model',
        owned_by: 'North',
        created: 30,
        context_length: 1_000_000,
        capabilities: { vision: true, tool_calling: true },
        architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
        pricing: { prompt: 5, completion: 20 },
        subscription: { included: false },
      },
      {
        id: 'north/small',
        name: 'Small Model',
        created: 20,
        context_length: 32_000,
        capabilities: { vision: null, tool_calling: true },
        architecture: { input_modalities: ['text'], output_modalities: ['text'] },
        pricing: { prompt: 1, completion: 2 },
        subscription: { included: true },
      },
      {
        id: 'south/free',
        created: 40,
        context_length: 8000,
        capabilities: { vision: true, tool_calling: false },
        pricing: { prompt: 0, completion: 0 },
      },
      { id: 'south/half-known', pricing: { prompt: 0.5 }, context_length: null },
      { id: 'east/unknown' },
    ],
  },
  { kind: 'text' },
)

const media = readModels(
  {
    data: [
      { id: 'by-second', pricing: { per_second: { '480p': 0.05, '720p': 0.2 }, image_input_fee: 0.001 } },
      { id: 'by-video', pricing: { per_video: 0.04 } },
      { id: 'both', pricing: { per_second: 0, per_generation: 0.3 } },
      { id: 'at-least', pricing: { per_second: 0, minimum: 0.15 } },
      { id: 'nothing' },
    ],
  },
  { kind: 'video' },
)

function found(search: NanoGPTModelSearch, among = models): string[] {
  return chooseModels(among, search).map(({ id }) => id)
}

describe('what fits', () => {
  test.each<[NanoGPTModelSearch, string[]]>([
    [{ abilities: ['vision'] }, ['south/free', 'north/big']],
    [{ abilities: ['vision', 'toolCalling'] }, ['north/big']],
    [{ abilities: ['timeTravel'] }, []],
    [{ search: 'NORTH model' }, ['north/small', 'north/big']],
    [{ search: 'big north' }, ['north/big']],
    [{ inputModalities: ['image'] }, ['north/big']],
    [{ outputModalities: ['text'], inputModalities: [] }, ['north/small', 'north/big']],
    [{ minContext: 32_000 }, ['north/small', 'north/big']],
    [{ maxInputPrice: 1 }, ['south/free', 'north/small', 'south/half-known']],
    [{ maxOutputPrice: 2 }, ['south/free', 'north/small']],
    [{ isSubscription: true }, ['north/small']],
    [{ isSubscription: false }, ['north/big']],
    [{ where: ({ ownedBy }) => ownedBy === 'North' }, ['north/big']],
    [{ limit: 0 }, []],
    [{ limit: 2 }, ['south/free', 'north/small']],
  ])('%j', (search, expected) => {
    expect(found(search)).toEqual(expected)
  })

  test('by the price of a unit, of a model that has one for that', () => {
    expect(found({ maxUnitPrice: 0.05 }, media)).toEqual(['by-video', 'by-second'])
    expect(found({ maxUnitPrice: 0.05, per: 'second' }, media)).toEqual(['both', 'by-second'])
  })
})

describe('what comes first', () => {
  test.each<[NonNullable<NanoGPTModelSearch['sortBy']>, string[]]>([
    ['price', ['south/free', 'north/small', 'north/big', 'east/unknown', 'south/half-known']],
    ['input', ['south/free', 'south/half-known', 'north/small', 'north/big', 'east/unknown']],
    ['output', ['south/free', 'north/small', 'north/big', 'east/unknown', 'south/half-known']],
    ['context', ['north/big', 'north/small', 'south/free', 'east/unknown', 'south/half-known']],
    ['newest', ['south/free', 'north/big', 'north/small', 'east/unknown', 'south/half-known']],
    ['id', ['east/unknown', 'north/big', 'north/small', 'south/free', 'south/half-known']],
    ['mostused', ['north/big', 'north/small', 'south/free', 'south/half-known', 'east/unknown']],
  ])('%s', (sortBy, expected) => {
    expect(found({ sortBy })).toEqual(expected)
  })

  test('of media by the lowest price, without what comes on top of it, and not below the minimum', () => {
    expect(found({}, media)).toEqual(['by-video', 'by-second', 'at-least', 'both', 'nothing'])
    expect(found({ per: 'second' }, media)).toEqual(['both', 'by-second', 'at-least', 'by-video', 'nothing'])
    expect(found({ per: 'input image', limit: 1 }, media)).toEqual(['by-second'])
  })

  test('does not depend on the order of the list, and forgets no model', () => {
    const sortBy = fc.constantFrom('price', 'input', 'output', 'context', 'newest', 'id' as const)
    const shuffled = fc.shuffledSubarray([...models, ...media], { minLength: models.length + media.length })
    fc.assert(
      fc.property(shuffled, sortBy, (list, order) => {
        expect(found({ sortBy: order }, list)).toEqual(found({ sortBy: order }, [...models, ...media]))
      }),
    )
  })

  test('a lower limit never finds more', () => {
    const price = fc.double({ min: 0, max: 30, noNaN: true })
    fc.assert(
      fc.property(price, price, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one]
        const all = found({ maxInputPrice: high })
        expect(found({ maxInputPrice: low }).every(id => all.includes(id))).toBe(true)
      }),
    )
  })
})

test.each<[object, string]>([
  [{ limit: 1.5 }, 'limit must be a whole number'],
  [{ limit: -1 }, 'limit'],
  [{ minContext: Number.NaN }, 'minContext'],
  [{ maxInputPrice: -1 }, 'maxInputPrice'],
  [{ maxUnitPrice: Number.NaN }, 'maxUnitPrice'],
  [
    { sortBy: 'cheapest' },
    "sortBy must be one of price, input, output, context, newest, id, mostused, favorites, not 'cheapest'",
  ],
])('%j is refused', (search, words) => {
  expect(() => checkSearch(search)).toThrow(InvalidArgumentError)
  expect(() => checkSearch(search)).toThrow(words)
})
