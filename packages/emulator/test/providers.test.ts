import { describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY, type AddedModel, type Emulator } from '../src/index.ts'
import { complete, host, type Json } from './ask.ts'

const withKey = { headers: { authorization: `Bearer ${EMULATOR_API_KEY}` } }

async function get<Shape = Json>(
  emulator: Emulator,
  path: string,
  init: RequestInit = withKey,
): Promise<{ status: number; body: Shape }> {
  const response = await emulator.fetch(`${host}${path}`, init)
  return { status: response.status, body: (await response.json()) as Shape }
}

interface Price {
  inputPer1kTokens: number
  outputPer1kTokens: number
}

interface Providers extends Json {
  defaultPrice: Price
  providers: { provider: string; available: boolean; pricing: Price; distillationPolicy: Json }[]
}

describe('GET /api/models/{id}/providers', () => {
  it('tells who serves a model, with prices per thousand tokens', async () => {
    const { body } = await get<Providers>(createEmulator(), '/api/models/zai-org%2Fglm-5/providers')
    expect(body).toMatchObject({
      canonicalId: 'zai-org/glm-5',
      displayName: 'GLM 5',
      supportsProviderSelection: true,
      defaultPrice: { inputPer1kTokens: 0.0008, outputPer1kTokens: 0.00256 },
    })
    expect(body.providers.find(({ provider }) => provider === 'novita')).toEqual({
      provider: 'novita',
      available: true,
      pricing: { inputPer1kTokens: 0.00084, outputPer1kTokens: 0.002688 },
      distillationPolicy: { status: 'allowed' },
    })
  })

  it('these are the prices a request with that provider pays', async () => {
    const emulator = createEmulator()
    const { body } = await get<Providers>(emulator, '/api/models/zai-org%2Fglm-5/providers')
    expect(body.providers.length).toBeGreaterThan(2)
    for (const { provider, pricing } of body.providers) {
      const reply = await complete(emulator, {}, { headers: { 'x-provider': provider } })
      const { cost = NaN, inputTokens = NaN, outputTokens = NaN } = reply.x_nanogpt_pricing ?? {}
      const thousands = inputTokens * pricing.inputPer1kTokens + outputTokens * pricing.outputPer1kTokens
      expect(cost).toBeCloseTo(thousands / 1000, 11)
    }
  })

  it('of a model without a choice there is only that to say', async () => {
    const { status, body } = await get(createEmulator(), '/api/models/openai%2Fgpt-5.2/providers')
    expect([status, body]).toEqual([200, { supportsProviderSelection: false }])
  })

  it.each([
    ['an unknown model', '/api/models/acme%2Fnone/providers', 400],
    ['a slash that is not encoded', '/api/models/zai-org/glm-5/providers', 404],
    ['a path under v1', '/api/v1/models/zai-org%2Fglm-5/providers', 404],
  ])('%s is refused', async (_, path, status) => {
    expect((await get(createEmulator(), path)).status).toBe(status)
  })

  it('needs a key', async () => {
    expect((await get(createEmulator(), '/api/models/zai-org%2Fglm-5/providers', {})).status).toBe(401)
  })
})

type List = { data: Json[]; meta?: { count: number } }

describe('the model lists', () => {
  const odd: AddedModel[] = [
    { id: 'acme/null', object: 'model', created: 1, owned_by: 'acme', capabilities: null, context_length: 0 },
    { id: 'acme/bare' },
    { id: 'acme/included', pricing: null, subscription: { included: true } },
    { noId: true },
  ]

  it('show added entries as they stand', async () => {
    const emulator = createEmulator({ models: odd })
    const { body } = await get<List>(emulator, '/api/v1/models?detailed=true')
    expect(body.data.slice(-odd.length)).toEqual(odd)
  })

  it('show only the basics of them without details', async () => {
    const emulator = createEmulator({ models: odd })
    const { body } = await get<List>(emulator, '/api/v1/models')
    expect(body.data.at(-4)).toEqual({ id: 'acme/null', object: 'model', created: 1, owned_by: 'acme' })
    expect(body.data.at(-2)).toEqual({ id: 'acme/included' })
  })

  it('show them where the subscription includes them, or not', async () => {
    const emulator = createEmulator({ models: odd })
    const ids = async (base: string): Promise<unknown[]> =>
      (await get<List>(emulator, `${base}/models`)).body.data.map(({ id }) => id)
    expect(await ids('/api/subscription/v1')).toContain('acme/included')
    expect(await ids('/api/paid/v1')).not.toContain('acme/included')
    expect(await ids('/api/paid/v1')).toContain('acme/bare')
  })

  it('can be as long as the real one', async () => {
    const models = Array.from({ length: 600 }, (_, index) => ({ id: `acme/model-${index}` }))
    const { body } = await get<List>(createEmulator({ models }), '/api/v1/models')
    expect(body.data.length).toBeGreaterThan(600)
  })

  it.each([
    ['image', '/api/v1/image-models'],
    ['image', '/api/v1/images/models'],
    ['video', '/api/v1/video-models'],
    ['audio', '/api/v1/audio-models'],
    ['embedding', '/api/v1/embedding-models'],
  ] as const)('of kind %s take entries too: %s', async (kind, path) => {
    const emulator = createEmulator({ models: { [kind]: [{ id: 'acme/odd', pricing: 'much' }] } })
    const plain = (await get<List>(createEmulator(), path)).body
    const { body } = await get<List>(emulator, path)
    expect(body.data.at(-1)).toEqual({ id: 'acme/odd', pricing: 'much' })
    expect(body.data).toHaveLength(plain.data.length + 1)
    expect(body.meta?.count).toBe(plain.meta === undefined ? undefined : body.data.length)
  })

  it('an added model is listed, and nothing more', async () => {
    const emulator = createEmulator({ models: odd })
    await expect(complete(emulator, { model: 'acme/bare' })).rejects.toThrow('model_not_found')
  })

  it('as ids alone, in the form the API began with', async () => {
    const emulator = createEmulator({ models: odd })
    const { body } = await get<{ models: string[] }>(emulator, '/api/models', {})
    expect(Object.keys(body)).toEqual(['models'])
    expect(body.models).toContain('zai-org/glm-5')
    expect(body.models).toContain('acme/bare')
  })

  it('sorted by favourites begin with what the account used last', async () => {
    const emulator = createEmulator()
    const ids = async (path: string, init: RequestInit = withKey): Promise<unknown[]> =>
      (await get<List>(emulator, path, init)).body.data.map(({ id }) => id)
    const plain = await ids('/api/v1/models')
    expect(await ids('/api/v1/models?sort=favorites')).toEqual(plain)
    await complete(emulator, { model: 'zai-org/glm-5' })
    await complete(emulator, { model: 'qwen/qwen3.8-max' })
    const sorted = await ids('/api/v1/models?sort=favorites')
    expect(sorted.slice(0, 2)).toEqual(['qwen/qwen3.8-max', 'zai-org/glm-5'])
    expect(sorted.toSorted()).toEqual(plain.toSorted())
    expect(await ids('/api/v1/models?sort=favorites', {})).toEqual(plain)
  })
})
