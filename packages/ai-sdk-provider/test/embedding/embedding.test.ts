import {
  APICallError,
  InvalidArgumentError,
  InvalidResponseDataError,
  TooManyEmbeddingValuesForCallError,
} from '@ai-sdk/provider'
import { cosineSimilarity, createProviderRegistry, embed, embedMany } from 'ai'
import { describe, expect, test } from 'vitest'
import { isNanoGPTError, type NanoGPTEmbeddingModelOptions } from '../../src/index.ts'
import { rejectionOf, setUp, type SetUpOptions } from '../harness.ts'

function setUpModel(options: SetUpOptions = {}) {
  const { nanogpt, ...rest } = setUp(options)
  return { ...rest, nanogpt, model: nanogpt.embeddingModel('text-embedding-3-small') }
}

function entry(embedding: unknown, index?: unknown): object {
  return { object: 'embedding', embedding, ...(index !== undefined && { index }) }
}

/** The vectors that two values get from an answer with these entries. */
async function embedTwo(data: unknown, more: object = { usage: { prompt_tokens: 2, total_tokens: 2 } }) {
  const { model, emulator } = setUpModel()
  emulator.replies.next({ json: { object: 'list', data, model: 'm', ...more } })
  return model.doEmbed({ values: ['a', 'b'] })
}

describe('embed and embedMany', () => {
  test('embed one value, with usage and metadata', async () => {
    const { model, emulator, lastBody } = setUpModel()
    const result = await embed({ model, value: 'Owls hunt at night.' })
    expect(result.embedding).toHaveLength(1536)
    expect(result.usage.tokens).toBeGreaterThan(0)
    expect(result.warnings).toEqual([])
    expect(result.providerMetadata?.nanogpt?.requestId).toMatch(/^req_/)
    expect(lastBody()).toEqual({
      model: 'text-embedding-3-small',
      input: ['Owls hunt at night.'],
      encoding_format: 'base64',
    })
    expect(emulator.unknownFields).toEqual([])
  })

  test('embed ten thousand values in five calls, in their order', async () => {
    const { nanogpt, emulator } = setUp()
    const values = Array.from({ length: 10_000 }, (_, index) => `item ${index}`)
    const { embeddings, usage } = await embedMany({
      model: nanogpt.embeddingModel('text-embedding-3-small'),
      values,
      providerOptions: { nanogpt: { dimensions: 64 } satisfies NanoGPTEmbeddingModelOptions },
    })
    expect(embeddings).toHaveLength(10_000)
    expect(usage.tokens).toBeGreaterThan(10_000)
    expect(emulator.requests.map(({ body }) => (body as { input: string[] }).input.length)).toEqual([
      2048, 2048, 2048, 2048, 1808,
    ])
    const { embedding } = await embed({
      model: nanogpt.embeddingModel('text-embedding-3-small'),
      value: 'item 9999',
      providerOptions: { nanogpt: { dimensions: 64 } },
    })
    expect(embeddings[9999]).toEqual(embedding)
  })

  test('of long texts are asked for in requests that the host takes', async () => {
    const { model, emulator } = setUpModel()
    const values = Array.from({ length: 2000 }, (_, index) => `${index} "é"\n`.repeat(360))
    const { embeddings } = await embedMany({ model, values })
    expect(embeddings).toHaveLength(2000)
    const sizes = emulator.requests.map(({ bodyText }) => new TextEncoder().encode(bodyText).length)
    expect(sizes).toHaveLength(4)
    expect(Math.max(...sizes)).toBeLessThan(4_000_000)
  })

  test('give the same numbers by either encoding', async () => {
    const { model, lastBody } = setUpModel()
    const { embedding } = await embed({ model, value: 'An owl.' })
    const floats = await embed({
      model,
      value: 'An owl.',
      providerOptions: { nanogpt: { encodingFormat: 'float' } },
    })
    expect(lastBody().encoding_format).toBe('float')
    expect(floats.embedding).toEqual(embedding)
  })

  test('find what is alike, through a registry', async () => {
    const { nanogpt } = setUp()
    const { embeddings } = await embedMany({
      model: createProviderRegistry({ nanogpt }).embeddingModel('nanogpt:Qwen/Qwen3-Embedding-8B'),
      values: ['An owl hunts a mouse at night.', 'Owls hunt mice at night.', 'Taxes are due on Monday.'],
    })
    const [owl = [], owls = [], taxes = []] = embeddings
    expect(cosineSimilarity(owl, owls)).toBeGreaterThan(cosineSimilarity(owl, taxes) + 0.3)
  })

  test('retry what is retryable', async () => {
    const { model, emulator } = setUpModel()
    emulator.faults.next({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } })
    expect((await embed({ model, value: 'a' })).embedding).toHaveLength(1536)
    expect(emulator.requests).toHaveLength(2)
  })
})

describe('options', () => {
  test('an option wins over the call, and is checked', async () => {
    const { model, lastBody } = setUpModel()
    const providerOptions = { nanogpt: { dimensions: 8, user: 'u1' } }
    const { embeddings } = await model.doEmbed({ values: ['a'], dimensions: 16, providerOptions })
    expect(embeddings[0]).toHaveLength(8)
    expect(lastBody()).toMatchObject({ dimensions: 8, user: 'u1' })
    expect((await model.doEmbed({ values: ['a'], dimensions: 16 })).embeddings[0]).toHaveLength(16)

    const error = await rejectionOf(
      model.doEmbed({ values: ['a'], providerOptions: { nanogpt: { dimension: 8 } } }),
    )
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('message', expect.stringContaining("Did you mean 'dimensions'?"))
  })

  test('are read under the name of the provider too', async () => {
    const { model, lastBody } = setUpModel({ name: 'my-nano' })
    expect(model.provider).toBe('my-nano.embedding')
    await model.doEmbed({ values: ['a'], providerOptions: { myNano: { user: 'u1' } } })
    expect(lastBody()).toHaveProperty('user', 'u1')
  })

  test.each([
    ['the setting', { billing: 'subscription' }],
    ['a base URL', { baseURL: 'https://nano-gpt.com/api/subscription/v1' }],
  ] as const)(
    'a subscription by %s has no embeddings, so they are charged, with a warning',
    async (_, settings) => {
      const { model, lastRequest } = setUpModel(settings)
      const { warnings } = await model.doEmbed({ values: ['a'] })
      expect(warnings).toEqual([
        { type: 'other', message: expect.stringContaining('charged to the balance') },
      ])
      expect(lastRequest().path).toBe('/api/v1/embeddings')
    },
  )

  test('bodies are never compressed, which the endpoint does not take', async () => {
    const { model, lastRequest } = setUpModel({ compression: { minBytes: 0 } })
    await embed({ model, value: 'a'.repeat(20_000) })
    expect(lastRequest().headers).not.toHaveProperty('content-encoding')
  })
})

describe('before anything is sent', () => {
  test('a value that is no text is refused by its index', async () => {
    const { model, emulator } = setUpModel()
    const values = ['a', null] as string[]
    await expect(model.doEmbed({ values })).rejects.toThrow('values[1] must be a text, not null.')
    expect(emulator.requests).toEqual([])
  })

  test('more values than a call takes are refused, and none need no call', async () => {
    const { model, emulator } = setUpModel()
    const values = Array.from({ length: 2049 }, () => 'a')
    const error = await rejectionOf(model.doEmbed({ values }))
    expect(TooManyEmbeddingValuesForCallError.isInstance(error)).toBe(true)
    expect(await model.doEmbed({ values: [] })).toEqual({
      embeddings: [],
      usage: { tokens: 0 },
      warnings: [],
    })
    expect(emulator.requests).toEqual([])
  })
})

describe('errors of the server', () => {
  test('name the value that is too long', async () => {
    const { nanogpt } = setUp()
    const model = nanogpt.embedding('BAAI/bge-base-en-v1.5')
    const error = await rejectionOf(embed({ model, value: 'long word '.repeat(600) }))
    expect(isNanoGPTError(error) && error.data).toMatchObject({ param: 'input[0]', status: 400 })
    expect(APICallError.isInstance(error) && error.isRetryable).toBe(false)
  })

  test('stop a call that is aborted', async () => {
    const { model, emulator } = setUpModel()
    emulator.faults.next({ type: 'latency', ms: 60_000 })
    const abortSignal = AbortSignal.timeout(20)
    await expect(embed({ model, value: 'a', abortSignal })).rejects.toThrow(/abort|timeout/i)
  })
})

describe('answers of other shapes', () => {
  test('are put in the order of their index', async () => {
    const { embeddings, usage } = await embedTwo([entry([0, 1], 1), entry([1, 0], 0)])
    expect(embeddings).toEqual([
      [1, 0],
      [0, 1],
    ])
    expect(usage).toEqual({ tokens: 2 })
  })

  test('are taken as they come where there is no index', async () => {
    expect((await embedTwo([entry([1]), entry([2])])).embeddings).toEqual([[1], [2]])
  })

  test.each([
    ['a total alone', { usage: { total_tokens: 5 } }, { tokens: 5 }],
    ['the name of other endpoints', { usage: { input_tokens: 4, total_tokens: 5 } }, { tokens: 4 }],
    ['a price alone', { x_nanogpt_pricing: { cost: 0.1, inputTokens: 6 } }, { tokens: 6 }],
    ['nothing', {}, undefined],
  ])('count tokens from %s', async (_, more, usage) => {
    const result = await embedTwo([entry([1]), entry([2])], more)
    expect(result.usage).toEqual(usage)
  })

  test('tell the price where they have one', async () => {
    const { providerMetadata } = await embedTwo([entry([1]), entry([2])], {
      x_nanogpt_pricing: { amount: 0.25, currency: 'USD', paymentSource: 'USD' },
    })
    expect(providerMetadata?.nanogpt).toMatchObject({ costUsd: 0.25, paymentSource: 'USD' })
  })

  test.each([
    ['one too few', [entry([1], 0)], '2 values were sent, and 1 embeddings came back'],
    ['none', [], '2 values were sent, and 0'],
    ['no list', null, '2 values were sent, and 0'],
    ['an index twice', [entry([1], 0), entry([1], 0)], 'the index 0, a second time'],
    ['an index of nothing', [entry([1], 0), entry([1], 7)], 'the index 7'],
    ['a negative index', [entry([1], 0), entry([1], -1)], 'the index -1'],
    ['null for a vector', [entry([1], 0), entry(null, 1)], 'values[1] is not a list of numbers'],
    ['null for a number', [entry([1], 0), entry([null], 1)], 'values[1] is not a list of numbers'],
    ['NaN in base64', [entry('AADAfw==', 0), entry([1], 1)], 'values[0] is not a list of numbers'],
    ['an empty vector', [entry([], 0), entry([1], 1)], 'values[0] is not a list of numbers'],
    ['two lengths', [entry([1, 2], 0), entry([1], 1)], 'values[1] has 1 numbers, but values[0] has 2'],
  ])('are refused with %s', async (_, data, message) => {
    const error = await rejectionOf(embedTwo(data))
    expect(InvalidResponseDataError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
  })

  test('are refused where the length is not the one that was asked for', async () => {
    const { model, emulator } = setUpModel()
    emulator.replies.next({ json: { data: [entry([1, 2, 3])] } })
    await expect(model.doEmbed({ values: ['a'], dimensions: 2 })).rejects.toThrow(
      'values[0] has 3 numbers, but 2 were asked for',
    )
  })
})

test('a result does not keep the bulk of the answer', async () => {
  const { model } = setUpModel()
  const { response } = await model.doEmbed({ values: ['a'] })
  expect(response?.body).toEqual({
    object: 'list',
    model: 'text-embedding-3-small',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  })
})
