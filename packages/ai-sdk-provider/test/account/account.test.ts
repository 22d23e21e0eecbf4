import {
  APICallError,
  InvalidArgumentError,
  InvalidResponseDataError,
  LoadAPIKeyError,
} from '@ai-sdk/provider'
import { embed, generateImage, generateText } from 'ai'
import { describe, expect, test, vi } from 'vitest'
import { createNanoGPT, isNanoGPTError } from '../../src/index.ts'
import { sumDecimals } from '../../src/wire/decimal.ts'
import { rejectionOf, setUp } from '../harness.ts'

describe('the balance', () => {
  test('falls by what calls cost, to the last digit', async () => {
    const { nanogpt, model } = setUp({ emulator: { balance: 12.345678901 } })
    const before = await nanogpt.getBalance()
    expect(before.usd).toEqual({ decimal: '12.345678901', number: 12.345678901, currency: 'USD' })
    const costs: number[] = []
    for (const prompt of ['Hello', 'How are you?', 'What is an owl?']) {
      const { providerMetadata } = await generateText({ model, prompt })
      costs.push(Number(providerMetadata?.nanogpt?.costUsd))
    }
    expect(costs.every(cost => cost > 0)).toBe(true)
    const after = await nanogpt.getBalance()
    expect(sumDecimals([after.usd?.decimal ?? '', ...costs])).toBe(before.usd?.decimal)
  })

  test('is a POST without a body to speak of, with the headers of the call', async () => {
    const { nanogpt, lastRequest } = setUp()
    const { nanoDepositAddress } = await nanogpt.getBalance({ headers: { 'x-team': 'owls' } })
    expect(nanoDepositAddress).toMatch(/^nano_/)
    expect(lastRequest()).toMatchObject({ method: 'POST', path: '/api/check-balance', body: {} })
    expect(lastRequest().headers).toMatchObject({ 'x-team': 'owls' })
  })

  test('is not made up', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.replies.next({ json: { success: true } })
    expect(InvalidResponseDataError.isInstance(await rejectionOf(nanogpt.getBalance()))).toBe(true)
  })

  test('is not asked for once the call is aborted', async () => {
    const { nanogpt, emulator } = setUp()
    const abortSignal = AbortSignal.abort(new Error('Never mind.'))
    expect(await rejectionOf(nanogpt.getBalance({ abortSignal }))).toBe(abortSignal.reason)
    expect(emulator.requests).toHaveLength(0)
  })
})

describe('a key', () => {
  test('that is right comes with the balance', async () => {
    const { nanogpt } = setUp({ emulator: { balance: 3 } })
    expect(await nanogpt.checkKey()).toMatchObject({ isValid: true, balance: { usd: { decimal: '3' } } })
  })

  test('that is wrong is no error, but an answer without the key in it', async () => {
    const { nanogpt } = setUp({ apiKey: 'sk-nano-of-somebody-else' })
    const check = await nanogpt.checkKey()
    expect(check).toEqual({
      isValid: false,
      reason: expect.stringContaining('not valid'),
      code: 'invalid_api_key',
    })
    expect(JSON.stringify(check)).not.toContain('somebody-else')
  })

  test('that is wrong, in the words of the website', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.replies.next({ json: { error: 'Invalid session' }, status: 401 })
    expect(await nanogpt.checkKey()).toEqual({ isValid: false, reason: 'Invalid session', code: undefined })
  })

  test.each([402, 403, 429, 500, 503])('is not judged by a %i', async status => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.next({ type: 'status', status })
    expect(await rejectionOf(nanogpt.checkKey())).toHaveProperty('statusCode', status)
  })

  test('is not judged by a network that is down', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.next({ type: 'network' })
    expect(APICallError.isInstance(await rejectionOf(nanogpt.checkKey()))).toBe(true)
  })

  test('that is missing is not asked about', async () => {
    const { nanogpt, emulator } = setUp({ apiKey: ' ' })
    vi.stubEnv('NANOGPT_API_KEY', '')
    vi.stubEnv('NANO_GPT_API_KEY', '')
    const error = await rejectionOf(nanogpt.checkKey())
    vi.unstubAllEnvs()
    expect(LoadAPIKeyError.isInstance(error)).toBe(true)
    expect(emulator.requests).toHaveLength(0)
  })
})

describe('usage', () => {
  test('adds up, by day and by model', async () => {
    const { nanogpt, model, emulator } = setUp({ emulator: { clock: 'manual' } })
    await generateText({ model, prompt: 'Hello' })
    emulator.clock.advance(24 * 60 * 60 * 1000)
    await generateText({ model, prompt: 'Hello again' })
    await embed({ model: nanogpt.embeddingModel('text-embedding-3-small'), value: 'An owl.' })

    const { totals, byDayModel = [], byDay, byModel } = await nanogpt.getUsage()
    expect(totals.requests).toBe(3)
    expect(byDay).toBeUndefined()
    expect(byModel).toBeUndefined()
    expect(byDayModel.map(({ requests }) => requests)).toEqual([1, 1, 1])
    const spent = sumDecimals(emulator.account.entries.map(({ amount }) => amount))
    expect(totals.netCost?.decimal).toBe(spent)
    expect(sumDecimals(byDayModel.map(({ cost }) => cost?.decimal ?? ''))).toBe(spent)

    const today = new Date(emulator.clock.now())
    const {
      from,
      to,
      byModel: models = [],
    } = await nanogpt.getUsage({
      from: today,
      to: today,
      groupBy: 'model',
    })
    expect([from, to]).toEqual(Array(2).fill(today.toISOString().slice(0, 10)))
    expect(models.map(bucket => bucket.requests)).toEqual([1, 1])
    expect((await nanogpt.getUsage({ groupBy: 'day' })).byDay).toHaveLength(2)
  })

  test('for impossible days is refused before it is asked for', async () => {
    const { nanogpt, emulator } = setUp()
    const error = await rejectionOf(nanogpt.getUsage({ from: '2026-05-02', to: '2026-05-01' }))
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(emulator.requests).toHaveLength(0)
  })

  test('that the API refuses is its error', async () => {
    const { nanogpt } = setUp()
    const error = await rejectionOf(nanogpt.getUsage({ from: '2999-01-01', to: '2999-01-02' }))
    expect(isNanoGPTError(error) && error.data).toMatchObject({ status: 400, type: 'invalid_request_error' })
    expect(error).toHaveProperty('message', expect.stringContaining('future'))
  })
})

describe('a subscription', () => {
  const limits = { weeklyInputTokens: 100, dailyImages: 4 }

  test('fills up with tokens and images, and then says who should pay', async () => {
    const { nanogpt } = setUp({
      billing: 'subscription',
      emulator: { subscription: { limits }, clock: 'manual' },
    })
    const model = nanogpt('zai-org/glm-5')
    const { usage } = await generateText({ model, prompt: `Count: ${'owl '.repeat(60)}` })
    const first = await nanogpt.getSubscriptionUsage()
    expect(first).toMatchObject({
      isActive: true,
      state: 'active',
      advice: { recommendedMode: 'subscription' },
    })
    expect(Object.keys(first.quotas)).toEqual(['weeklyInputTokens', 'dailyImages'])
    const { weeklyInputTokens: quota } = first.quotas
    expect(quota).toMatchObject({ limit: 100, used: usage.inputTokens, isDegraded: false })
    expect(quota?.remaining).toBe(100 - (usage.inputTokens ?? 0))
    expect(quota?.fractionUsed).toBeCloseTo((usage.inputTokens ?? 0) / 100)
    expect(quota?.resetsAt?.getTime()).toBeGreaterThan(Date.parse('2020-01-01'))

    await generateText({ model, prompt: `Count: ${'owl '.repeat(60)}` })
    const { quotas, advice } = await nanogpt.getSubscriptionUsage()
    expect(quotas.weeklyInputTokens?.fractionUsed).toBeGreaterThan(1)
    expect(quotas.weeklyInputTokens?.remaining).toBe(0)
    expect(advice).toMatchObject({ recommendedMode: 'paygo', hasQuotaLeft: false, mayUseBalance: true })
  })

  test('counts images of models that it covers', async () => {
    const { nanogpt } = setUp({ emulator: { subscription: { limits } } })
    await generateImage({ model: nanogpt.imageModel('hidream'), prompt: 'An owl', n: 1 })
    const { quotas } = await nanogpt.getSubscriptionUsage()
    expect(quotas.dailyImages).toMatchObject({ limit: 4, used: 1, remaining: 3, fractionUsed: 0.25 })
  })

  test('of before counts requests', async () => {
    const { nanogpt } = setUp({ emulator: { subscription: { counts: 'operations', state: 'grace' } } })
    await generateText({ model: nanogpt('zai-org/glm-5'), prompt: 'Hello' })
    const { state, graceUntil, quotas, advice } = await nanogpt.getSubscriptionUsage()
    expect(state).toBe('grace')
    expect(graceUntil).toBeInstanceOf(Date)
    expect(Object.keys(quotas)).toEqual(['dailyRequests', 'monthlyRequests'])
    expect(quotas.dailyRequests).toMatchObject({
      limit: 5000,
      used: 1,
      remaining: 4999,
      fractionUsed: 0.0002,
    })
    expect(advice).toBeUndefined()
  })

  test('that cannot be counted is unknown, not empty', async () => {
    const { nanogpt } = setUp({ emulator: { subscription: { degraded: true } } })
    const { quotas } = await nanogpt.getSubscriptionUsage()
    expect(quotas.weeklyInputTokens).toEqual({ limit: 60_000_000, isDegraded: true })
  })

  test('that there is none is said', async () => {
    const { nanogpt } = setUp()
    expect(await nanogpt.getSubscriptionUsage()).toMatchObject({
      isActive: false,
      state: 'inactive',
      quotas: {},
    })
  })
})

describe('addresses', () => {
  const answers: Record<string, object> = {
    'check-balance': { usd_balance: '1' },
    usage: {},
    req_1: { cost: '1', currency: 'USD' },
  }

  async function addressesFor(baseURL: string): Promise<string[]> {
    const urls: string[] = []
    const nanogpt = createNanoGPT({
      apiKey: 'sk-nano-test',
      baseURL,
      fetch: async input => {
        const url = new Request(input).url
        urls.push(url)
        return Response.json(answers[url.split('/').at(-1) ?? ''])
      },
    })
    await nanogpt.getBalance()
    await nanogpt.getUsage()
    await nanogpt.getSubscriptionUsage()
    await nanogpt.getRequestBilling('req_1', { patienceMs: 0 })
    return urls
  }

  test.each([
    ['https://nano-gpt.com/api/v1', 'https://nano-gpt.com/api'],
    ['https://api.nano-gpt.com/api/v1/chat/completions', 'https://api.nano-gpt.com/api'],
    ['https://nano-gpt.com/api/subscription/v1', 'https://nano-gpt.com/api'],
    ['https://nano-gpt.com/api/paid/v1', 'https://nano-gpt.com/api'],
    ['https://nano-gpt.com/api/v1thinking', 'https://nano-gpt.com/api'],
    ['localhost:8787', 'http://localhost:8787/api'],
    ['https://proxy.example/nano/v1/', 'https://proxy.example/nano'],
  ])('below %s are those of the account', async (baseURL, root) => {
    expect(await addressesFor(baseURL)).toEqual([
      `${root}/check-balance`,
      `${root}/v1/usage`,
      `${root}/subscription/v1/usage`,
      `${root}/v1/usage/requests/req_1`,
    ])
  })
})
