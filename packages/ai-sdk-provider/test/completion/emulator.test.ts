import { generateText, streamText } from 'ai'
import { expect, test } from 'vitest'
import { collect, rejectionOf, setUp } from '../harness.ts'

function setUpModel(modelId = 'zai-org/glm-5') {
  const { nanogpt, ...rest } = setUp({ emulator: { onUnknownField: 'error' } })
  return { ...rest, nanogpt, model: nanogpt.completionModel(modelId) }
}

test('both ways give the same text, with usage and cost', async () => {
  const { model, emulator, lastRequest } = setUpModel()
  const prompt = 'The owl is a bird that'
  const { text, usage, providerMetadata, warnings } = await generateText({ model, prompt })
  expect(text).not.toBe('')
  expect(usage.inputTokens).toBeGreaterThan(0)
  expect(usage.outputTokens).toBeGreaterThan(0)
  expect(providerMetadata?.nanogpt?.costUsd).toBeGreaterThan(0)
  expect(warnings).toEqual([])

  const streamed = streamText({ model, prompt })
  expect((await collect(streamed.textStream)).join('')).toBe(text)
  expect(await streamed.finishReason).toBe('stop')
  expect(await streamed.usage).toMatchObject({ outputTokens: usage.outputTokens })
  expect((await streamed.finalStep).providerMetadata?.nanogpt?.requestId).toMatch(/^req_/)
  expect(lastRequest().path).toBe('/api/v1/completions')
  expect(emulator.unknownFields).toEqual([])
})

test('every option is one that the endpoint knows', async () => {
  const { model, emulator } = setUpModel()
  await generateText({
    model,
    instructions: 'Be brief.',
    prompt: 'Hello',
    maxOutputTokens: 20,
    temperature: 0.5,
    topK: 40,
    stopSequences: ['###'],
    seed: 1,
    providerOptions: {
      nanogpt: {
        suffix: ' The end.',
        user: 'user-42',
        minP: 0.1,
        repetitionPenalty: 1.1,
        minTokens: 1,
        provider: { sort: 'price', allowFallbacks: false },
        redaction: true,
        moderation: true,
        billingMode: 'paygo',
      },
    },
  })
  expect(emulator.unknownFields).toEqual([])
})

test('a limit of tokens ends the text', async () => {
  const { model } = setUpModel()
  const { finishReason, usage } = await generateText({
    model,
    prompt: 'Count to a hundred.',
    maxOutputTokens: 3,
  })
  expect(finishReason).toBe('length')
  expect(usage.outputTokens).toBe(3)
})

test('a stream that is cut off is interrupted', async () => {
  const { model, emulator } = setUpModel()
  emulator.faults.next({ type: 'cut', afterFrames: 3, how: 'end' })
  const { textStream, finishReason } = streamText({ model, prompt: 'Tell me of owls.' })
  expect((await collect(textStream)).join('')).not.toBe('')
  expect(await finishReason).toBe('interrupted')
})

test('an unknown model is an error', async () => {
  const { nanogpt } = setUpModel()
  const error = await rejectionOf(generateText({ model: nanogpt.completionModel('no/such'), prompt: 'a' }))
  expect(error).toHaveProperty('data.code', 'model_not_found')
})
