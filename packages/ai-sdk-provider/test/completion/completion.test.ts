import { InvalidArgumentError, UnsupportedFunctionalityError } from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { generateText, streamText, tool } from 'ai'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { NanoGPTCompletionModel } from '../../src/completion/completion-model.ts'
import type { NanoGPTLanguageModelCompletionOptions } from '../../src/completion/completion-options.ts'
import { collect, promptOf, rejectionOf } from '../harness.ts'
import { answerOf, chunk, serveText } from './serve-text.ts'

const prompt = 'Once upon a time'
const done = { json: answerOf(' there was an owl.'), headers: { 'x-request-id': 'req_1' } }

describe('generateText', () => {
  test('continues a text as it stands', async () => {
    const { model, lastRequest } = serveText([done])
    const result = await generateText({ model, prompt })
    expect(result.text).toBe(' there was an owl.')
    expect(result.finishReason).toBe('stop')
    expect(result.usage).toMatchObject({ inputTokens: 5, outputTokens: 7, totalTokens: 12 })
    expect(result.warnings).toEqual([])
    expect(result.response).toMatchObject({
      id: 'cmpl-123',
      modelId: 'm',
      timestamp: new Date(1_677_652_288_000),
    })
    expect(result.providerMetadata?.nanogpt).toMatchObject({ costUsd: 0.0002, requestId: 'req_1' })
    expect(model.provider).toBe('nanogpt.completion')
    expect(lastRequest().url.href).toBe('https://nano-gpt.com/api/v1/completions')
    expect(lastRequest().body).toEqual({ model: 'davinci', prompt, include_usage: true })
    expect(lastRequest().headers.has('content-encoding')).toBe(false)
  })

  test('writes a conversation as a transcript', async () => {
    const { model, lastRequest } = serveText([done])
    await generateText({
      model,
      instructions: 'Be brief.',
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hi.' },
        { role: 'user', content: 'Who are you?' },
      ],
      stopSequences: ['###'],
    })
    expect(lastRequest().body).toMatchObject({
      prompt: 'Be brief.\n\nuser:\nHello\n\nassistant:\nHi.\n\nuser:\nWho are you?\n\nassistant:\n',
      stop: ['###', '\nuser:'],
    })
  })

  test('says in the metadata that nothing was said', async () => {
    const { model } = serveText([{ json: answerOf('') }])
    const { text, providerMetadata } = await generateText({ model, prompt })
    expect(text).toBe('')
    expect(providerMetadata?.nanogpt?.warnings).toEqual(['The model said nothing.'])
  })

  test.each<[what: string, json: object]>([
    ['an error', { error: { message: 'No route', code: 'no_fallback_available' } }],
    ['an error in the choice', { choices: [{ text: '', error: { message: 'No route', code: 400 } }] }],
    ['nothing of an answer', { object: 'text_completion' }],
    ['a reason that is an error', { choices: [{ text: '', finish_reason: 'error' }] }],
  ])('a 200 with %s throws', async (_, json) => {
    const { model } = serveText([{ json }])
    const error = await rejectionOf(generateText({ model, prompt, maxRetries: 0 }))
    expect(error).toHaveProperty('name', 'AI_APICallError')
  })

  test('retries what is retryable', async () => {
    const busy = { json: { error: 'Busy' }, status: 503, headers: { 'retry-after-ms': '1' } }
    const { model, requests } = serveText([busy, done])
    expect((await generateText({ model, prompt })).text).toBe(' there was an owl.')
    expect(requests).toHaveLength(2)
  })

  test('a message of chat is understood too', async () => {
    const json = { choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }] }
    const { model } = serveText([{ json }])
    expect((await generateText({ model, prompt })).text).toBe('Hello')
  })
})

describe('streamText', () => {
  test('streams the same, with usage and price', async () => {
    const last = chunk('', 'stop', {
      usage: { prompt_tokens: 5, completion_tokens: 7 },
      x_nanogpt_pricing: { amount: 0.0002, currency: 'USD' },
    })
    const { model, lastRequest } = serveText([{ frames: [chunk(' there'), chunk(' was'), last] }])
    const result = streamText({ model, prompt })
    expect(await collect(result.textStream)).toEqual([' there', ' was'])
    expect(await result.finishReason).toBe('stop')
    expect(await result.usage).toMatchObject({ inputTokens: 5, outputTokens: 7 })
    expect((await result.finalStep).providerMetadata?.nanogpt).toMatchObject({
      costUsd: 0.0002,
      requestId: 'req_1',
    })
    expect(lastRequest().body).toMatchObject({ stream: true, stream_options: { include_usage: true } })
    expect(lastRequest().headers.get('accept')).toBe('text/event-stream')
  })

  test('an abort ends it', async () => {
    const controller = new AbortController()
    const { model } = serveText([{ frames: [chunk('Hello')], end: 'stall' }])
    const onAbort = vi.fn<() => void>()
    const { textStream } = streamText({ model, prompt, abortSignal: controller.signal, onAbort })
    for await (const text of textStream) {
      expect(text).toBe('Hello')
      controller.abort()
    }
    expect(onAbort).toHaveBeenCalledOnce()
  })
})

describe('what is sent', () => {
  test('the settings of a call and the options', async () => {
    const { model, lastRequest } = serveText([done])
    const { warnings } = await generateText({
      model,
      prompt,
      maxOutputTokens: 50,
      temperature: 0,
      topP: 0.9,
      topK: 40,
      presencePenalty: 0.1,
      frequencyPenalty: 0.2,
      stopSequences: ['\n'],
      seed: 0,
      providerOptions: {
        nanogpt: {
          suffix: ' The end.',
          user: 'user-42',
          minP: 0.05,
          logprobs: 3,
          provider: { only: ['deepinfra'], maxPrice: { prompt: 1 }, allowFallbacks: false },
          redaction: true,
          moderation: 'omni',
          billingMode: 'paygo',
          extraBody: { echo: true, left: undefined },
        } satisfies NanoGPTLanguageModelCompletionOptions,
      },
    })
    expect(warnings).toEqual([])
    expect(lastRequest().body).toEqual({
      model: 'davinci',
      prompt,
      suffix: ' The end.',
      max_tokens: 50,
      temperature: 0,
      top_p: 0.9,
      top_k: 40,
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      stop: ['\n'],
      seed: 0,
      user: 'user-42',
      min_p: 0.05,
      logprobs: 3,
      provider: { only: ['deepinfra'], max_price: { prompt: 1 }, allow_fallbacks: false },
      include_usage: true,
      billing_mode: 'paygo',
      echo: true,
    })
    expect(lastRequest().headers.get('redaction')).toBe('true')
    expect(lastRequest().headers.get('moderation')).toBe('omni')
  })

  test('a routing preference as a suffix of the id', async () => {
    const { model, lastRequest } = serveText([done])
    await generateText({ model, prompt, providerOptions: { nanogpt: { routing: 'speed' } } })
    expect(lastRequest().body.model).toBe('davinci:speed')
  })

  test('what has no effect is warned of', async () => {
    const { model, lastRequest } = serveText([done])
    const { warnings } = await model.doGenerate({
      prompt: [
        {
          role: 'user',
          content: [{ type: 'text', text: 'a', providerOptions: { nanogpt: { cacheControl: {} } } }],
        },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'Hm.' },
            { type: 'text', text: 'b' },
          ],
        },
      ],
      tools: [{ type: 'function', name: 'f', inputSchema: {} }],
      toolChoice: { type: 'required' },
      responseFormat: { type: 'json' },
      reasoning: 'high',
    })
    expect(warnings.map(warning => ('feature' in warning ? warning.feature : warning.type))).toEqual([
      'tools',
      'toolChoice',
      'responseFormat',
      'reasoning',
      'other',
      'other',
    ])
    expect(Object.keys(lastRequest().body)).toEqual(['model', 'prompt', 'stop', 'include_usage'])
  })

  test('tools of generateText are warned of', async () => {
    const { model } = serveText([done])
    const now = tool({ inputSchema: z.object({}), execute: () => 'noon' })
    const { warnings } = await generateText({ model, prompt, tools: { now } })
    expect(warnings?.map(warning => 'feature' in warning && warning.feature)).toContain('tools')
  })

  test.each([
    ['the setting', { billing: 'subscription' }],
    ['a base URL', { baseURL: 'https://nano-gpt.com/api/subscription/v1' }],
  ] as const)('a subscription by %s has no completions, which are paid then', async (_, settings) => {
    const { model, lastRequest } = serveText([done], settings)
    const { warnings } = await generateText({ model, prompt })
    expect(warnings).toEqual([{ type: 'other', message: expect.stringContaining('may be charged') }])
    expect(lastRequest().url.pathname).toBe('/api/v1/completions')
  })

  test('options are read under the name of the provider too', async () => {
    const { model, lastRequest } = serveText([done], { providerName: 'my-nano' })
    await generateText({ model, prompt, providerOptions: { myNano: { suffix: 'x' } } })
    expect(model.provider).toBe('my-nano.completion')
    expect(lastRequest().body.suffix).toBe('x')
  })

  test.each<[what: string, options: object, message: string, headers?: Record<string, string>]>([
    ['an unknown option', { sufix: 'a' }, "Did you mean 'suffix'?"],
    ['a wrong option', { minP: 2 }, 'providerOptions.nanogpt.minP'],
    ['a prompt in extraBody', { extraBody: { prompt: 'x' } }, "must not contain 'prompt'"],
    ['a preference beside a provider', { routing: 'speed', provider: 'deepinfra' }, 'cannot combine'],
    ['a preference beside a header', { routing: 'speed' }, 'the header X-Provider', { 'X-Provider': 'a' }],
  ])('%s is refused before anything is sent', async (_, nanogpt, message, headers = {}) => {
    const { model, requests } = serveText([], { headers })
    const error = await rejectionOf(
      model.doGenerate({ prompt: promptOf(prompt), providerOptions: { nanogpt } as never }),
    )
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect(requests).toEqual([])
  })

  test('files are refused, since leaving them out would change the question', async () => {
    const { model, requests } = serveText([])
    const image = { type: 'file' as const, mediaType: 'image/png', data: new Uint8Array([1]) }
    const content = [{ type: 'text' as const, text: 'What is this?' }, image]
    const error = await rejectionOf(generateText({ model, messages: [{ role: 'user', content }] }))
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true)
    expect(requests).toEqual([])
  })
})

test('a model survives a workflow engine', async () => {
  const { model } = serveText([], { providerName: 'mine', billing: 'paygo' })
  const serialized = JSON.parse(JSON.stringify(NanoGPTCompletionModel[WORKFLOW_SERIALIZE](model)))
  expect(JSON.stringify(serialized)).not.toContain('secret')
  const revived = NanoGPTCompletionModel[WORKFLOW_DESERIALIZE](serialized)
  expect(revived).toMatchObject({ modelId: 'davinci', provider: 'mine.completion' })

  const bodies: unknown[] = []
  vi.stubEnv('NANOGPT_API_KEY', 'sk-nano-from-the-environment')
  vi.stubGlobal('fetch', async (_url: string, { body }: RequestInit) => {
    bodies.push(JSON.parse(String(body)))
    return Response.json(answerOf(' again'))
  })
  try {
    expect((await generateText({ model: revived, prompt: 'Once' })).text).toBe(' again')
    expect(bodies).toMatchObject([{ model: 'davinci', billing_mode: 'paygo' }])
  } finally {
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
  }
})
