import { InvalidArgumentError, LoadAPIKeyError, NoSuchModelError } from '@ai-sdk/provider'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { createProviderRegistry, customProvider, generateText, streamText } from 'ai'
import { afterEach, describe, expect, test, vi } from 'vitest'
import * as root from '../../src/index.ts'
import { createNanoGPT, nanogpt as defaultProvider, VERSION } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the provider', () => {
  test('makes the same model by every name', () => {
    const { nanogpt } = setUp()
    for (const make of [nanogpt, nanogpt.languageModel, nanogpt.chatModel, nanogpt.chat]) {
      const model = make('zai-org/glm-5:fast')
      expect([model.provider, model.modelId, model.specificationVersion]).toEqual([
        'nanogpt.chat',
        'zai-org/glm-5:fast',
        'v4',
      ])
    }
    expect(nanogpt.specificationVersion).toBe('v4')
  })

  test('cannot be called with new', () => {
    const Provider = setUp().nanogpt as unknown as new (modelId: string) => unknown
    expect(() => new Provider('openai/gpt-5.2')).toThrow('without new')
  })

  test('says that it has no reranking models', () => {
    expect(() => setUp().nanogpt.rerankingModel('some-model')).toThrow(NoSuchModelError)
  })

  test.each([
    ['embedding', ['embeddingModel', 'embedding', 'textEmbeddingModel']],
    ['image', ['imageModel', 'image']],
    ['speech', ['speechModel', 'speech']],
    ['transcription', ['transcriptionModel', 'transcription']],
    ['video', ['videoModel', 'video']],
  ] as const)('has %s models', (kind, methods) => {
    const { nanogpt } = setUp()
    for (const method of methods) {
      expect(nanogpt[method]('some-model')).toMatchObject({
        provider: `nanogpt.${kind}`,
        modelId: 'some-model',
        specificationVersion: 'v4',
      })
    }
  })

  test('createNanoGPT is the only export whose name begins with create', () => {
    expect(Object.keys(root).filter(name => name.startsWith('create'))).toEqual(['createNanoGPT'])
  })

  test('prefixes its ids with its name', () => {
    expect(createNanoGPT({ name: 'my-nano' })('x').provider).toBe('my-nano.chat')
  })

  test('is made without a key or a request, and so is the default one', () => {
    vi.stubEnv('NANOGPT_API_KEY', '')
    expect(defaultProvider('openai/gpt-5.2').modelId).toBe('openai/gpt-5.2')
  })

  test.each([0, -1, Number.NaN])('refuses an idleTimeout of %s', idleTimeout => {
    expect(() => createNanoGPT({ idleTimeout })).toThrow(InvalidArgumentError)
  })

  test('refuses a baseURL that is none when it is made', () => {
    expect(() => createNanoGPT({ baseURL: '' })).toThrow(InvalidArgumentError)
  })
})

describe('the key', () => {
  const call = (settings: Parameters<typeof setUp>[0]) => {
    const { model, lastRequest } = setUp(settings)
    return generateText({ model, prompt: 'Hello' }).then(() => lastRequest().headers.authorization)
  }

  test('comes from the settings first', async () => {
    vi.stubEnv('NANOGPT_API_KEY', 'wrong')
    await expect(call({ apiKey: EMULATOR_API_KEY })).resolves.toBe(`Bearer ${EMULATOR_API_KEY}`)
  })

  test('may come from a function', async () => {
    await expect(call({ apiKey: async () => EMULATOR_API_KEY })).resolves.toBe(`Bearer ${EMULATOR_API_KEY}`)
  })

  test.each(['NANOGPT_API_KEY', 'NANO_GPT_API_KEY'])('comes from %s', async variable => {
    vi.stubEnv('NANOGPT_API_KEY', '')
    vi.stubEnv(variable, ` ${EMULATOR_API_KEY}\n`)
    const { emulator } = setUp()
    const nanogpt = createNanoGPT({ fetch: emulator.fetch })
    await generateText({ model: nanogpt('openai/gpt-5.2'), prompt: 'Hello' })
    expect(emulator.requests[0]?.headers.authorization).toBe(`Bearer ${EMULATOR_API_KEY}`)
  })

  test('that is missing is an error with both names and the place to get one', async () => {
    vi.stubEnv('NANOGPT_API_KEY', '')
    vi.stubEnv('NANO_GPT_API_KEY', '')
    const { emulator } = setUp()
    const nanogpt = createNanoGPT({ fetch: emulator.fetch })
    const error = await rejectionOf(generateText({ model: nanogpt('openai/gpt-5.2'), prompt: 'Hello' }))
    expect(LoadAPIKeyError.isInstance(error)).toBe(true)
    expect(String(error)).toMatch(/NANOGPT_API_KEY.*NANO_GPT_API_KEY.*https:\/\/nano-gpt\.com\/api/)
    expect(emulator.requests).toHaveLength(0)
  })

  test('is not needed where a header authenticates', async () => {
    vi.stubEnv('NANOGPT_API_KEY', '')
    const { emulator } = setUp()
    const nanogpt = createNanoGPT({ fetch: emulator.fetch, headers: { 'X-API-Key': EMULATOR_API_KEY } })
    await generateText({ model: nanogpt('openai/gpt-5.2'), prompt: 'Hello' })
    expect(emulator.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test('that is wrong is an error with the words of the server, and without the key', async () => {
    const { nanogpt, emulator } = setUp({ apiKey: 'sk-nano-secret' })
    emulator.faults.next({ type: 'status', status: 401, message: 'No such key: sk-nano-secret' })
    const error = await rejectionOf(generateText({ model: nanogpt('openai/gpt-5.2'), prompt: 'Hello' }))
    expect(String(error)).toContain('No such key: [API key]')
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('sk-nano-secret')
  })
})

describe('a request', () => {
  test('goes to the base URL, with our name behind that of the SDK', async () => {
    const { nanogpt, lastRequest } = setUp({
      baseURL: 'http://localhost:8787/',
      headers: { 'X-App': 'mine' },
    })
    await generateText({ model: nanogpt('openai/gpt-5.2'), prompt: 'Hello', headers: { 'x-call': 'this' } })
    expect(lastRequest().url).toBe('http://localhost:8787/api/v1/chat/completions')
    expect(lastRequest().headers).toMatchObject({ 'x-app': 'mine', 'x-call': 'this' })
    expect(lastRequest().headers['user-agent']).toMatch(
      new RegExp(`^ai/7\\S* ai-sdk-nanogpt/${VERSION} ai-sdk-provider-utils/`),
    )
  })

  test('goes to the base URL of the environment', async () => {
    vi.stubEnv('NANOGPT_BASE_URL', 'http://localhost:9999')
    const { model, lastRequest } = setUp()
    await generateText({ model, prompt: 'Hello' })
    expect(lastRequest().url).toBe('http://localhost:9999/api/v1/chat/completions')
  })
})

describe('with the rest of the SDK', () => {
  test('a registry returns models that stream with correct usage and finish reason', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.replies.next({ text: 'Hello.', usage: { prompt_tokens: 7, completion_tokens: 2 } })
    const registry = createProviderRegistry({ nanogpt })
    const result = streamText({ model: registry.languageModel('nanogpt:zai-org/glm-5'), prompt: 'Hi' })
    expect(await result.text).toBe('Hello.')
    expect(await result.finishReason).toBe('stop')
    expect(await result.usage).toMatchObject({ inputTokens: 7, outputTokens: 2, totalTokens: 9 })
  })

  test('a custom provider returns models that stream with correct usage and finish reason', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.replies.next({
      text: 'Cut',
      finishReason: 'length',
      usage: { prompt_tokens: 7, completion_tokens: 2 },
    })
    const provider = customProvider({
      languageModels: { small: nanogpt('zai-org/glm-5') },
      fallbackProvider: nanogpt,
    })
    const result = streamText({ model: provider.languageModel('small'), prompt: 'Hi' })
    expect(await result.finishReason).toBe('length')
    expect(await result.usage).toMatchObject({ inputTokens: 7, outputTokens: 2 })
    expect(provider.languageModel('openai/gpt-5.2').modelId).toBe('openai/gpt-5.2')
  })
})
