import { InvalidArgumentError, type LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { createNanoGPT, type NanoGPTProviderSettings } from '../../src/index.ts'
import { promptOf, rejectionOf } from '../harness.ts'

type Call = Partial<LanguageModelV4CallOptions>
type Options = Record<string, unknown>

/** A call whose answer does not matter: what was sent, and what was warned about. */
async function send(call: Call, { id = 'x', ...settings }: NanoGPTProviderSettings & { id?: string } = {}) {
  const bodies: Record<string, unknown>[] = []
  const nanogpt = createNanoGPT({
    apiKey: 'k',
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(String(init?.body)) as Record<string, unknown>)
      return Response.json({ choices: [{ message: { content: 'ok' } }] })
    },
    ...settings,
  })
  const { warnings } = await nanogpt(id).doGenerate({ prompt: promptOf('Hi'), ...call })
  return {
    body: bodies[0] ?? {},
    warnings,
    messages: warnings.map(warning => ('message' in warning ? warning.message : '')),
  }
}

const nano = (nanogpt: Options): Call => ({ providerOptions: { nanogpt: nanogpt as never } })
const part = (nanogpt: Options): Call => ({
  prompt: [
    { role: 'user', content: [{ type: 'text', text: 'Hi', providerOptions: { nanogpt: nanogpt as never } }] },
  ],
})

describe('a setting without effect is a warning', () => {
  test.each([
    ['x:online', { webSearch: false }, /webSearch does not cancel/],
    ['x:online', { webSearch: { enabled: false } }, /webSearch does not cancel/],
    ['x:redaction', { redaction: false }, /redaction does not cancel/],
    ['x', { stickyProvider: true }, /stickyProvider has no effect/],
    ['x', { strictJsonSchema: false }, /strictJsonSchema has no effect/],
    ['x', { parallelToolCalls: true }, /parallelToolCalls was left out/],
    ['x', { memory: { contextLimit: 5_000 } }, /raises .*contextLimit to 10000/],
  ])('%s with %j', async (id, options, message) => {
    expect((await send(nano(options), { id })).messages).toEqual([expect.stringMatching(message)])
  })

  test.each([
    ['x:caching', { stickyProvider: true }],
    ['x', { webSearch: false }],
  ])('and one with an effect is not: %s with %j', async (id, options) => {
    expect((await send(nano(options), { id })).messages).toEqual([])
  })

  test('a cache marker where the wire has no place for it', async () => {
    const providerOptions = { nanogpt: { cacheControl: { type: 'ephemeral' } } } as const
    const { messages } = await send({
      prompt: [
        { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'f', input: {} }],
          providerOptions,
        },
      ],
    })
    expect(messages).toEqual([expect.stringContaining('A cache marker on a tool call')])
  })

  test('an unknown option of a part', async () => {
    expect((await send(part({ cacheControll: true }))).messages).toEqual([
      expect.stringContaining('cacheControll'),
    ])
    expect((await send(part({ reasoningModel: 'x' }))).messages).toEqual([])
  })
})

test.each([
  { cacheControl: true },
  { cacheControl: { type: 'persistent' } },
  { cacheControl: { type: 'ephemeral', ttl: '2h' } },
  { imageDetail: 'ultra' },
])('an option of a part that the API does not know is refused: %j', async options => {
  expect(InvalidArgumentError.isInstance(await rejectionOf(send(part(options))))).toBe(true)
})

test('under another name, options of parts are read too', async () => {
  const acmeAi = { cacheControl: { type: 'ephemeral' } } as const
  const prompt = [
    { role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi', providerOptions: { acmeAi } }] },
  ]
  const { body } = await send({ prompt }, { name: 'acme-ai' })
  expect(body.messages).toEqual([
    { role: 'user', content: [{ type: 'text', text: 'Hi', cache_control: { type: 'ephemeral' } }] },
  ])
})

describe('under a subscription', () => {
  const subscription = { billing: 'subscription' } as const

  test.each<[string, Call]>([
    ['an explicit provider', nano({ provider: { only: ['x'] } })],
    ['an explicit provider', nano({ extraBody: { provider: 'x' } })],
    ['the header X-Provider', { headers: { 'x-provider': 'x' } }],
    ['a key of an upstream provider', nano({ byok: { enabled: true } })],
    ['a billing mode that says so', { headers: { 'X-Billing-Mode': 'paygo' } }],
  ])('%s is a warning', async (reason, call) => {
    expect((await send(call, subscription)).messages).toEqual([expect.stringContaining(reason)])
  })

  test.each([
    { promptCaching: { enabled: false } },
    { provider: { allowFallbacks: false } },
    { provider: { sort: 'auto' } },
  ])('%j costs nothing, and is no warning', async options => {
    expect((await send(nano(options), subscription)).messages).toEqual([])
  })

  test('a base URL of the subscription is one', async () => {
    const baseURL = 'https://nano-gpt.com/api/subscription/v1'
    expect((await send(nano({ provider: 'x' }), { baseURL })).messages).toHaveLength(1)
    for (const call of [
      send({}, { baseURL, billing: 'paygo' }),
      send(nano({ billingMode: 'paygo' }), { baseURL }),
    ]) {
      expect(InvalidArgumentError.isInstance(await rejectionOf(call))).toBe(true)
    }
  })
})

describe('a choice of a tool that the request does not have', () => {
  const tool = { type: 'function', name: 'f', inputSchema: { type: 'object' } } as const
  const search = { type: 'provider', id: 'other.search', name: 'search', args: {} } as const

  test.each<[string, Call]>([
    ['left out', { tools: [tool, search], toolChoice: { type: 'tool', toolName: 'search' } }],
    ['required, of none', { toolChoice: { type: 'required' } }],
    ['required, of none that is left', { tools: [search], toolChoice: { type: 'required' } }],
  ])('is not sent, and warned about: %s', async (_, call) => {
    const { body, warnings } = await send(call)
    expect(body).not.toHaveProperty('tool_choice')
    expect(warnings).toContainEqual(expect.objectContaining({ type: 'unsupported', feature: 'toolChoice' }))
  })

  test.each<[string, Call]>([
    ['one of them', { tools: [tool], toolChoice: { type: 'tool', toolName: 'f' } }],
    ['none is wanted', { toolChoice: { type: 'auto' } }],
  ])('is no other: %s', async (_, call) => {
    expect((await send(call)).warnings).toEqual([])
  })
})

describe('contradictions are refused', () => {
  test.each<[string, Call, NanoGPTProviderSettings & { id?: string }]>([
    ['a provider header of the settings', {}, { id: 'x:fast', headers: { 'X-Provider': 'p' } }],
    ['a provider in extraBody', nano({ extraBody: { provider: 'p' } }), { id: 'x:caching' }],
    ['caching in extraBody', nano({ extraBody: { caching: true } }), { id: 'x:tools' }],
    ['two routing preferences', nano({ routing: 'price' }), { id: 'x:fast' }],
    ['two routing suffixes', {}, { id: 'x:fast:latency' }],
    ['an advisor that is the model itself', nano({ advisor: { model: 'x' } }), {}],
    [
      'an advisor that is the model behind a suffix',
      nano({ advisor: { model: 'x' } }),
      { id: 'x:reasoning-exclude' },
    ],
    [
      'an advisor with a search under another name',
      nano({ advisor: { model: 'y' }, extraBody: { linkup: { enabled: true } } }),
      {},
    ],
    [
      'an advisor with a key of its own',
      { ...nano({ advisor: { model: 'y' } }), headers: { 'X-Use-Byok': 'true' } },
      {},
    ],
    ['an advisor with tools in extraBody', nano({ advisor: { model: 'y' }, extraBody: { tools: [] } }), {}],
    [
      'an advisor with a memory header',
      { ...nano({ advisor: { model: 'y' } }), headers: { memory: 'true' } },
      {},
    ],
  ])('%s', async (_name, call, settings) => {
    expect(InvalidArgumentError.isInstance(await rejectionOf(send(call, settings)))).toBe(true)
  })

  test('an advisor is fine beside what is switched off', async () => {
    const options = {
      advisor: { model: 'y' },
      webSearch: { enabled: false },
      moderation: false,
      byok: { enabled: false },
    }
    expect((await send(nano(options))).body.advisor).toEqual({ model: 'y' })
  })
})

describe('a switch or a budget of the options wins over the level of the call', () => {
  test.each([
    ['high', { enabled: false }, { enabled: false }],
    ['none', { enabled: true }, { enabled: true }],
    ['high', { maxTokens: 1000 }, { max_tokens: 1000 }],
    ['high', { enabled: true }, { effort: 'high', enabled: true }],
    ['high', { exclude: true }, { effort: 'high', exclude: true }],
  ] as const)('%s with %j', async (level, reasoning, expected) => {
    const { body } = await send({ reasoning: level, ...nano({ reasoning }) })
    expect(body.reasoning).toEqual(expected)
    expect(body.reasoning_effort).toBe('effort' in expected ? expected.effort : undefined)
  })
})

test.each([{ billing: 'bogus' }, { compression: 'zip' }, { idleTimeout: '5' }])(
  'a setting that cannot be is refused: %j',
  settings => {
    expect(() => createNanoGPT(settings as never)).toThrow(InvalidArgumentError)
  },
)

test.each([Infinity, 2 ** 31, 1e12])('an idleTimeout of %d never ends a stream', async idleTimeout => {
  const nanogpt = createNanoGPT({
    apiKey: 'k',
    idleTimeout,
    fetch: async () =>
      new Response('data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n', {
        headers: { 'content-type': 'text/event-stream' },
      }),
  })
  const { stream } = await nanogpt('x').doStream({ prompt: promptOf('Hi') })
  let last: unknown
  for await (const item of stream) last = item
  expect(last).toMatchObject({ finishReason: { unified: 'stop' } })
})
