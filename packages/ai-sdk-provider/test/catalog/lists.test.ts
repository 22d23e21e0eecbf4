import { InvalidArgumentError, InvalidResponseDataError, LoadAPIKeyError } from '@ai-sdk/provider'
import { EMULATOR_API_KEY, type Emulator } from '@nanogpt/emulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { NanoGPTModelQuery, NanoGPTModelSearch } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

function paths({ requests }: Emulator): string[] {
  return requests.map(({ path }) => path)
}

function setUpWithoutKey() {
  vi.stubEnv('NANOGPT_API_KEY', '')
  vi.stubEnv('NANO_GPT_API_KEY', '')
  return setUp({ apiKey: '' })
}

describe('the lists', () => {
  test('of every kind come without a key, each model in one shape', async () => {
    const { nanogpt, emulator } = setUpWithoutKey()
    const models = await nanogpt.getAvailableModels({ kind: 'all' })
    expect(paths(emulator).toSorted()).toEqual([
      '/api/v1/audio-models',
      '/api/v1/embedding-models',
      '/api/v1/image-models',
      '/api/v1/images/models',
      '/api/v1/models',
      '/api/v1/video-models',
    ])
    expect(emulator.requests.map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    )
    const kinds = new Set(models.map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual([
      'audio',
      'embedding',
      'image',
      'speech',
      'text',
      'transcription',
      'video',
    ])
    for (const { tokenPrices, unitPrices } of models) {
      expect(Object.keys(tokenPrices).length + unitPrices.length).toBeGreaterThan(0)
    }
  })

  test('tell of text its limits, abilities and prices per million', async () => {
    const { nanogpt } = setUpWithoutKey()
    const models = await nanogpt.getAvailableModels()
    expect(models.find(({ id }) => id === 'openai/gpt-5.2')).toMatchObject({
      kind: 'text',
      ownedBy: 'openai',
      contextLength: expect.any(Number),
      abilities: { vision: true, toolCalling: true },
      tokenPrices: { input: expect.any(Number), cacheRead: expect.any(Number) },
      raw: { object: 'model' },
    })
  })

  test('tell of images the price of a size, and what can be chosen', async () => {
    const [model] = (await setUp().nanogpt.getAvailableModels({ kind: 'image' })).filter(
      ({ unitPrices }) => unitPrices.length > 1,
    )
    expect(model?.unitPrices[0]).toEqual({
      usd: expect.any(Number),
      per: 'image',
      variant: expect.stringMatching(/^\w+$/),
    })
    expect(model?.resolutions).toContain(model?.unitPrices[0]?.variant)
    expect(model?.parameters.n).toMatchObject({ min: 1, max: expect.any(Number) })
  })

  test('of images come without parameters when those cannot be had', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.always({ type: 'status', status: 500 }, { path: '/images/models' })
    const models = await nanogpt.getAvailableModels({ kind: 'image' })
    expect(models.length).toBeGreaterThan(0)
    expect(models.every(({ parameters }) => parameters.n === undefined)).toBe(true)
  })

  test('of videos have prices in every shape', async () => {
    const models = await setUp().nanogpt.getAvailableModels({ kind: 'video' })
    expect(models.filter(({ unitPrices }) => unitPrices.length === 0)).toEqual([])
    expect(new Set(models.flatMap(({ unitPrices }) => unitPrices.map(({ per }) => per)))).toContain('second')
  })

  test('of sound can be asked for apart', async () => {
    const { nanogpt } = setUp()
    const speech = await nanogpt.getAvailableModels({ kind: 'speech' })
    const transcription = await nanogpt.getAvailableModels({ kind: ['transcription'] })
    expect(new Set(speech.map(({ kind }) => kind))).toEqual(new Set(['speech']))
    expect(speech.some(({ voices, formats }) => voices?.includes('alloy') && formats?.includes('mp3'))).toBe(
      true,
    )
    expect(transcription.every(({ kind }) => kind !== 'speech')).toBe(true)
    const both = await nanogpt.getAvailableModels({ kind: ['speech', 'audio', 'speech'] })
    expect(both.filter(({ id, kind }) => id === speech[0]?.id && kind === 'speech')).toHaveLength(1)
  })

  test('without details have ids, and nothing that is not known', async () => {
    const { nanogpt, emulator } = setUp()
    const models = await nanogpt.getAvailableModels({ detailed: false, kind: ['text', 'image'] })
    expect(emulator.requests.map(({ url }) => new URL(url).search)).toEqual([
      '?detailed=false',
      '?detailed=false',
    ])
    expect(models[0]).toMatchObject({ contextLength: undefined, abilities: {}, tokenPrices: {} })
  })

  test.each([
    ['subscription', '/api/subscription/v1/models', true],
    ['paid', '/api/paid/v1/models', false],
  ] as const)('of the plan %s', async (plan, path, isSubscription) => {
    const { nanogpt, emulator } = setUpWithoutKey()
    const models = await nanogpt.getAvailableModels({ plan, detailed: false })
    expect(paths(emulator)).toEqual([path])
    expect(new Set(models.map(model => model.isSubscription))).toEqual(new Set([isSubscription]))
  })

  test.each([{ plan: 'personalized' }, { sort: 'favorites' }] as const)('%j needs a key', async query => {
    const { nanogpt, emulator } = setUpWithoutKey()
    expect(await rejectionOf(nanogpt.getAvailableModels(query))).toBeInstanceOf(LoadAPIKeyError)
    expect(emulator.requests).toEqual([])

    const own = setUp()
    expect((await own.nanogpt.getAvailableModels(query)).length).toBeGreaterThan(0)
    expect(own.lastRequest().headers.authorization).toBe(`Bearer ${EMULATOR_API_KEY}`)
  })

  test.each([
    'https://nano-gpt.com/api/subscription/v1',
    'https://nano-gpt.com/api/v1thinking',
    'https://nano-gpt.com/api/v1',
  ])('are all of them below %s', async baseURL => {
    const { nanogpt, emulator } = setUp({ baseURL })
    await nanogpt.getAvailableModels({ kind: ['text', 'embedding'] })
    await nanogpt.getAvailableModels({ plan: 'subscription' })
    expect(paths(emulator)).toEqual([
      '/api/v1/models',
      '/api/v1/embedding-models',
      '/api/subscription/v1/models',
    ])
  })

  test.each<[NanoGPTModelQuery, string]>([
    [
      { kind: 'image', plan: 'paid' },
      "Only the list of text models has a plan, not that of image. Ask for kind 'text' alone.",
    ],
    [{ kind: 'all', sort: 'mostused' }, "has the order 'mostused', not that of image"],
    [{ kind: 'music' as 'audio' }, "There is no list of 'music'. There are: all, text, image"],
    [{ plan: 'free' as 'paid' }, "not 'free'"],
    [{ sort: 'cheapest' as 'mostused' }, "must be one of favorites, mostused, not 'cheapest'"],
  ])('%j is refused before anything is sent', async (query, words) => {
    const { nanogpt, emulator } = setUp()
    const error = await rejectionOf(nanogpt.getAvailableModels(query))
    expect(error).toBeInstanceOf(InvalidArgumentError)
    expect(String(error)).toContain(words)
    expect(emulator.requests).toEqual([])
  })

  test('that are none are an error, not an empty catalogue', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.replies.next({ json: { welcome: 'to a proxy' } }, { method: 'GET' })
    const error = await rejectionOf(nanogpt.getAvailableModels())
    expect(error).toBeInstanceOf(InvalidResponseDataError)
    expect(String(error)).toContain('baseURL')
  })

  test('of 600 odd models are read', async () => {
    const odd = [
      { capabilities: null, context_length: 0 },
      { capabilities: { vision: null }, context_length: null, pricing: null },
      { pricing: { prompt: '1', completion: 2, cacheReadInputPer1kTokens: 0.0001 }, architecture: 7 },
      {
        category: 'decisions',
        architecture: { output_modalities: ['decisions'] },
        pricing: { per_call: 'x' },
      },
    ]
    const models = Array.from({ length: 600 }, (_, index) => ({
      id: `odd/model-${index}`,
      ...odd[index % odd.length],
    }))
    const { nanogpt } = setUp({ emulator: { models: [...models, ...models] } })
    const read = await nanogpt.findModels({ search: 'odd/', sortBy: 'id' })
    expect(read).toHaveLength(600)
    expect(read.every(({ contextLength }) => contextLength === undefined)).toBe(true)
    expect(await nanogpt.findModels({ search: 'odd/', maxInputPrice: 5 })).toHaveLength(150)
    expect(await nanogpt.findModels({ search: 'odd/', outputModalities: ['decisions'] })).toHaveLength(150)
  })
})

describe('finding models', () => {
  test('gives the cheapest that can do it first', async () => {
    const { nanogpt } = setUpWithoutKey()
    const models = await nanogpt.findModels({ abilities: ['vision', 'toolCalling'], minContext: 100_000 })
    expect(models.length).toBeGreaterThan(1)
    const prices = models.map(({ tokenPrices: { input = 0, output = 0 } }) => 3 * input + output)
    expect(prices).toEqual(prices.toSorted((one, other) => one - other))
    expect(models.every(({ abilities }) => abilities.vision && abilities.toolCalling)).toBe(true)
  })

  test('among images, by the price of one', async () => {
    const found = await setUp().nanogpt.findModels({ kind: 'image', maxUnitPrice: 0.02, limit: 3 })
    expect(found.length).toBeGreaterThan(0)
    for (const { unitPrices } of found)
      expect(Math.min(...unitPrices.map(({ usd }) => usd))).toBeLessThanOrEqual(0.02)
  })

  test('in the order of the server', async () => {
    const { nanogpt, lastRequest } = setUp()
    const found = await nanogpt.findModels({ sortBy: 'mostused' })
    expect(new URL(lastRequest().url).searchParams.get('sort')).toBe('mostused')
    const listed = await nanogpt.getAvailableModels({ sort: 'mostused' })
    expect(found).toEqual(listed)
  })

  test.each<NanoGPTModelSearch>([
    { limit: -1 },
    { maxInputPrice: Number.NaN },
    { sortBy: 'best' as 'price' },
  ])('%j is refused before anything is sent', async search => {
    const { nanogpt, emulator } = setUp()
    expect(await rejectionOf(nanogpt.findModels(search))).toBeInstanceOf(InvalidArgumentError)
    expect(emulator.requests).toEqual([])
  })
})
