import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { afterEach, expect, test, vi } from 'vitest'
import { promptOf, setUp } from '../harness.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

interface Serializable {
  [WORKFLOW_SERIALIZE](model: unknown): unknown
  [WORKFLOW_DESERIALIZE](state: unknown): LanguageModelV4
}

test('a model survives a workflow engine, without its secrets', async () => {
  const { nanogpt, emulator } = setUp({
    apiKey: async () => 'sk-nano-secret',
    headers: { 'x-secret': 'hush' },
    baseURL: 'http://localhost:8787',
    billing: 'paygo',
    name: 'mine',
  })
  const model = nanogpt('zai-org/glm-5:fast')
  const Model = model.constructor as unknown as Serializable

  const state = JSON.stringify(Model[WORKFLOW_SERIALIZE](model))
  expect(state).not.toMatch(/secret|hush/)

  vi.stubEnv('NANOGPT_API_KEY', EMULATOR_API_KEY)
  vi.stubGlobal('fetch', emulator.fetch)
  const revived = Model[WORKFLOW_DESERIALIZE](JSON.parse(state))
  expect([revived.provider, revived.modelId]).toEqual(['mine.chat', 'zai-org/glm-5:fast'])

  const { finishReason } = await revived.doGenerate({ prompt: promptOf('Hello') })
  expect(finishReason.unified).toBe('stop')
  expect(emulator.requests[0]?.url).toBe('http://localhost:8787/api/v1/chat/completions')
  expect(emulator.requests[0]?.body).toMatchObject({ billing_mode: 'paygo' })
})

test('an embedding model survives too', async () => {
  const { nanogpt, emulator } = setUp({ apiKey: 'sk-nano-secret', name: 'mine' })
  const model = nanogpt.embeddingModel('BAAI/bge-m3')
  const Model = model.constructor as unknown as {
    [WORKFLOW_SERIALIZE](model: unknown): unknown
    [WORKFLOW_DESERIALIZE](state: unknown): EmbeddingModelV4
  }
  const state = JSON.stringify(Model[WORKFLOW_SERIALIZE](model))
  expect(state).not.toContain('secret')

  vi.stubEnv('NANOGPT_API_KEY', EMULATOR_API_KEY)
  vi.stubGlobal('fetch', emulator.fetch)
  const revived = Model[WORKFLOW_DESERIALIZE](JSON.parse(state))
  expect([revived.provider, revived.modelId]).toEqual(['mine.embedding', 'BAAI/bge-m3'])
  expect((await revived.doEmbed({ values: ['a'] })).embeddings[0]).toHaveLength(1024)
})
