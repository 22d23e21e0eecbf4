import { InvalidArgumentError } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { isNanoGPTError } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'

describe('the providers of a model', () => {
  test('have prices per million, at an address without a version, with the slash encoded', async () => {
    const { nanogpt, lastRequest } = setUp()
    const found = await nanogpt.getModelProviders('zai-org/glm-5:fast:online')
    expect(new URL(lastRequest().url).pathname).toBe('/api/models/zai-org%2Fglm-5/providers')
    expect(found).toMatchObject({ modelId: 'zai-org/glm-5', supportsProviderSelection: true })
    expect(found.providers.length).toBeGreaterThan(1)

    const listed = (await nanogpt.getAvailableModels()).find(({ id }) => id === 'zai-org/glm-5')
    expect(found.defaultPrices.input).toBe(listed?.tokenPrices.input)
    expect(found.defaultPrices.output).toBe(listed?.tokenPrices.output)
    for (const { isAvailable, tokenPrices } of found.providers) {
      expect([isAvailable, typeof tokenPrices.input, typeof tokenPrices.output]).toEqual([
        true,
        'number',
        'number',
      ])
    }
  })

  test('can be asked for below the subscription', async () => {
    const { nanogpt, lastRequest } = setUp({ baseURL: 'https://nano-gpt.com/api/subscription/v1' })
    await nanogpt.getModelProviders('zai-org/glm-5')
    expect(new URL(lastRequest().url).pathname).toBe('/api/models/zai-org%2Fglm-5/providers')
  })

  test('are none where there is no choice', async () => {
    const { nanogpt } = setUp()
    expect(await nanogpt.getModelProviders('openai/gpt-5.2')).toMatchObject({
      modelId: 'openai/gpt-5.2',
      supportsProviderSelection: false,
      providers: [],
    })
  })

  test('of no model are NanoGPT’s error', async () => {
    const error = await rejectionOf(setUp().nanogpt.getModelProviders('no/such-model'))
    expect(isNanoGPTError(error) && error.data.code).toBe('model_not_found')
  })

  test('can be aborted, and take headers', async () => {
    const { nanogpt, emulator, lastRequest } = setUp()
    await nanogpt.getModelProviders('zai-org/glm-5', { headers: { 'x-trace': '7' } })
    expect(lastRequest().headers['x-trace']).toBe('7')
    const abortSignal = AbortSignal.abort()
    expect(await rejectionOf(nanogpt.getModelProviders('zai-org/glm-5', { abortSignal }))).toBe(
      abortSignal.reason,
    )
    expect(emulator.requests).toHaveLength(1)
  })
})

describe('an estimate', () => {
  test('of a text model is exact, whatever the suffixes', async () => {
    const { nanogpt, emulator } = setUp({
      emulator: { models: [{ id: 'some/model', pricing: { prompt: 0.42, completion: 1.32 } }] },
    })
    const usage = { inputTokens: 2000, outputTokens: 500 }
    expect(await nanogpt.estimateCost('some/model', usage)).toEqual({ usd: '0.0015', unknown: [] })
    expect(await nanogpt.estimateCost('some/model:fast', usage)).toEqual({ usd: '0.0015', unknown: [] })
    expect(emulator.requests).toHaveLength(1)
  })

  test('is that of the call', async () => {
    const { nanogpt, model } = setUp()
    const { usage, providerMetadata } = await model.doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Why do cats purr?' }] }],
    })
    const { usd, unknown } = await nanogpt.estimateCost(model.modelId, {
      inputTokens: usage.inputTokens.total ?? 0,
      outputTokens: usage.outputTokens.total ?? 0,
    })
    expect(unknown).toEqual([])
    expect(Number(usd)).toBeCloseTo(Number(providerMetadata?.nanogpt?.costUsd), 6)
  })

  test('looks through the other lists for what is no text model', async () => {
    const { nanogpt } = setUp()
    const [image] = await nanogpt.findModels({ kind: 'image', limit: 1 })
    const [price] = image?.unitPrices ?? []
    expect(price).toBeDefined()
    const { usd } = await nanogpt.estimateCost(image?.id ?? '', {
      units: [{ per: 'image', count: 10, ...price }],
    })
    expect(Number(usd)).toBeCloseTo(10 * (price?.usd ?? 0), 9)
  })

  test('of no model is refused', async () => {
    const { nanogpt } = setUp()
    const error = await rejectionOf(nanogpt.estimateCost('no/such-model', { inputTokens: 1 }))
    expect(error).toBeInstanceOf(InvalidArgumentError)
    expect(String(error)).toContain("no model 'no/such-model'.")
    const among = nanogpt.estimateCost('openai/gpt-5.2', { inputTokens: 1 }, { kind: 'image' })
    expect(String(await rejectionOf(among))).toContain("no model 'openai/gpt-5.2' in these lists.")
  })
})
