import { describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY } from '../src/index.ts'
import { ask, fail, host, type Json } from './ask.ts'

const path = '/api/v1/embeddings'
const model = 'text-embedding-3-small'

interface Embeddings {
  object: string
  data: { object: string; index: number; embedding: number[] | string }[]
  model: string
  usage: { prompt_tokens: number; total_tokens: number }
}

async function embed(body: Json, emulator = createEmulator()): Promise<Embeddings> {
  const response = await ask(emulator, { messages: undefined, model, ...body }, { path })
  expect(response.status).toBe(200)
  expect(emulator.unknownFields).toEqual([])
  return (await response.json()) as Embeddings
}

async function vectors(input: string[], more: Json = {}): Promise<number[][]> {
  const { data } = await embed({ input, ...more })
  return data.map(({ embedding }) => embedding as number[])
}

const dot = (one: number[] = [], other: number[] = []): number =>
  one.reduce((sum, coordinate, index) => sum + coordinate * (other[index] ?? 0), 0)

const refuse = (body: Json, headers: Record<string, string> = {}) =>
  fail(createEmulator(), { messages: undefined, model, ...body }, { path, headers })

describe('embeddings', () => {
  it('answers one text, and a list of texts in their order', async () => {
    const one = await embed({ input: 'An owl.' })
    expect(one).toMatchObject({ object: 'list', model, data: [{ object: 'embedding', index: 0 }] })
    expect(one.data[0]?.embedding).toHaveLength(1536)
    expect(one.usage.prompt_tokens).toBeGreaterThan(0)
    expect(one.usage.total_tokens).toBe(one.usage.prompt_tokens)

    const many = await embed({ input: ['A bee.', 'An owl.'] })
    expect(many.data.map(({ index }) => index)).toEqual([0, 1])
    expect(many.data[1]?.embedding).toEqual(one.data[0]?.embedding)
  })

  it('puts similar texts near each other', async () => {
    const [owls, birds, taxes] = await vectors([
      'Owls hunt mice in the forest at night.',
      'At night an owl hunts a mouse in the forest.',
      'Income tax returns are due on Monday.',
    ])
    expect(dot(owls, owls)).toBeCloseTo(1, 5)
    expect(dot(owls, birds)).toBeGreaterThan(0.5)
    expect(dot(owls, taxes)).toBeLessThan(0.2)
  })

  it('sends the same numbers in base64', async () => {
    const [floats = []] = await vectors(['An owl.'])
    const { data } = await embed({ input: 'An owl.', encoding_format: 'base64' })
    const bytes = Uint8Array.from(atob(data[0]?.embedding as string), letter => letter.charCodeAt(0))
    const view = new DataView(bytes.buffer)
    expect(floats.map((_, index) => view.getFloat32(index * 4, true))).toEqual(floats)
  })

  it('shortens vectors of the models that can be shortened, and keeps their length 1', async () => {
    const [short] = await vectors(['An owl.'], { dimensions: 256 })
    expect(short).toHaveLength(256)
    expect(dot(short, short)).toBeCloseTo(1, 5)
    expect((await vectors(['An owl.'], { model: 'BAAI/bge-m3', dimensions: 1024 }))[0]).toHaveLength(1024)
  })

  it('charges by token', async () => {
    const emulator = createEmulator()
    const before = emulator.account.balance
    const { usage } = await embed({ input: 'An owl.' }, emulator)
    expect(before - emulator.account.balance).toBeCloseTo((usage.total_tokens * 0.02) / 1e6, 12)
  })

  it('takes a reply of the test', async () => {
    const emulator = createEmulator()
    emulator.replies.next({ json: { data: [] } })
    expect(await embed({ input: 'An owl.' }, emulator)).toEqual({ data: [] })
  })
})

describe('embeddings are refused', () => {
  it.each([
    ['without an input', {}, 'input'],
    ['with an empty text', { input: '' }, 'input'],
    ['with an empty text in a list', { input: ['a', ''] }, 'input[1]'],
    ['with an empty list', { input: [] }, 'input'],
    ['with more than 2048 texts', { input: Array.from({ length: 2049 }, () => 'a') }, 'input'],
    ['with lists of tokens', { input: [[1, 2]] }, 'input[0]'],
    ['with another encoding', { input: 'a', encoding_format: 'hex' }, 'encoding_format'],
    ['with no dimensions', { input: 'a', dimensions: 0 }, 'dimensions'],
    ['with too many dimensions', { input: 'a', dimensions: 2000 }, 'dimensions'],
    ['with dimensions of a fixed model', { input: 'a', model: 'BAAI/bge-m3', dimensions: 8 }, 'dimensions'],
    ['with a text that is too long', { input: ['a', 'long word '.repeat(9000)] }, 'input[1]'],
  ])('%s', async (_, body, param) => {
    expect(await refuse(body)).toMatchObject({ status: 400, param })
  })

  it('of a model nobody knows, in the documented words', async () => {
    expect(await refuse({ input: 'a', model: 'zai-org/glm-5' })).toEqual({
      status: 400,
      message: 'Invalid model specified',
      type: 'invalid_request_error',
      param: 'model',
    })
  })

  it('when they are compressed', async () => {
    expect(await refuse({ input: 'a' }, { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 })
  })

  it('without a key, and without money', async () => {
    const emulator = createEmulator({ balance: 0 })
    const keyless = await emulator.fetch(host + path, { method: 'POST', body: '{}' })
    expect(keyless.status).toBe(401)
    expect((await ask(emulator, { messages: undefined, model, input: 'a' }, { path })).status).toBe(402)
  })
})

it('lists the embedding models without a key', async () => {
  const response = await createEmulator().fetch(`${host}/api/v1/embedding-models`)
  const { data } = (await response.json()) as { data: Json[] }
  expect(data.find(({ id }) => id === model)).toMatchObject({
    object: 'model',
    dimensions: 1536,
    max_dimensions: 1536,
    supports_dimensions: true,
    max_tokens: 8191,
    pricing: { per_million_tokens: 0.02, currency: 'USD' },
  })
})

it('fits the keys of the other endpoints', async () => {
  const emulator = createEmulator()
  const response = await emulator.fetch(`${host}/v1/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': EMULATOR_API_KEY },
    body: JSON.stringify({ model, input: 'a' }),
  })
  expect(response.status).toBe(200)
})
