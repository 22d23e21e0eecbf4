import { expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY } from '../src/index.ts'
import { host, type Json } from './ask.ts'

type Listed = Json & {
  id: string
  subscription?: { included: boolean }
  pricing?: Json
  capabilities?: Json | null
}

const emulator = createEmulator()
const withKey = { headers: { authorization: `Bearer ${EMULATOR_API_KEY}` } }

async function list(path: string, which = emulator, init: RequestInit = {}): Promise<Listed[]> {
  const response = await which.fetch(`${host}${path}`, init)
  expect(response.status).toBe(200)
  const { object, data } = (await response.json()) as { object: string; data: Listed[] }
  expect(object).toBe('list')
  return data
}

const ids = (models: Listed[]): string[] => models.map(({ id }) => id)

it('a basic list has ids and owners and nothing else', async () => {
  const models = await list('/api/v1/models')
  expect(models.length).toBeGreaterThanOrEqual(25)
  expect(Object.keys(models[0] ?? {})).toEqual(['id', 'object', 'created', 'owned_by'])
  expect(models.find(({ id }) => id === 'zai-org/glm-5')).toMatchObject({
    object: 'model',
    owned_by: 'zai-org',
  })
})

it.each([
  'zai-org/glm-5',
  'zai-org/glm-5:thinking',
  'openai/gpt-5.2',
  'openai/gpt-6.1-sol',
  'anthropic/claude-opus-5.5',
  'anthropic/claude-sonnet-5.5',
  'google/gemini-3.8-flash',
  'deepseek/deepseek-v4.1-flash',
  'moonshotai/kimi-k3',
  'x-ai/grok-4.7',
  'qwen/qwen3.8-max',
])('%s is listed', async id => {
  expect(ids(await list('/v1/models'))).toContain(id)
})

it('a detailed entry has prices per million and cache prices per thousand', async () => {
  const models = await list('/api/v1/models?detailed=true')
  expect(models.find(({ id }) => id === 'openai/gpt-6.1-sol')).toMatchObject({
    name: 'GPT 6.1 Sol',
    context_length: 1_050_000,
    max_output_tokens: 128_000,
    supported_service_tiers: ['flex', 'fast', 'priority'],
    capabilities: { vision: true, video_input: false, parallel_tool_calls: false, batch_api: true },
    pricing: {
      prompt: 2,
      completion: 10,
      cacheReadInputPer1kTokens: 0.0001,
      cacheWriteInputPer1kTokens: 0.0025,
      unit: 'per_million_tokens',
    },
  })
})

it('some models are known to be free, and of some nothing is known', async () => {
  const models = await list('/api/v1/models?detailed=true')
  expect(models.filter(({ capabilities }) => capabilities === null).length).toBeGreaterThan(0)
  expect(models.find(({ id }) => id.endsWith(':free'))?.pricing).toMatchObject({ prompt: 0, completion: 0 })
})

it('subscription and paid lists are the whole list in two parts', async () => {
  const [all, included, paid] = await Promise.all(
    ['/api/v1', '/api/subscription/v1', '/api/paid/v1'].map(base => list(`${base}/models`)),
  )
  expect([...ids(included ?? []), ...ids(paid ?? [])].toSorted()).toEqual(ids(all ?? []).toSorted())
  expect(included?.length).toBeGreaterThan(0)
  expect(paid?.length).toBeGreaterThan(0)
})

it('a bad key or none changes nothing about a public list', async () => {
  const anonymous = await list('/api/v1/models')
  expect(await list('/api/v1/models', emulator, { headers: { authorization: 'Bearer wrong' } })).toEqual(
    anonymous,
  )
})

it('the personalised list needs a key', async () => {
  expect((await emulator.fetch(`${host}/api/personalized/v1/models`)).status).toBe(401)
  expect((await list('/api/personalized/v1/models', emulator, withKey)).length).toBeGreaterThan(0)
})

it('a subscriber sees what the subscription includes', async () => {
  const subscriber = createEmulator({ subscription: true })
  expect(ids(await list('/api/v1/models', subscriber, withKey))).toEqual(
    ids(await list('/api/subscription/v1/models', subscriber)),
  )
})

it('sorting reorders and drops nothing; an unknown order is ignored', async () => {
  const plain = ids(await list('/api/v1/models'))
  const sorted = ids(await list('/api/v1/models?sort=mostused'))
  expect(sorted).not.toEqual(plain)
  expect(sorted.toSorted()).toEqual(plain.toSorted())
  expect(ids(await list('/api/v1/models?sort=beauty'))).toEqual(plain)
})

it('the balance is told in text', async () => {
  const response = await emulator.fetch(`${host}/api/check-balance`, { method: 'POST', ...withKey })
  expect(await response.json()).toMatchObject({
    usd_balance: '100.00000000',
    nano_balance: expect.any(String),
    nanoDepositAddress: expect.stringMatching(/^nano_/),
  })
  expect((await emulator.fetch(`${host}/api/check-balance`, { method: 'POST' })).status).toBe(401)
})
