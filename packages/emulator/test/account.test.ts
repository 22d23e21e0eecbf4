import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY, type Emulator, type EmulatorOptions } from '../src/index.ts'
import { ask, complete, host, user, type Json } from './ask.ts'

const withKey = { headers: { authorization: `Bearer ${EMULATOR_API_KEY}` } }

async function read<Shape = Json>(
  emulator: Emulator,
  path: string,
  init: RequestInit = withKey,
): Promise<{ status: number; headers: Headers; body: Shape }> {
  const response = await emulator.fetch(`${host}${path}`, init)
  return { status: response.status, headers: response.headers, body: (await response.json()) as Shape }
}

/** As whole picodollars, which add up exactly. */
function pico(dollars: number | string): bigint {
  return BigInt(Math.round(Number(dollars) * 1e12))
}

function spent(emulator: Emulator): bigint {
  return emulator.account.entries.reduce((sum, { amount }) => sum + pico(amount), 0n)
}

function manual(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ clock: 'manual', ...options })
}

const day = 86_400_000

describe('the ledger', () => {
  it('has an entry for a request, under its id, its model and its key', async () => {
    const emulator = manual({ apiKey: ['sk-one', EMULATOR_API_KEY] })
    const response = await ask(emulator, { model: 'openai/gpt-5.2', include_usage: true })
    const { usage, x_nanogpt_pricing: pricing } = (await response.json()) as {
      usage: { prompt_tokens: number; completion_tokens: number }
      x_nanogpt_pricing: { cost: number }
    }
    expect(emulator.account.entries).toEqual([
      {
        type: 'charge',
        requestId: response.headers.get('x-request-id'),
        at: emulator.clock.now(),
        kind: 'chat',
        model: 'openai/gpt-5.2',
        apiKey: 2,
        amount: pricing.cost,
        inputTokens: usage.prompt_tokens,
        outputTokens: usage.completion_tokens,
        reasoningTokens: 0,
        images: 0,
        paymentSource: 'USD',
        scope: 'primary',
        refunded: 0,
      },
    ])
  })

  it('adds up to what the balance lost, and to what the replies said, to the last digit', async () => {
    const model = fc.constantFrom(
      'openai/gpt-5.2',
      'zai-org/glm-5',
      'anthropic/claude-opus-5.5',
      'qwen/qwen3.8-max',
    )
    const suffix = fc.constantFrom(
      '',
      ':online',
      ':online/exa-deep',
      ':memory',
      ':redaction',
      ':online:memory',
    )
    const request = fc.record({ model, suffix, text: fc.string({ minLength: 1 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 8 }), async requests => {
        const emulator = manual()
        let told = 0n
        for (const { model: id, suffix: added, text } of requests) {
          const body = { model: id + added, messages: [user(text)] }
          const reply = await complete(emulator, body)
          told += pico(reply.x_nanogpt_pricing?.cost ?? NaN)
        }
        expect(spent(emulator)).toBe(told)
        expect(pico(100) - pico(emulator.account.balance)).toBe(told)
      }),
      { numRuns: 25 },
    )
  })

  it('enters a moderation beside the request that asked for it', async () => {
    const emulator = manual()
    await ask(emulator, {}, { headers: { moderation: 'true' } })
    expect(emulator.account.entries.map(({ kind, scope }) => [kind, scope])).toEqual([
      ['moderation', 'extra'],
      ['chat', 'primary'],
    ])
    expect(pico(100) - pico(emulator.account.balance)).toBe(spent(emulator))
  })

  it('is where every endpoint charges, and where jobs that failed are refunded', async () => {
    const emulator = manual({ billingDelayMs: 0 })
    const send = (path: string, body: Json): Promise<Response> =>
      ask(emulator, { messages: undefined, ...body }, { path })
    emulator.faults.next({ type: 'job' }, { path: '/api/generate-video' })
    const answers = [
      await ask(emulator, { model: 'zai-org/glm-5:online' }),
      await send('/api/v1/completions', { model: 'zai-org/glm-5', prompt: 'Once' }),
      await send('/api/v1/embeddings', { model: 'text-embedding-3-small', input: 'Bees' }),
      await send('/api/v1/images/generations', { model: 'hidream', prompt: 'A bee' }),
      await send('/api/v1/audio/speech', { model: 'Kokoro-82m', input: 'Bees hum.' }),
      await send('/api/generate-video', { model: 'veo2-video', prompt: 'A bee flies' }),
      await send('/api/web', { model: undefined, query: 'Bees' }),
      await send('/api/scrape-urls', { model: undefined, urls: ['https://a.example/bees'] }),
      await send('/api/youtube-transcribe', { model: undefined, urls: ['https://youtu.be/dQw4w9WgXcQ'] }),
      await send('/api/v1/memory', { model: undefined, messages: [user('Bees?')] }),
    ]
    await Promise.all(answers.map(answer => answer.arrayBuffer()))
    emulator.clock.advance(10_000)
    const { entries, balance } = emulator.account
    expect(entries.map(({ type, kind }) => `${type} ${kind}`)).toEqual([
      'charge chat',
      'charge chat',
      'charge embedding',
      'charge image',
      'charge speech',
      'charge video',
      'charge search',
      'charge scrape',
      'charge transcript',
      'charge memory',
      'refund video',
    ])
    expect(entries.slice(0, 10).map(({ requestId }) => requestId)).toEqual(
      answers.map(({ headers }) => headers.get('x-request-id')),
    )
    expect(pico(100) - pico(balance)).toBe(spent(emulator))

    const { body } = await read<Usage>(emulator, '/api/v1/usage')
    const video = entries.find(({ kind }) => kind === 'video')
    expect(body.totals).toMatchObject({ requests: 10, refundedUsd: video?.amount })
    expect(pico(body.totals.netCostUsd)).toBe(spent(emulator))
    expect(body.byDayModel?.map(({ model }) => model)).toContain('Web search (linkup)')
    const billed = await read(emulator, `/api/v1/usage/requests/${video?.requestId}`)
    expect(Number(billed.body.cost)).toBe(video?.amount)
  })

  it('is empty after a reset, also for those who held on to it', async () => {
    const emulator = manual()
    const { entries } = emulator.account
    await ask(emulator)
    expect(entries).toHaveLength(1)
    emulator.reset()
    expect(entries).toEqual([])
  })
})

describe('POST /api/check-balance', () => {
  it('tells the balance in text, and rounds nothing away', async () => {
    const emulator = manual({ balance: 1 })
    const told = async (): Promise<unknown> =>
      (await read(emulator, '/api/check-balance', { method: 'POST', ...withKey })).body.usd_balance
    expect(await told()).toBe('1.00000000')
    await ask(emulator, { model: 'z-ai/glm-5.3-flash' })
    expect(pico(String(await told()))).toBe(pico(emulator.account.balance))
    emulator.account.balance = 0.000000000001
    expect(await told()).toBe('0.000000000001')
  })
})

interface Bucket {
  date?: string
  model?: string
  requests: number
  costUsd: number
  refundedUsd: number
  netCostUsd: number
  inputTokens: number
  outputTokens: number
  reasoningTokens: number
  totalTokens: number
}

interface Usage extends Json {
  from: string
  to: string
  groupBy: string
  totals: Bucket
  byDay?: Bucket[]
  byModel?: Bucket[]
  byDayModel?: Bucket[]
  source: { rollupDays: string[]; liveDays: string[]; missingRollupDays: string[] }
}

describe('GET /api/v1/usage', () => {
  async function used(): Promise<Emulator> {
    const emulator = manual({ apiKey: [EMULATOR_API_KEY, 'sk-other'] })
    await ask(emulator, { model: 'zai-org/glm-5' })
    await ask(emulator, { model: 'openai/gpt-5.2' })
    emulator.clock.advance(day)
    await ask(emulator, { model: 'openai/gpt-5.2' }, { headers: { moderation: 'true' } })
    await ask(emulator, {}, { headers: { authorization: 'Bearer sk-other' } })
    return emulator
  }

  it('shows the last thirty days, by day and model', async () => {
    const emulator = await used()
    const { body } = await read<Usage>(emulator, '/api/v1/usage')
    expect(body).toMatchObject({
      object: 'usage',
      scope: 'current_key',
      apiKey: { id: 1 },
      from: '2026-10-04',
      to: '2026-11-02',
      timezone: 'UTC',
      groupBy: 'day,model',
      asOf: '2026-11-02T00:00:00.000Z',
    })
    expect(body.source.rollupDays).toHaveLength(29)
    expect(body.source).toMatchObject({ liveDays: ['2026-11-02'], missingRollupDays: [] })
    expect(body.byDayModel?.map(({ date, model, requests }) => [date, model, requests])).toEqual([
      ['2026-11-01', 'GLM 5', 1],
      ['2026-11-01', 'GPT 5.2', 1],
      ['2026-11-02', 'GPT 5.2', 1],
      ['2026-11-02', 'omni-moderation-latest', 0],
    ])
    expect(Object.keys(body.totals)).toEqual([
      'requests',
      'costUsd',
      'refundedUsd',
      'netCostUsd',
      'inputTokens',
      'outputTokens',
      'reasoningTokens',
      'totalTokens',
    ])
  })

  it.each([
    ['day', 'byDay', 2],
    ['model', 'byModel', 3],
    ['model,day', 'byDayModel', 4],
  ] as const)('grouped by %s gives %s, which adds up to the totals', async (groupBy, list, length) => {
    const emulator = await used()
    const { body } = await read<Usage>(emulator, `/api/v1/usage?group_by=${groupBy}`)
    const buckets = body[list] ?? []
    expect(buckets).toHaveLength(length)
    expect(Object.keys(body).filter(name => name.startsWith('by'))).toEqual([list])
    const own = emulator.account.entries.filter(({ apiKey }) => apiKey === 1)
    expect(pico(body.totals.costUsd)).toBe(own.reduce((sum, { amount }) => sum + pico(amount), 0n))
    expect(buckets.reduce((sum, { costUsd }) => sum + pico(costUsd), 0n)).toBe(pico(body.totals.costUsd))
    expect(buckets.reduce((sum, { totalTokens }) => sum + totalTokens, 0)).toBe(body.totals.totalTokens)
    expect(body.totals.requests).toBe(3)
  })

  it('is at /v1 too', async () => {
    const { body } = await read<Usage>(await used(), '/v1/usage')
    expect(body.totals.requests).toBe(3)
  })

  it('keeps to the range it is asked for', async () => {
    const emulator = await used()
    const { body } = await read<Usage>(emulator, '/api/v1/usage?from=2026-11-01&to=2026-11-01&scope=api_key')
    expect(body).toMatchObject({ scope: 'api_key', totals: { requests: 2 } })
    expect(body.source).toEqual({ rollupDays: ['2026-11-01'], liveDays: [], missingRollupDays: [] })
  })

  it('each key sees its own use', async () => {
    const { body } = await read<Usage>(await used(), '/api/v1/usage', {
      headers: { 'x-api-key': 'sk-other' },
    })
    expect(body).toMatchObject({ apiKey: { id: 2 }, totals: { requests: 1 } })
  })

  it.each([
    ['from=2026-10-01', 'together'],
    ['from=1.10.2026&to=2026-10-02', 'YYYY-MM-DD'],
    ['from=2026-02-30&to=2026-10-02', 'YYYY-MM-DD'],
    ['from=2026-10-02&to=2026-10-01', 'on or after'],
    ['from=2026-10-02&to=2026-11-02', 'future'],
    ['from=2025-10-01&to=2026-10-02', '366'],
    ['group_by=week', 'group_by'],
    ['scope=team', 'scope'],
    ['api_key_id=2', 'authenticated'],
    ['page=2', 'page'],
    ['duration=week', 'duration'],
  ])('%s is refused', async (query, message) => {
    const { status, body } = await read(manual(), `/api/v1/usage?${query}`)
    expect(status).toBe(400)
    expect(body).toEqual({
      error: { type: 'invalid_request_error', message: expect.stringContaining(message) },
    })
  })

  it('a range of 366 days, its own key and today are taken', async () => {
    const { status } = await read(manual(), '/api/v1/usage?from=2025-11-01&to=2026-11-01&api_key_id=1')
    expect(status).toBe(200)
  })

  it.each([
    [undefined, 'missing_api_key'],
    ['Bearer nobody', 'invalid_api_key'],
  ])('with the key %s, error.type says what is wrong', async (authorization, type) => {
    const init = authorization === undefined ? {} : { headers: { authorization } }
    const { status, body } = await read(manual(), '/api/v1/usage', init)
    expect(status).toBe(401)
    expect(body).toEqual({ error: { message: expect.any(String), type } })
  })
})

describe('GET /api/v1/usage/requests/{id}', () => {
  const billing = (id: string, emulator: Emulator, init: RequestInit = withKey) =>
    read<Json & { error?: Json }>(emulator, `/api/v1/usage/requests/${id}`, init)

  async function asked(emulator: Emulator, body: Json = {}): Promise<{ id: string; cost: number }> {
    const response = await ask(emulator, body)
    const { x_nanogpt_pricing: pricing } = (await response.json()) as { x_nanogpt_pricing: { cost: number } }
    return { id: response.headers.get('x-request-id') ?? '', cost: pricing.cost }
  }

  it('is pending at first, then tells what the request was charged', async () => {
    const emulator = manual()
    const { id, cost } = await asked(emulator)
    const early = await billing(id, emulator)
    expect(early.status).toBe(404)
    expect(early.headers.get('retry-after')).toBe('30')
    emulator.clock.advance(2000)
    const { status, headers, body } = await billing(id, emulator)
    expect(status).toBe(200)
    expect(body).toEqual({
      object: 'request_billing',
      request_id: id,
      created_at: '2026-11-01T00:00:00.000000Z',
      expires_at: '2026-11-02T00:00:00.000000Z',
      as_of: '2026-11-01T00:00:02.000000Z',
      cost: expect.stringMatching(/^\d+\.\d+$/),
      currency: 'USD',
      cost_scope: 'primary_charge',
      usage: {
        input_tokens: expect.any(Number),
        output_tokens: expect.any(Number),
        reasoning_tokens: expect.any(Number),
      },
    })
    expect(pico(String(body.cost))).toBe(pico(cost))
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('vary')).toContain('Authorization, x-api-key')
  })

  it('what a subscription paid is 0', async () => {
    const emulator = manual({ subscription: true, billingDelayMs: 0 })
    const { id } = await asked(emulator)
    expect((await billing(id, emulator)).body).toMatchObject({ cost: '0' })
  })

  it('an extra that was billed separately is not in it', async () => {
    const emulator = manual({ billingDelayMs: 0 })
    const response = await ask(emulator, {}, { headers: { moderation: 'true' } })
    const { body } = await billing(response.headers.get('x-request-id') ?? '', emulator)
    const chat = emulator.account.entries.find(({ kind }) => kind === 'chat')
    expect(body.cost).toBe(String(chat?.amount))
  })

  it('is gone after a day', async () => {
    const emulator = manual()
    const { id } = await asked(emulator)
    emulator.clock.advance(day - 1)
    expect((await billing(id, emulator)).status).toBe(200)
    emulator.clock.advance(1)
    expect((await billing(id, emulator)).status).toBe(404)
  })

  it('is not shown to another key', async () => {
    const emulator = manual({ apiKey: [EMULATOR_API_KEY, 'sk-other'], billingDelayMs: 0 })
    const { id } = await asked(emulator)
    expect((await billing(id, emulator, { headers: { 'x-api-key': 'sk-other' } })).status).toBe(404)
  })

  it('an id that several requests used is ambiguous', async () => {
    const emulator = manual({ billingDelayMs: 0 })
    for (const _ of [1, 2]) await ask(emulator, {}, { headers: { 'x-request-id': 'mine' } })
    const { status, body } = await billing('mine', emulator)
    expect([status, body.error?.code]).toEqual([409, 'ambiguous_request_id'])
  })

  it.each(['-no', 'a%20b', 'x'.repeat(129), 'ok?verbose=1'])('%s is refused', async path => {
    const { status, body, headers } = await billing(path, manual())
    expect(status).toBe(400)
    expect(body.error?.message).toEqual(expect.any(String))
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  it('a request that failed was not charged', async () => {
    const emulator = manual({ billingDelayMs: 0 })
    const response = await ask(emulator, { temperature: 9 })
    expect((await billing(response.headers.get('x-request-id') ?? '', emulator)).status).toBe(404)
  })
})

interface Window {
  used: number | null
  remaining: number | null
  percentUsed: number | null
  resetAt: number | null
  degraded?: boolean
}

describe('GET /api/subscription/v1/usage', () => {
  const subscription = async (emulator: Emulator): Promise<Json & Record<string, Window>> =>
    (await read<Json & Record<string, Window>>(emulator, '/api/subscription/v1/usage')).body

  it('fills with what the subscription paid, and starts again on Monday', async () => {
    const emulator = manual({ subscription: { limits: { dailyInputTokens: 1000, weeklyInputTokens: 500 } } })
    const before = await subscription(emulator)
    expect(before).toEqual({
      active: true,
      state: 'active',
      limits: { dailyInputTokens: 1000, weeklyInputTokens: 500, dailyImages: 100 },
      // The manual clock starts on a Sunday.
      dailyInputTokens: { used: 0, remaining: 1000, percentUsed: 0, resetAt: Date.UTC(2026, 10, 2) },
      weeklyInputTokens: { used: 0, remaining: 500, percentUsed: 0, resetAt: Date.UTC(2026, 10, 2) },
      dailyImages: { used: 0, remaining: 100, percentUsed: 0, resetAt: Date.UTC(2026, 10, 2) },
      period: { currentPeriodEnd: '2026-12-01T00:00:00.000Z' },
      routing: {
        recommendedMode: 'subscription',
        reason: 'subscription_available',
        subscriptionQuotaAvailable: true,
        paidSpendPolicyAllowsBalance: true,
      },
    })
    await ask(emulator)
    const tokens = emulator.account.entries[0]?.inputTokens ?? NaN
    expect((await subscription(emulator)).weeklyInputTokens).toMatchObject({
      used: tokens,
      remaining: 500 - tokens,
      percentUsed: tokens / 500,
    })
    emulator.clock.advance(day)
    expect((await subscription(emulator)).weeklyInputTokens).toMatchObject({
      used: 0,
      resetAt: Date.UTC(2026, 10, 9),
    })
  })

  it('what the balance pays does not count', async () => {
    const emulator = manual({ subscription: true })
    await ask(emulator, { billing_mode: 'paygo' })
    expect((await subscription(emulator)).weeklyInputTokens).toMatchObject({ used: 0 })
  })

  it('images of models that it includes count too', async () => {
    const emulator = manual({ subscription: { limits: { dailyImages: 3 } } })
    const draw = async (model: string, n: number): Promise<unknown> => {
      const body = { model, prompt: 'A bee', n, messages: undefined }
      const response = await ask(emulator, body, { path: '/api/v1/images/generations' })
      return ((await response.json()) as { cost: number }).cost
    }
    expect(await draw('gpt-image-2', 1)).toBeGreaterThan(0)
    expect(await draw('hidream', 2)).toBe(0)
    expect((await subscription(emulator)).dailyImages).toMatchObject({ used: 2, remaining: 1 })
    expect(await draw('hidream', 2)).toBe(0)
    expect(await draw('hidream', 1)).toBeGreaterThan(0)
  })

  it('when it is used up, the balance pays until it starts again', async () => {
    const emulator = manual({ subscription: { limits: { dailyInputTokens: 1 } } })
    const sources = async (): Promise<unknown[]> => {
      await ask(emulator)
      return [
        emulator.account.entries.at(-1)?.paymentSource,
        emulator.requests.at(-1)?.understood?.paygoReason,
      ]
    }
    expect(await sources()).toEqual(['subscription', undefined])
    expect(await sources()).toEqual(['USD', 'the quota is used up'])
    const { dailyInputTokens, routing } = await subscription(emulator)
    expect(dailyInputTokens?.percentUsed).toBeGreaterThan(1)
    expect(dailyInputTokens?.remaining).toBe(0)
    expect(routing).toMatchObject({ recommendedMode: 'paygo', subscriptionQuotaAvailable: false })
    emulator.clock.advance(day)
    expect(await sources()).toEqual(['subscription', undefined])
  })

  it('without a subscription there is nothing to fill', async () => {
    expect(await subscription(manual())).toEqual({
      active: false,
      state: 'inactive',
      limits: { dailyInputTokens: null, weeklyInputTokens: null, dailyImages: null },
      dailyInputTokens: null,
      weeklyInputTokens: null,
      dailyImages: null,
      period: { currentPeriodEnd: null },
      routing: {
        recommendedMode: 'paygo',
        reason: 'subscription_inactive',
        subscriptionQuotaAvailable: false,
        paidSpendPolicyAllowsBalance: true,
      },
    })
  })

  it('in grace it still pays', async () => {
    const emulator = manual({ subscription: { state: 'grace' } })
    expect(await subscription(emulator)).toMatchObject({ active: true, state: 'grace' })
    await ask(emulator)
    expect(emulator.account.balance).toBe(100)
  })

  it('counters that cannot be read are null', async () => {
    const body = await subscription(manual({ subscription: { degraded: true } }))
    expect(body.weeklyInputTokens).toEqual({
      used: null,
      remaining: null,
      percentUsed: null,
      resetAt: null,
      degraded: true,
    })
    expect(body.routing).toMatchObject({ subscriptionQuotaAvailable: null })
  })

  it('older plans count operations by day and month', async () => {
    const emulator = manual({ subscription: { counts: 'operations', limits: { dailyOperations: 2 } } })
    await ask(emulator)
    expect(await subscription(emulator)).toEqual({
      active: true,
      state: 'active',
      limits: { daily: 2, monthly: 60_000 },
      enforceDailyLimit: true,
      daily: { used: 1, remaining: 1, percentUsed: 0.5, resetAt: Date.UTC(2026, 10, 2) },
      monthly: { used: 1, remaining: 59_999, percentUsed: 1 / 60_000, resetAt: Date.UTC(2026, 11, 1) },
      period: { currentPeriodEnd: '2026-12-01T00:00:00.000Z' },
      graceUntil: null,
    })
  })

  it('needs a key', async () => {
    expect((await read(manual(), '/api/subscription/v1/usage', {})).status).toBe(401)
  })
})
