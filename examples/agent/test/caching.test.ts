import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { createEmulator } from '@nanogpt/emulator'
import { expect, test } from 'vitest'
import { chooseCaching } from '../src/caching.ts'

const models = await createNanoGPT({ fetch: createEmulator().fetch }).getAvailableModels()

test.each([
  ['zai-org/glm-5:thinking', { caching: true }],
  ['zai-org/glm-5', { caching: true }],
  ['zai-org/glm-5:fast', {}],
  ['anthropic/claude-sonnet-5.5', { promptCaching: true }],
  ['nobody/knows', {}],
])('%s: %j', (modelId, options) => {
  expect(chooseCaching(modelId, models).options).toEqual(options)
})

test('without a catalogue nothing is switched on that could be refused', () => {
  expect(chooseCaching('zai-org/glm-5', []).options).toEqual({})
})
