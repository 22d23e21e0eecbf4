import { beforeEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { ask, complete, fail, stream, user, type Completion, type Json } from './ask.ts'

const emulator = createEmulator()
beforeEach(() => emulator.reset())

const costOf = ({ x_nanogpt_pricing: pricing }: Completion): number => pricing?.amount ?? NaN
const long = 'The history of whaling is long. '.repeat(1200)
const counted = { include_usage: true }

describe('the price', () => {
  it('is the price list times the tokens, and falls off the balance', async () => {
    const reply = await complete(emulator, { model: 'openai/gpt-5.2', ...counted })
    const { prompt_tokens, completion_tokens } = reply.usage!
    expect(costOf(reply)).toBeCloseTo((prompt_tokens * 1.75 + completion_tokens * 14) / 1e6, 12)
    expect(reply.x_nanogpt_pricing).toMatchObject({
      cost: costOf(reply),
      inputTokens: prompt_tokens,
      outputTokens: completion_tokens,
      currency: 'USD',
      paymentSource: 'USD',
    })
    expect(emulator.account.balance).toBeCloseTo(100 - costOf(reply), 12)
    expect(emulator.requests[0]?.understood?.cost).toBe(costOf(reply))
  })

  it('is not zero for what costs something, and zero for what is free', async () => {
    expect(costOf(await complete(emulator))).toBeGreaterThan(0)
    expect(costOf(await complete(emulator, { model: 'qwen/qwen3.8-coder:free' }))).toBe(0)
  })

  it('of a chosen provider is its own, and 5 % more', async () => {
    const platform = costOf(await complete(emulator))
    expect(costOf(await complete(emulator, { provider: 'novita' }))).toBeCloseTo(platform * 1.05, 10)
    expect(costOf(await complete(emulator, { model: 'zai-org/glm-5:cerebras' }))).toBeCloseTo(
      platform * 2 * 1.05,
      10,
    )
    expect(costOf(await complete(emulator, {}, { headers: { 'X-Provider': 'DeepInfra' } }))).toBeCloseTo(
      platform * 0.8 * 1.05,
      10,
    )
    expect(costOf(await complete(emulator, { model: 'zai-org/glm-5:cheap' }))).toBeCloseTo(
      platform * 0.8 * 1.05,
      10,
    )
  })

  it('of a cache entry that lives for an hour is higher, wherever the hour was asked for', async () => {
    const marked = (ttl: string): Json => ({
      model: 'anthropic/claude-opus-5.5',
      messages: [user([{ type: 'text', text: long, cache_control: { type: 'ephemeral', ttl } }])],
    })
    const minutes = await complete(emulator, marked('5m'))
    emulator.reset()
    const hour = await complete(emulator, marked('1h'))
    expect(costOf(hour)).toBeGreaterThan(costOf(minutes) * 1.3)
  })

  it('with an own key is 5 % of it', async () => {
    const platform = costOf(await complete(emulator))
    expect(costOf(await complete(emulator, { byok: { enabled: true } }))).toBeCloseTo(platform * 0.05, 10)
    expect(costOf(await complete(emulator, {}, { headers: { 'x-use-byok': 'true' } }))).toBeCloseTo(
      platform * 0.05,
      10,
    )
  })

  it.each<[what: string, model: string, body: Json, extra: number]>([
    ['a standard search', 'zai-org/glm-5:online', {}, 0.006],
    ['a deep search', 'zai-org/glm-5:online/linkup-deep', {}, 0.06],
    ['another engine', 'zai-org/glm-5', { web_search: { enabled: true, provider: 'sofya' } }, 0.01575],
    ['redaction', 'zai-org/glm-5:redaction', {}, 0.0005],
  ])('of %s is added', async (_, model, body, extra) => {
    // The price of the words is taken off with a scripted answer that is the same in both.
    emulator.replies.next({ text: 'Same.' })
    emulator.replies.next({ text: 'Same.' })
    const plain = costOf(await complete(emulator))
    expect(costOf(await complete(emulator, { model, ...body })) - plain).toBeCloseTo(extra, 10)
  })

  it('of pages and transcripts is added for each, up to a limit', async () => {
    const pages = Array.from({ length: 7 }, (_, index) => `https://a.example/${index}`).join(' ')
    const videos = Array.from({ length: 4 }, (_, index) => `https://youtu.be/${index}`).join(' ')
    const messages = [user(`${pages} ${videos}`)]
    const plain = costOf(await complete(emulator, { messages }))
    expect(costOf(await complete(emulator, { messages, scraping: true })) - plain).toBeCloseTo(5 * 0.0015, 10)
    expect(costOf(await complete(emulator, { messages, youtube_transcripts: true })) - plain).toBeCloseTo(
      3 * 0.01,
      10,
    )
  })
})

describe('a subscription', () => {
  const account = createEmulator({ subscription: true })
  beforeEach(() => account.reset())

  it('covers what it includes', async () => {
    expect(costOf(await complete(account))).toBe(0)
    expect(account.account.balance).toBe(100)
    expect(account.requests[0]?.understood?.billing).toBe('subscription')
  })

  it.each<[reason: string, body: Json, headers?: Record<string, string>]>([
    ['the model is not included', { model: 'openai/gpt-5.2' }],
    ['billing mode', { billing_mode: 'paygo' }],
    ['billing mode', { billingMode: 'Pay-As-You-Go' }],
    ['billing mode', {}, { 'X-Billing-Mode': 'PAID' }],
    ['explicit provider or routing', { provider: 'novita' }],
    ['explicit provider or routing', {}, { 'X-Provider': 'novita' }],
    ['explicit provider or routing', { model: 'zai-org/glm-5:novita' }],
    ['explicit provider or routing', { model: 'zai-org/glm-5:fast' }],
    ['explicit provider or routing', { provider: { sort: 'price' } }],
    ['explicit cache control', { prompt_caching: { enabled: true } }],
    [
      'explicit cache control',
      { messages: [user([{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }])] },
    ],
    ['own provider key', { byok: { enabled: true } }],
    ['advisor', { advisor: { model: 'openai/gpt-5.2' } }],
  ])('does not cover: %s (%j %j)', async (paygoReason, body, headers = {}) => {
    expect(costOf(await complete(account, body, { headers }))).toBeGreaterThan(0)
    expect(account.requests[0]?.understood).toMatchObject({ billing: 'paygo', paygoReason })
  })

  it.each<[Json]>([
    [{ provider: { sort: 'none' } }],
    [{ provider: { allow_fallbacks: false } }],
    [{ model: 'zai-org/glm-5:caching' }],
    [{ prompt_caching: { ttl: '1h' } }],
  ])('still covers %j', async body => {
    expect(costOf(await complete(account, body))).toBe(0)
  })

  it('does not cover what is asked around the model', async () => {
    expect(costOf(await complete(account, { model: 'zai-org/glm-5:online' }))).toBe(0.006)
  })

  it('its own base path refuses models that it does not include', async () => {
    const path = '/api/subscription/v1/chat/completions'
    expect((await ask(account, {}, { path })).status).toBe(200)
    expect(await fail(account, { model: 'openai/gpt-5.2' }, { path })).toMatchObject({
      status: 403,
      code: 'model_not_allowed',
      param: 'model',
    })
  })
})

describe('an empty account', () => {
  it('is told so in the form that all endpoints share, and nothing is charged', async () => {
    const poor = createEmulator({ balance: 0.000001 })
    const response = await ask(poor, { stream: true })
    expect(response.status).toBe(402)
    expect(await response.json()).toEqual({
      error: 'Insufficient balance',
      requiredBalance: expect.any(Number),
      status: 402,
    })
    expect(poor.account.balance).toBe(0.000001)
  })

  it('is used up to the last cent', async () => {
    const cost = costOf(await complete(emulator))
    emulator.account.balance = cost
    expect((await ask(emulator)).status).toBe(200)
    expect(emulator.account.balance).toBe(0)
    expect((await ask(emulator)).status).toBe(402)
  })

  it.each([
    [':online', 'webSearch_balance_required'],
    [':memory', 'memory_balance_required'],
    [':online:memory', 'both_balance_required'],
  ])('with a subscription lacks the money for %s', async (suffix, code) => {
    const poor = createEmulator({ balance: 0, subscription: true })
    expect((await ask(poor)).status).toBe(200)
    expect(await fail(poor, { model: `zai-org/glm-5${suffix}` })).toMatchObject({ status: 402, code })
  })

  it('does not lose track after many small prices', async () => {
    let spent = 0
    for (let index = 0; index < 50; index += 1) spent += costOf(await complete(emulator))
    expect(emulator.account.balance).toBeCloseTo(100 - spent, 9)
  })
})

describe('usage', () => {
  it('comes only when asked for, in the way of streams or of the others', async () => {
    expect(await complete(emulator)).not.toHaveProperty('usage')
    expect(await complete(emulator, { include_usage: true })).toHaveProperty('usage')
    expect(await complete(emulator, { stream_options: { include_usage: true } })).not.toHaveProperty('usage')
    const last = async (body: Json): Promise<unknown> => (await stream(emulator, body)).frames.at(-1)
    expect(await last({})).not.toHaveProperty('usage')
    expect(await last({ include_usage: true })).not.toHaveProperty('usage')
    expect(await last({ stream_options: { include_usage: true } })).toHaveProperty('usage')
  })

  it.each<[Json]>([
    [{ caching: true }],
    [{ model: 'zai-org/glm-5:caching' }],
    [{ prompt_caching: { enabled: true } }],
    [{ messages: [user([{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }])] }],
  ])('comes with %j, unasked', async body => {
    expect(await complete(emulator, body)).toHaveProperty('usage')
    expect((await stream(emulator, body)).frames.at(-1)).toHaveProperty('usage')
  })

  it('comes always when the emulator is told so', async () => {
    expect(await complete(createEmulator({ usageWithoutAsking: true }))).toHaveProperty('usage')
  })

  it('counts the real prompt and the real answer', async () => {
    const short = (await complete(emulator, counted)).usage!
    const longer = (await complete(emulator, { messages: [user(long)], ...counted })).usage!
    const withTools = (
      await complete(emulator, {
        ...counted,
        tools: [{ type: 'function', function: { name: 'f', description: long } }],
        tool_choice: 'none',
      })
    ).usage!
    expect(short.prompt_tokens).toBeGreaterThan(5)
    expect(longer.prompt_tokens).toBeGreaterThan(5000)
    expect(withTools.prompt_tokens).toBeGreaterThan(5000)
    expect(short.total_tokens).toBe(short.prompt_tokens + short.completion_tokens)
  })
})

describe('the prompt cache', () => {
  const marked = (text: string): Json => ({
    role: 'system',
    content: [{ type: 'text', text, cache_control: { type: 'ephemeral' } }],
  })
  const claude = { model: 'anthropic/claude-sonnet-5.5', ...counted }

  it('of Claude is counted beside the prompt: written first, read then', async () => {
    const messages = [marked(long), user('Go on.')]
    const cold = (await complete(emulator, { ...claude, messages })).usage!
    const warm = (await complete(emulator, { ...claude, messages: [marked(long), user('Something else.')] }))
      .usage!
    expect(cold.cache_creation_input_tokens).toBeGreaterThan(5000)
    expect(cold).toMatchObject({ cache_read_input_tokens: 0, prompt_tokens_details: { cached_tokens: 0 } })
    expect(cold.prompt_tokens).toBeLessThan(50)
    expect(warm).toMatchObject({
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: cold.cache_creation_input_tokens,
    })
  })

  it('makes the warm request cheaper and the cold one dearer than none', async () => {
    const messages = [{ role: 'system', content: long }, user('Go on.')]
    const [none, cold, warm] = [
      costOf(await complete(emulator, { ...claude, messages })),
      costOf(await complete(emulator, { ...claude, messages, prompt_caching: true })),
      costOf(await complete(emulator, { ...claude, messages, prompt_caching: true })),
    ]
    expect(cold).toBeGreaterThan(none * 1.15)
    expect(warm).toBeLessThan(none * 0.4)
  })

  it('for an hour costs more than for five minutes', async () => {
    const messages = [{ role: 'system', content: long }, user('Go on.')]
    const short = costOf(await complete(emulator, { ...claude, messages, prompt_caching: { enabled: true } }))
    emulator.reset()
    const hour = costOf(
      await complete(emulator, { ...claude, messages, prompt_caching: { enabled: true, ttl: '1h' } }),
    )
    expect(hour / short).toBeGreaterThan(1.3)
  })

  it('of the others is counted inside the prompt', async () => {
    const body = { model: 'zai-org/glm-5:caching', messages: [user(long)] }
    const cold = (await complete(emulator, body)).usage!
    const warm = (await complete(emulator, body)).usage!
    expect(cold.prompt_tokens_details.cached_tokens).toBe(0)
    expect(warm.prompt_tokens_details.cached_tokens).toBe(warm.prompt_tokens)
    expect(warm).toMatchObject({
      prompt_tokens: cold.prompt_tokens,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 0,
    })
  })

  it('grows with a conversation', async () => {
    const first = [user(long)]
    const second = [...first, { role: 'assistant', content: 'I see.' }, user(long)]
    const body = { model: 'zai-org/glm-5', caching: true }
    await complete(emulator, { ...body, messages: first })
    const usage = (await complete(emulator, { ...body, messages: second })).usage!
    expect(usage.prompt_tokens_details.cached_tokens).toBeGreaterThan(usage.prompt_tokens * 0.4)
    expect(usage.prompt_tokens_details.cached_tokens).toBeLessThan(usage.prompt_tokens * 0.6)
  })

  it('does not keep what is short, nor what nobody asked it to keep', async () => {
    const short = [marked('Be kind.'), user('Go on.')]
    await complete(emulator, { ...claude, messages: short })
    expect((await complete(emulator, { ...claude, messages: short })).usage).toMatchObject({
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 0,
    })
    const plain = [user(long)]
    await complete(emulator, { ...claude, messages: plain })
    expect((await complete(emulator, { ...claude, messages: plain })).usage).toMatchObject({
      cache_read_input_tokens: 0,
    })
  })

  it('belongs to one model', async () => {
    const messages = [marked(long), user('Go on.')]
    await complete(emulator, { ...claude, messages })
    const other = await complete(emulator, { ...claude, model: 'anthropic/claude-fable-5.1', messages })
    expect(other.usage?.cache_read_input_tokens).toBe(0)
  })

  it('ends at the message that the helper names', async () => {
    const messages = [{ role: 'system', content: long }, user('Short.')]
    const whole = (await complete(emulator, { ...claude, messages, prompt_caching: { enabled: true } }))
      .usage!
    emulator.reset()
    const cut = (
      await complete(emulator, {
        ...claude,
        messages,
        prompt_caching: { enabled: true, cut_after_message_index: 0 },
      })
    ).usage!
    expect(cut.cache_creation_input_tokens).toBeLessThan(whole.cache_creation_input_tokens)
    expect(cut.cache_creation_input_tokens).toBeGreaterThan(5000)
  })

  it('uses the last four markers', async () => {
    const parts = (count: number): Json[] =>
      Array.from({ length: count }, (_, index) => ({
        type: 'text',
        text: `${index} ${long}`,
        cache_control: { type: 'ephemeral' },
      }))
    await complete(emulator, { ...claude, messages: [user(parts(5))] })
    // The first of five markers was dropped, so its prefix alone is not in the cache; the second one's is.
    expect(
      (await complete(emulator, { ...claude, messages: [user(parts(1))] })).usage?.cache_read_input_tokens,
    ).toBe(0)
    expect(
      (await complete(emulator, { ...claude, messages: [user(parts(2))] })).usage?.cache_read_input_tokens,
    ).toBeGreaterThan(10_000)
  })
})
