import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { ask, complete, fail, user, type Json } from './ask.ts'
import { png } from './png.ts'

const emulator = createEmulator()
beforeEach(() => emulator.reset())

describe('a request that the documents allow', () => {
  const everything: Json = {
    model: 'zai-org/glm-5',
    messages: [
      {
        role: 'system',
        content: [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
      },
      { role: 'developer', content: 'Be brief.' },
      user('What is 2 + 2?'),
      {
        role: 'assistant',
        content: null,
        reasoning: 'Add.',
        reasoning_details: [{ type: 'reasoning.text', text: 'Add.' }],
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'add', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: '4' },
      { role: 'tool', tool_call_id: 'nobody asked', content: '5' },
    ],
    stream: false,
    stream_options: { include_usage: true },
    include_usage: true,
    service_tier: 'auto',
    metadata: { nanogpt_eval_trace: true },
    user: 'me',
    n: 1,
    temperature: 0,
    top_p: 1,
    top_k: -1,
    top_a: 0,
    min_p: 0,
    tfs: 1,
    eta_cutoff: 0,
    epsilon_cutoff: 0,
    typical_p: 1,
    mirostat_mode: 2,
    mirostat_tau: 5,
    mirostat_eta: 0.1,
    seed: 1,
    max_tokens: 100,
    max_completion_tokens: 100,
    min_tokens: 0,
    stop: ['x'],
    stop_token_ids: [1],
    include_stop_str_in_output: true,
    ignore_eos: false,
    frequency_penalty: 0,
    presence_penalty: 0,
    repetition_penalty: 1,
    no_repeat_ngram_size: 0,
    custom_token_bans: [1],
    logit_bias: { 1: 1 },
    logprobs: 3,
    prompt_logprobs: false,
    tools: [
      {
        type: 'function',
        function: { name: 'add', description: 'Adds', parameters: { type: 'object' }, strict: true },
        cache_control: { type: 'ephemeral' },
      },
    ],
    tool_choice: 'auto',
    parallel_tool_calls: true,
    response_format: { type: 'text' },
    reasoning_effort: 'max',
    reasoning: {
      effort: 'low',
      enabled: true,
      exclude: false,
      max_tokens: 100,
      delta_field: 'reasoning_content',
    },
    reasoning_delta_field: 'reasoning_content',
    reasoning_content_compat: true,
    provider: {
      order: ['novita'],
      only: ['novita'],
      ignore: [],
      sort: 'auto',
      quantizations: ['fp8'],
      min_quantization: 'fp8',
      max_price: { prompt: 1, completion: 1 },
      allow_fallbacks: false,
      require_parameters: true,
    },
    caching: false,
    stickyprovider: true,
    stickyProvider: false,
    prompt_caching: {
      enabled: true,
      ttl: '5m',
      cut_after_message_index: 1,
      stickyProvider: false,
      explicitCacheControl: true,
    },
    promptCaching: true,
    cache_control: { type: 'ephemeral' },
    billing_mode: 'PAYGO',
    billingMode: 'paid',
    byok: { enabled: false, provider: 'x', disableFallbacks: true },
    web_search: {
      enabled: true,
      provider: 'valyu',
      depth: 'deep',
      search_context_size: 'low',
      user_location: { type: 'approximate', country: 'FR' },
      searchType: 'web',
      responseLength: 5,
    },
    webSearch: true,
    linkup: false,
    web_search_options: { user_location: { type: 'approximate', approximate: { city: 'Paris' } } },
    memory: false,
    model_context_limit: '20000',
    scraping: true,
    youtube_transcripts: 'true',
  }

  it('is answered, and nothing in it is unknown', async () => {
    await complete(emulator, everything)
    expect(emulator.unknownFields).toEqual([])
  })

  it.each(['tavily', 'exa', 'brave', 'kagi', 'perplexity', 'firecrawl', 'sofya', 'linkup', 'native'])(
    'searches with %s',
    async provider => {
      await complete(emulator, { model: 'openai/gpt-5.2', web_search: { enabled: true, provider } })
      expect(emulator.requests.at(-1)?.understood?.search?.provider).toBe(provider)
    },
  )

  it.each(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'])(
    'takes the effort %s',
    async effort => {
      await complete(emulator, { reasoning_effort: effort })
      expect(emulator.requests.at(-1)?.understood?.effort).toBe(effort)
    },
  )

  it('has images, video, sound and files where the model reads them', async () => {
    const parts = [
      { type: 'text', text: 'What is all this?' },
      { type: 'image_url', image_url: { url: png(2, 3), detail: 'low' } },
      { type: 'video_url', video_url: { url: 'data:video/mp4;base64,AAAA' } },
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
    ]
    const { choices } = await complete(emulator, {
      model: 'google/gemini-3.8-flash',
      messages: [user(parts)],
    })
    expect(choices[0]?.message.content).toContain('a PNG image of 24 bytes, 2×3 pixels')
    expect(choices[0]?.message.content).toContain('application/pdf of 3 bytes')
    expect(emulator.unknownFields).toEqual([])
  })

  it('may change the effort inside the conversation of two models', async () => {
    const messages = [
      user('x'),
      { role: 'system', content: '', configuration_update: { reasoning: { effort: 'xhigh' } } },
    ]
    await complete(emulator, { model: 'openai/gpt-6-astra', messages, reasoning_effort: 'low' })
    expect(emulator.requests.at(-1)?.understood?.effort).toBe('xhigh')
  })
})

describe('a field that no document mentions', () => {
  const body: Json = {
    webSerach: true,
    messages: [user([{ type: 'text', text: 'x', cacheControl: {} }])],
    provider: { ordre: ['a'] },
    web_search: { enabled: true, provider: 'exa', maxResults: 3 },
  }
  const fields = new Set([
    'messages[0].content[0].cacheControl',
    'provider.ordre',
    'web_search.maxResults',
    'webSerach',
  ])

  it('is ignored and recorded with its path', async () => {
    await complete(emulator, body)
    expect(new Set(emulator.unknownFields.map(({ field }) => field))).toEqual(fields)
    expect(new Set(emulator.requests[0]?.unknownFields)).toEqual(fields)
    expect(emulator.unknownFields[0]).toMatchObject({
      path: '/api/v1/chat/completions',
      request: emulator.requests[0]?.id,
    })
  })

  it('is a warning on the console when the emulator is told to warn', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const warning = createEmulator({ onUnknownField: 'warn' })
    expect((await ask(warning, { foo: 1 })).status).toBe(200)
    expect(warn.mock.calls).toEqual([[expect.stringContaining('foo')]])
    warn.mockRestore()
  })

  it('is an error when the emulator is told so', async () => {
    expect(await fail(createEmulator({ onUnknownField: 'error' }), { foo: 1 })).toMatchObject({
      status: 400,
      code: 'unknown_parameter',
      param: 'foo',
    })
  })
})
