import { InvalidResponseDataError } from '@ai-sdk/provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NanoGPTModelInfo } from './catalog-types.ts'
import { mergeLists, readModels } from './read-catalog.ts'
import { readProviders } from './read-providers.ts'

function readOne(entry: object, list: Parameters<typeof readModels>[1] = { kind: 'text' }): NanoGPTModelInfo {
  const [model] = readModels({ data: [{ id: 'a/b', ...entry }] }, list)
  if (model === undefined) throw new Error('No model was read.')
  return model
}

const UNKNOWN = {
  id: 'a/b',
  kind: 'text',
  name: undefined,
  description: undefined,
  ownedBy: undefined,
  createdAt: undefined,
  contextLength: undefined,
  maxOutputTokens: undefined,
  dimensions: undefined,
  inputModalities: undefined,
  outputModalities: undefined,
  abilities: {},
  reasoningEfforts: undefined,
  serviceTiers: undefined,
  isSubscription: undefined,
  quotaMultiplier: undefined,
  tokenPrices: {},
  unitPrices: [],
  minimumPrice: undefined,
  voices: undefined,
  formats: undefined,
  resolutions: undefined,
  parameters: {},
}

describe('a model', () => {
  test('of text, with everything', () => {
    const entry = {
      id: 'vendor/one',
      object: 'model',
      created: 1_790_640_000,
      owned_by: 'vendor',
      name: 'One',
      description: 'The first.',
      context_length: 1_050_000,
      max_output_tokens: 128_000,
      supported_service_tiers: ['flex', 'fast'],
      reasoning_efforts: ['low', 'high'],
      architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
      capabilities: {
        vision: true,
        tool_calling: true,
        pdf_upload: true,
        batch_api: false,
        time_travel: true,
      },
      pricing: { prompt: 2, completion: 10, unit: 'per_million_tokens' },
      subscription: { included: true, inputTokenMultiplier: 2, note: '' },
    }
    expect(readOne(entry)).toEqual({
      ...UNKNOWN,
      id: 'vendor/one',
      name: 'One',
      description: 'The first.',
      ownedBy: 'vendor',
      createdAt: new Date('2026-09-29T00:00:00Z'),
      contextLength: 1_050_000,
      maxOutputTokens: 128_000,
      inputModalities: ['text', 'image'],
      outputModalities: ['text'],
      abilities: { vision: true, toolCalling: true, pdfInput: true, batch: false, timeTravel: true },
      reasoningEfforts: ['low', 'high'],
      serviceTiers: ['flex', 'fast'],
      isSubscription: true,
      quotaMultiplier: 2,
      tokenPrices: { input: 2, output: 10 },
      raw: entry,
    })
  })

  test.each<[string, object]>([
    ['without anything', {}],
    [
      'with null everywhere',
      Object.fromEntries(
        'name description context_length max_output_tokens architecture capabilities pricing created subscription supported_parameters reasoning_efforts'
          .split(' ')
          .map(name => [name, null]),
      ),
    ],
    ['with 0 where a limit would be', { context_length: 0, max_output_tokens: 0, created: 0 }],
    ['with null abilities', { capabilities: { vision: null, tool_calling: 'yes', reasoning: 1 } }],
    ['with the wrong types', { name: 7, context_length: 'long', pricing: [], capabilities: ['vision'] }],
    ['of a time that is none', { created: 1e300 }],
  ])('%s: what is unknown is undefined', (_what, entry) => {
    expect(readOne(entry)).toEqual({ ...UNKNOWN, raw: { id: 'a/b', ...entry } })
  })

  test('with abilities of any name', () => {
    expect(readOne({ capabilities: { constructor: true } })).toMatchObject({
      abilities: { constructor: true },
    })
  })

  test('of vectors', () => {
    const entry = {
      dimensions: 1536,
      supports_dimensions: true,
      max_tokens: 8191,
      pricing: { per_million_tokens: 0.02 },
    }
    expect(readOne(entry, { kind: 'embedding' })).toMatchObject({
      dimensions: 1536,
      contextLength: 8191,
      abilities: { customDimensions: true },
      tokenPrices: { input: 0.02 },
    })
  })

  test('of sound tells speech from transcription, and its time is that of the request', () => {
    const kinds = [
      [{ text_to_speech: true, speech_to_text: false }, 'speech'],
      [{ text_to_speech: false, speech_to_text: true }, 'transcription'],
      [{ text_to_speech: false, speech_to_text: false }, 'audio'],
      [undefined, 'audio'],
    ]
    for (const [capabilities, kind] of kinds) {
      expect(readOne({ capabilities, created: 1_790_640_000 }, { kind: 'audio' })).toMatchObject({
        kind,
        createdAt: undefined,
      })
    }
    expect(readOne({}, { kind: 'speech' }).kind).toBe('speech')
  })

  test('has the choices of its list', () => {
    const supported_parameters = { voices: ['alloy'], response_formats: ['mp3'], resolutions: ['1k'] }
    expect(readOne({ supported_parameters })).toMatchObject({
      voices: ['alloy'],
      formats: ['mp3'],
      resolutions: ['1k'],
    })
  })

  test.each(['auto-model', 'auto-model-basic'])('%s has no price, since it is that of another', id => {
    expect(readOne({ id, pricing: { prompt: 0, completion: 0 } }).tokenPrices).toEqual({})
    expect(readOne({ id, pricing: { prompt: 1, completion: 2 } }).tokenPrices).toEqual({
      input: 1,
      output: 2,
    })
  })

  test.each([
    ['subscription', true],
    ['paid', false],
    ['personalized', undefined],
  ] as const)('of the list of %s models is covered: %s', (plan, isSubscription) => {
    expect(readOne({}, { kind: 'text', plan }).isSubscription).toBe(isSubscription)
    expect(readOne({ subscription: { included: true } }, { kind: 'text', plan }).isSubscription).toBe(true)
  })
})

describe('a list', () => {
  test('may be one of ids', () => {
    expect(readModels({ models: ['a/b', 'c', ' ', 7] }, { kind: 'text' }).map(({ id }) => id)).toEqual([
      'a/b',
      'c',
    ])
  })

  test('has every model once, and skips what is none', () => {
    const data = [
      { id: 'a', name: 'first' },
      null,
      3,
      {},
      { id: '' },
      { id: 'A' },
      { id: 'a', name: 'second' },
    ]
    expect(readModels({ data }, { kind: 'text' }).map(({ id, name }) => [id, name])).toEqual([
      ['a', 'first'],
      ['A', undefined],
    ])
  })

  test('whose models were all made in the same second tells the time of the request', () => {
    const data = [
      { id: 'a', created: 1_790_640_000 },
      { id: 'b', created: 1_790_640_000 },
    ]
    expect(readModels({ data }, { kind: 'text' }).map(({ createdAt }) => createdAt)).toEqual([
      undefined,
      undefined,
    ])
    const [first] = readModels({ data: [...data, { id: 'c', created: 1 }] }, { kind: 'text' })
    expect(first?.createdAt).toEqual(new Date('2026-09-29T00:00:00Z'))
  })

  test.each([{}, { data: null }, { data: { a: 1 } }, { error: 'none' }])('%j is none', answer => {
    expect(() => readModels(answer, { kind: 'image' })).toThrow(InvalidResponseDataError)
  })

  test('whatever stands in it, reading it does not throw, and every id is a text that came', () => {
    const keys =
      'id created capabilities pricing architecture supported_parameters subscription reasoning_efforts'
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...keys.split(' ')), fc.jsonValue()),
      fc.record({ id: fc.string(), capabilities: fc.jsonValue(), pricing: fc.jsonValue() }),
    )
    const kinds = fc.constantFrom('text', 'image', 'video', 'audio', 'embedding' as const)
    fc.assert(
      fc.property(fc.array(entry), kinds, (data, kind) => {
        const ids = readModels({ data }, { kind }).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every(id => JSON.stringify(data).includes(JSON.stringify(id)))).toBe(true)
      }),
    )
  })
})

test('two lists of images become one: prices of the first, parameters of both', () => {
  const priced = readModels(
    {
      data: [
        { id: 'a', name: 'A', pricing: { per_image: 1 }, supported_parameters: { max_images: 4 } },
        { id: 'b' },
      ],
    },
    { kind: 'image' },
  )
  const described = readModels(
    {
      data: [
        { id: 'c' },
        {
          id: 'a',
          name: 'Other',
          description: 'Draws.',
          capabilities: { nsfw: false },
          supported_parameters: { seed: { type: 'range', min: 0, max: 9 } },
        },
      ],
    },
    { kind: 'image' },
  )
  const merged = mergeLists(priced, described)
  expect(merged.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(merged[0]).toMatchObject({
    name: 'A',
    description: 'Draws.',
    abilities: { nsfw: false },
    unitPrices: [{ usd: 1, per: 'image' }],
    parameters: { max_images: { value: 4 }, seed: { min: 0, max: 9 } },
    raw: { name: 'A' },
  })
})

describe('the providers of a model', () => {
  test('have prices per million, whatever the wire says', () => {
    const answer = {
      canonicalId: 'vendor/one',
      displayName: 'One',
      supportsProviderSelection: true,
      defaultPrice: { inputPer1kTokens: 0.0005, outputPer1kTokens: 0.0026 },
      providers: [
        { provider: 'north', available: true, pricing: { inputPer1kTokens: 0.00042 } },
        { provider: 'south', available: null },
        { available: true },
        null,
      ],
    }
    expect(readProviders(answer, 'vendor/one:thinking')).toEqual({
      modelId: 'vendor/one',
      displayName: 'One',
      supportsProviderSelection: true,
      defaultPrices: { input: 0.5, output: 2.6 },
      providers: [
        { id: 'north', isAvailable: true, tokenPrices: { input: 0.42 }, raw: answer.providers[0] },
        { id: 'south', isAvailable: undefined, tokenPrices: {}, raw: answer.providers[1] },
      ],
      raw: answer,
    })
  })

  test('are none where there is no choice', () => {
    expect(readProviders({ supportsProviderSelection: false }, 'vendor/one')).toMatchObject({
      modelId: 'vendor/one',
      supportsProviderSelection: false,
      providers: [],
    })
  })
})
