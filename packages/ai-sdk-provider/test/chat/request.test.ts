import { InvalidArgumentError, type LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { promptOf, rejectionOf, setUp, type SetUpOptions } from '../harness.ts'

type Call = Partial<LanguageModelV4CallOptions>

/** What a call sends: its body without the prompt, its headers, and the warnings that came back. */
async function send(call: Call, { id = 'openai/gpt-5.2', ...settings }: SetUpOptions & { id?: string } = {}) {
  const { nanogpt, emulator, lastRequest } = setUp(settings)
  emulator.replies.next({ text: 'ok' })
  const { warnings } = await nanogpt(id).doGenerate({ prompt: promptOf('Hello'), ...call })
  const { messages: _messages, ...body } = lastRequest().body as Record<string, unknown>
  return {
    body,
    warnings,
    headers: lastRequest().headers,
    path: lastRequest().path,
    unknownFields: emulator.unknownFields,
  }
}

const nano = (nanogpt: Record<string, unknown>): Call => ({
  providerOptions: { nanogpt: nanogpt as never },
})

test('a call without options sends what it must, and asks for usage', async () => {
  const { body, headers } = await send({})
  expect(body).toEqual({ model: 'openai/gpt-5.2', include_usage: true })
  expect(headers).toMatchObject({ 'content-type': 'application/json', accept: 'application/json' })
})

test('a stream says so, and asks for usage', async () => {
  const { model, lastBody, lastRequest } = setUp()
  await model.doStream({ prompt: promptOf('Hello') })
  expect(lastBody()).toMatchObject({ stream: true, stream_options: { include_usage: true } })
  expect(lastRequest().headers.accept).toBe('text/event-stream')
})

test('every setting of the SDK has its field', async () => {
  const { body, warnings } = await send({
    maxOutputTokens: 100,
    temperature: 0,
    topP: 0.9,
    topK: 40,
    presencePenalty: 0.1,
    frequencyPenalty: -0.1,
    stopSequences: ['END'],
    seed: 0,
  })
  expect(body).toMatchObject({
    max_tokens: 100,
    temperature: 0,
    top_p: 0.9,
    top_k: 40,
    presence_penalty: 0.1,
    frequency_penalty: -0.1,
    stop: ['END'],
    seed: 0,
  })
  expect(warnings).toEqual([])
})

describe('reasoning', () => {
  test.each(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const)(
    '%s is an effort at both places',
    async reasoning => {
      const { body } = await send(
        { reasoning },
        { id: reasoning === 'max' ? 'moonshotai/kimi-k3' : 'openai/gpt-5.2' },
      )
      expect(body).toMatchObject({ reasoning_effort: reasoning, reasoning: { effort: reasoning } })
    },
  )

  test('provider-default sends nothing', async () => {
    const { body } = await send({ reasoning: 'provider-default' })
    expect(body).not.toHaveProperty('reasoning_effort')
  })

  test('the option of the provider wins over that of the SDK', async () => {
    const { body } = await send({
      reasoning: 'low',
      ...nano({ reasoning: { effort: 'high', exclude: true, enabled: true } }),
    })
    expect(body).toMatchObject({
      reasoning_effort: 'high',
      reasoning: { effort: 'high', exclude: true, enabled: true },
    })
  })
})

describe('structured output', () => {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {},
    additionalProperties: false,
  } as const

  test('is a strict schema, without its $schema', async () => {
    const { body } = await send({ responseFormat: { type: 'json', schema, name: 'answer' } })
    expect(body.response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'answer',
        strict: true,
        schema: { type: 'object', properties: {}, additionalProperties: false },
      },
    })
  })

  test('may be loose', async () => {
    const { body } = await send({
      responseFormat: { type: 'json', schema },
      ...nano({ strictJsonSchema: false }),
    })
    expect(body.response_format).toMatchObject({ json_schema: { name: 'response', strict: false } })
  })

  test('without a schema is a JSON object', async () => {
    const { body, warnings } = await send({ responseFormat: { type: 'json', name: 'answer' } })
    expect(body.response_format).toEqual({ type: 'json_object' })
    expect(warnings).toMatchObject([{ type: 'unsupported' }])
  })
})

describe('tools', () => {
  const tool = {
    type: 'function',
    name: 'getWeather',
    description: 'Weather of a city',
    inputSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { city: { type: 'string' } },
    },
  } as const

  test('are functions, without the $schema of their parameters', async () => {
    const { body } = await send({ tools: [{ ...tool, strict: true }], toolChoice: { type: 'auto' } })
    expect(body.tools).toEqual([
      {
        type: 'function',
        function: {
          name: 'getWeather',
          description: 'Weather of a city',
          parameters: { type: 'object', properties: { city: { type: 'string' } } },
          strict: true,
        },
      },
    ])
    expect(body.tool_choice).toBe('auto')
  })

  test('may be chosen by name', async () => {
    const { body } = await send({ tools: [tool], toolChoice: { type: 'tool', toolName: 'getWeather' } })
    expect(body.tool_choice).toEqual({ type: 'function', function: { name: 'getWeather' } })
  })

  test('may be called one at a time', async () => {
    const { body } = await send({ tools: [tool], ...nano({ parallelToolCalls: false }) })
    expect(body.parallel_tool_calls).toBe(false)
  })

  test('that are none leave no choice', async () => {
    const { body } = await send({ tools: [], toolChoice: { type: 'auto' } })
    expect(body).not.toHaveProperty('tools')
    expect(body).not.toHaveProperty('tool_choice')
  })

  test('of a provider, and examples of inputs, are warned about', async () => {
    const { body, warnings } = await send({
      tools: [
        { type: 'provider', id: 'other.search', name: 'search', args: {} },
        { ...tool, inputExamples: [{ input: { city: 'Paris' } }] },
      ],
    })
    expect(body.tools).toHaveLength(1)
    expect(warnings).toMatchObject([
      { type: 'unsupported', feature: "provider tool 'other.search'" },
      { type: 'unsupported', feature: "inputExamples of the tool 'getWeather'" },
    ])
  })
})

describe('options of the provider', () => {
  test('of sampling have snake_case fields', async () => {
    const { body, unknownFields } = await send(
      nano({
        minP: 0.1,
        topA: 0.2,
        tfs: 0.9,
        etaCutoff: 1,
        epsilonCutoff: 2,
        typicalP: 0.5,
        mirostatMode: 2,
        mirostatTau: 5,
        mirostatEta: 0.1,
        repetitionPenalty: 1.1,
        noRepeatNgramSize: 3,
        minTokens: 1,
        stopTokenIds: [1],
        includeStopStrInOutput: true,
        ignoreEos: false,
        customTokenBans: [2],
        logitBias: { 50256: -100 },
        logprobs: 3,
        promptLogprobs: true,
        user: 'u1',
        serviceTier: 'flex',
        metadata: { topic: 'x' },
      }),
      { id: 'openai/gpt-6.1-sol' },
    )
    expect(body).toMatchObject({
      min_p: 0.1,
      top_a: 0.2,
      tfs: 0.9,
      eta_cutoff: 1,
      epsilon_cutoff: 2,
      typical_p: 0.5,
      mirostat_mode: 2,
      mirostat_tau: 5,
      mirostat_eta: 0.1,
      repetition_penalty: 1.1,
      no_repeat_ngram_size: 3,
      min_tokens: 1,
      stop_token_ids: [1],
      include_stop_str_in_output: true,
      ignore_eos: false,
      custom_token_bans: [2],
      logit_bias: { 50256: -100 },
      logprobs: 3,
      prompt_logprobs: true,
      user: 'u1',
      service_tier: 'flex',
      metadata: { topic: 'x' },
    })
    expect(unknownFields).toEqual([])
  })

  test('of routing translate the rules', async () => {
    const { body, unknownFields } = await send(
      nano({
        provider: {
          order: ['a'],
          only: ['a', 'b'],
          ignore: ['c'],
          sort: 'price',
          quantizations: ['fp8'],
          minQuantization: 'fp8',
          maxPrice: { prompt: 1 },
          allowFallbacks: false,
          requireParameters: true,
        },
      }),
    )
    expect(body.provider).toEqual({
      order: ['a'],
      only: ['a', 'b'],
      ignore: ['c'],
      sort: 'price',
      quantizations: ['fp8'],
      min_quantization: 'fp8',
      max_price: { prompt: 1 },
      allow_fallbacks: false,
      require_parameters: true,
    })
    expect(unknownFields).toEqual([])
  })

  test('routing becomes a suffix, once', async () => {
    expect((await send(nano({ routing: 'speed' }), { id: 'zai-org/glm-5' })).body.model).toBe(
      'zai-org/glm-5:speed',
    )
    expect((await send(nano({ routing: 'speed' }), { id: 'zai-org/glm-5:fast' })).body.model).toBe(
      'zai-org/glm-5:fast',
    )
  })

  test('of caching have fields, and a header for the hour', async () => {
    const { body, headers, unknownFields } = await send(
      nano({
        promptCaching: {
          ttl: '1h',
          cutAfterMessageIndex: 2,
          stickyProvider: true,
          explicitCacheControl: true,
        },
      }),
      { id: 'anthropic/claude-opus-5.5', headers: { 'anthropic-beta': 'prompt-caching-2024-07-31' } },
    )
    expect(body.prompt_caching).toEqual({
      enabled: true,
      ttl: '1h',
      cut_after_message_index: 2,
      stickyProvider: true,
      explicit_cache_control: true,
    })
    expect(headers['anthropic-beta']).toBe('extended-cache-ttl-2025-04-11,prompt-caching-2024-07-31')
    expect(unknownFields).toEqual([])
  })

  test('promptCaching: true is the object that the schema knows', async () => {
    const { body } = await send(nano({ promptCaching: true }), { id: 'anthropic/claude-opus-5.5' })
    expect(body.prompt_caching).toEqual({ enabled: true })
  })

  test('of web search are an enabled object', async () => {
    const { body, unknownFields } = await send(
      nano({
        webSearch: {
          provider: 'native',
          searchContextSize: 'high',
          userLocation: { country: 'FR', city: 'Paris' },
        },
      }),
    )
    expect(body.web_search).toEqual({
      enabled: true,
      provider: 'native',
      search_context_size: 'high',
      user_location: { type: 'approximate', country: 'FR', city: 'Paris' },
    })
    expect(unknownFields).toEqual([])
  })

  test('webSearch: true is a boolean', async () => {
    expect((await send(nano({ webSearch: true }))).body.web_search).toBe(true)
  })

  test('of memory are headers and a field', async () => {
    const { body, headers } = await send(nano({ memory: { days: 90, contextLimit: 20_000 } }))
    expect(headers).toMatchObject({ memory: 'true', memory_expiration_days: '90' })
    expect(body.model_context_limit).toBe(20_000)
  })

  test('memory: false cancels a suffix', async () => {
    const { body, headers } = await send(nano({ memory: false }), { id: 'openai/gpt-5.2:memory' })
    expect(body.memory).toBe(false)
    expect(headers).not.toHaveProperty('memory')
  })

  test('redaction and moderation are headers', async () => {
    const { headers } = await send(nano({ redaction: true, moderation: 'omni-moderation-latest' }))
    expect(headers).toMatchObject({ redaction: 'true', moderation: 'omni-moderation-latest' })
  })

  test('scraping, transcripts and byok have fields', async () => {
    const { body } = await send(
      nano({ scraping: true, youtubeTranscripts: true, byok: { enabled: true, disableFallbacks: true } }),
    )
    expect(body).toMatchObject({
      scraping: true,
      youtube_transcripts: true,
      byok: { enabled: true, disableFallbacks: true },
    })
  })

  test('the advisor is translated', async () => {
    const { body, unknownFields } = await send(
      nano({
        advisor: { model: 'anthropic/claude-opus-5.5', mode: 'auto', maxUses: 1, maxCompletionTokens: 100 },
      }),
    )
    expect(body.advisor).toEqual({
      model: 'anthropic/claude-opus-5.5',
      mode: 'auto',
      max_uses: 1,
      max_completion_tokens: 100,
    })
    expect(unknownFields).toEqual([])
  })

  test('extraBody is sent as it is, but does not replace what the call says', async () => {
    expect((await send(nano({ extraBody: { brand_new: [1] } }))).body.brand_new).toEqual([1])
    const error = await rejectionOf(send(nano({ extraBody: { model: 'other' } })))
    expect(String(error)).toContain("extraBody must not contain 'model'")
  })

  test('are read under the name of the provider too', async () => {
    const { body } = await send(
      { providerOptions: { nanogpt: { user: 'one', minP: 0.1 }, myNano: { user: 'two' } } },
      { name: 'my-nano' },
    )
    expect(body).toMatchObject({ user: 'two', min_p: 0.1 })
  })

  test.each([
    [
      'an unknown name, with the nearest one',
      { webSerch: true },
      /nanogpt\.webSerch is not an option.*'webSearch'/,
    ],
    [
      'an unknown name inside an option',
      { webSearch: { providr: 'exa' } },
      /nanogpt\.webSearch\.providr is not an option/,
    ],
    ['a wrong type', { minP: 'high' }, /nanogpt\.minP: .*number/],
    ['a value out of range', { minP: 2 }, /nanogpt\.minP/],
    ['days of memory out of range', { memory: { days: 400 } }, /nanogpt\.memory\.days/],
    ['an unknown engine', { webSearch: { provider: 'bing' } }, /nanogpt\.webSearch\.provider/],
  ])('refuse %s', async (_name, options, message) => {
    const error = await rejectionOf(send(nano(options)))
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(String(error)).toMatch(message)
  })
})

describe('directives that contradict each other are refused before they are sent', () => {
  test.each([
    ['openai/gpt-5.2:fast', { provider: 'openai' }, /':fast'.*nanogpt\.provider/],
    ['openai/gpt-5.2:tools', { caching: true }, /':tools'.*nanogpt\.caching/],
    ['openai/gpt-5.2:caching', { provider: { only: ['x'] } }, /':caching'.*nanogpt\.provider/],
    ['openai/gpt-5.2:caching', { routing: 'price' }, /':caching'.*nanogpt\.routing/],
    ['openai/gpt-5.2', { caching: true, provider: 'openai' }, /nanogpt\.caching.*nanogpt\.provider/],
    [
      'openai/gpt-5.2',
      { advisor: { model: 'x' }, webSearch: true, memory: true },
      /advisor with memory, webSearch/,
    ],
  ])('%s with %j', async (id, options, message) => {
    const error = await rejectionOf(send(nano(options), { id }))
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(String(error)).toMatch(message)
  })

  test('a provider in a header counts', async () => {
    const error = await rejectionOf(
      send({ headers: { 'X-Provider': 'openai' } }, { id: 'openai/gpt-5.2:fast' }),
    )
    expect(String(error)).toMatch(/':fast'.*X-Provider/)
  })
})

describe('billing', () => {
  test('paygo is a field', async () => {
    expect((await send({}, { billing: 'paygo' })).body.billing_mode).toBe('paygo')
    expect((await send(nano({ billingMode: 'paygo' }))).body.billing_mode).toBe('paygo')
  })

  test('subscription goes to its own endpoints', async () => {
    const { path, warnings } = await send(
      {},
      { billing: 'subscription', id: 'zai-org/glm-5', emulator: { subscription: true } },
    )
    expect(path).toBe('/api/subscription/v1/chat/completions')
    expect(warnings).toEqual([])
  })

  test('an option of the call wins over the setting', async () => {
    const { path, body } = await send(nano({ billingMode: 'auto' }), { billing: 'paygo' })
    expect(path).toBe('/api/v1/chat/completions')
    expect(body).not.toHaveProperty('billing_mode')
  })

  test.each([
    ['zai-org/glm-5', { provider: 'novita' }, 'an explicit provider'],
    ['zai-org/glm-5:fast', {}, 'a routing preference'],
    ['zai-org/glm-5', { promptCaching: true }, 'explicit cache control'],
  ])('subscription warns of what is charged all the same: %s %j', async (id, options, directive) => {
    const { warnings } = await send(nano(options), {
      billing: 'subscription',
      id,
      emulator: { subscription: true },
    })
    expect(warnings).toMatchObject([{ message: expect.stringContaining(directive) }])
  })
})
