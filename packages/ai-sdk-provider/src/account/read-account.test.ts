import { InvalidResponseDataError } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { readBalance, readRequestBilling, readSubscriptionUsage, readUsage } from './read-account.ts'

const usd = (decimal: string, number: number | undefined = Number(decimal)) => ({
  decimal,
  number,
  currency: 'USD',
})

describe('a balance', () => {
  test('is kept to the last digit, in both currencies', () => {
    const answer = {
      usd_balance: '129.46956147',
      nano_balance: '26.71801147',
      nanoDepositAddress: 'nano_1abc',
    }
    expect(readBalance(answer)).toEqual({
      usd: usd('129.46956147'),
      nano: { decimal: '26.71801147', number: 26.71801147, currency: 'XNO' },
      nanoDepositAddress: 'nano_1abc',
      raw: answer,
    })
  })

  test('of the 2025 API is in Nano', () => {
    const { usd: dollars, nano } = readBalance({ balance: '0.50778860', earned: '0.00000000' })
    expect(dollars).toBeUndefined()
    expect(nano).toEqual({ decimal: '0.5077886', number: 0.5077886, currency: 'XNO' })
  })

  test.each([{}, { usd_balance: null }, { usd_balance: 'n/a', nano_balance: '' }])('%j is none', answer => {
    expect(() => readBalance(answer)).toThrow(InvalidResponseDataError)
  })
})

describe('usage', () => {
  const bucket = {
    requests: 3,
    costUsd: 0.1234567891,
    refundedUsd: 0.1,
    netCostUsd: 0.0234567891,
    inputTokens: 10,
    outputTokens: 5,
    reasoningTokens: 2,
    totalTokens: 15,
  }
  const read = {
    requests: 3,
    cost: usd('0.1234567891'),
    refunded: usd('0.1'),
    netCost: usd('0.0234567891'),
    inputTokens: 10,
    outputTokens: 5,
    reasoningTokens: 2,
    totalTokens: 15,
  }

  test('has the lists that were asked for, and no other', () => {
    const answer = {
      object: 'usage',
      from: '2026-05-01',
      to: '2026-05-31',
      asOf: '2026-05-31T12:00:00.000Z',
      totals: bucket,
      byDay: [{ date: '2026-05-01', ...bucket }],
      byDayModel: [{ date: '2026-05-01', model: 'GPT-4.1 mini', ...bucket }],
    }
    expect(readUsage(answer)).toEqual({
      from: '2026-05-01',
      to: '2026-05-31',
      asOf: new Date('2026-05-31T12:00:00Z'),
      totals: read,
      byDay: [{ date: '2026-05-01', ...read }],
      byDayModel: [{ date: '2026-05-01', model: 'GPT-4.1 mini', ...read }],
      raw: answer,
    })
  })

  test('that says little is unknown, not zero', () => {
    const { totals, byModel, asOf } = readUsage({ totals: { requests: 1 }, byModel: [null], asOf: 'now' })
    const unknown = Object.fromEntries(Object.keys(read).map(key => [key, undefined]))
    expect(totals).toEqual({ ...unknown, requests: 1 })
    expect(byModel).toEqual([unknown])
    expect(asOf).toBeUndefined()
  })
})

describe('a subscription', () => {
  const quota = (limit: number, used: number, fractionUsed: number, resetsAt: number) => ({
    limit,
    used,
    remaining: Math.max(0, limit - used),
    fractionUsed,
    resetsAt: new Date(resetsAt),
    isDegraded: false,
  })

  test('of today counts tokens and images', () => {
    const answer = {
      active: true,
      state: 'active',
      limits: { dailyInputTokens: null, weeklyInputTokens: 1000, dailyImages: 100 },
      dailyInputTokens: null,
      weeklyInputTokens: { used: 1100, remaining: 0, percentUsed: 1.1, resetAt: 1_791_763_200_000 },
      dailyImages: { used: 0, remaining: 100, percentUsed: 0, resetAt: 1_791_763_200_000 },
      period: { currentPeriodEnd: '2026-10-11T04:18:21.000Z' },
      routing: {
        recommendedMode: 'paygo',
        reason: 'subscription_quota_exhausted',
        subscriptionQuotaAvailable: false,
        paidSpendPolicyAllowsBalance: true,
      },
    }
    expect(readSubscriptionUsage(answer)).toEqual({
      isActive: true,
      state: 'active',
      quotas: {
        weeklyInputTokens: quota(1000, 1100, 1.1, 1_791_763_200_000),
        dailyImages: quota(100, 0, 0, 1_791_763_200_000),
      },
      currentPeriodEnd: new Date('2026-10-11T04:18:21Z'),
      graceUntil: undefined,
      advice: {
        recommendedMode: 'paygo',
        reason: 'subscription_quota_exhausted',
        hasQuotaLeft: false,
        mayUseBalance: true,
      },
      raw: answer,
    })
  })

  test('of before counts requests', () => {
    const answer = {
      active: true,
      limits: { daily: 5000, monthly: 60_000 },
      enforceDailyLimit: true,
      daily: { used: 5, remaining: 4995, percentUsed: 0.001, resetAt: 1_738_540_800_000 },
      monthly: { used: 45, remaining: 59_955, percentUsed: 0.000_75, resetAt: 1_739_404_800_000 },
      period: { currentPeriodEnd: '2025-02-13T23:59:59.000Z' },
      state: 'grace',
      graceUntil: '2025-02-16T23:59:59.000Z',
    }
    expect(readSubscriptionUsage(answer)).toEqual({
      isActive: true,
      state: 'grace',
      quotas: {
        dailyRequests: quota(5000, 5, 0.001, 1_738_540_800_000),
        monthlyRequests: quota(60_000, 45, 0.000_75, 1_739_404_800_000),
      },
      currentPeriodEnd: new Date('2025-02-13T23:59:59Z'),
      graceUntil: new Date('2025-02-16T23:59:59Z'),
      raw: answer,
    })
  })

  test('on trial has one pot of tokens', () => {
    const { quotas } = readSubscriptionUsage({
      usageUnits: 'tokens',
      tokenLimits: { total: 500 },
      tokens: { used: 100, remaining: 400, percentUsed: 0.2, resetAt: null },
    })
    expect(quotas).toEqual({ tokens: { ...quota(500, 100, 0.2, 0), resetsAt: undefined } })
  })

  test('whose counters cannot be read says so, and nothing else', () => {
    const unread = { used: null, remaining: null, percentUsed: null, resetAt: null, degraded: true }
    const { quotas, advice } = readSubscriptionUsage({
      limits: { weeklyInputTokens: 1000 },
      weeklyInputTokens: unread,
      routing: { recommendedMode: 'subscription', subscriptionQuotaAvailable: null },
    })
    expect(quotas.weeklyInputTokens).toEqual({
      limit: 1000,
      used: undefined,
      remaining: undefined,
      fractionUsed: undefined,
      resetsAt: undefined,
      isDegraded: true,
    })
    expect(advice).toEqual({ recommendedMode: 'subscription' })
  })

  test.each([{}, { limits: 'none', daily: 7, period: null, routing: [] }])('%j has no quotas', answer => {
    expect(readSubscriptionUsage(answer)).toMatchObject({ isActive: undefined, quotas: {} })
  })
})

describe('the charge of a request', () => {
  test('keeps its decimals and times', () => {
    const answer = {
      object: 'request_billing',
      request_id: 'req_example',
      created_at: '2026-09-17T10:00:01.000000Z',
      expires_at: '2026-09-18T10:00:01.000000Z',
      as_of: '2026-09-17T10:00:05.000000Z',
      cost: '0.0012345678901234567890123456789012345678',
      currency: 'USD',
      cost_scope: 'primary_charge',
      usage: { input_tokens: 123, output_tokens: 45, reasoning_tokens: null },
    }
    expect(readRequestBilling(answer, 'req_asked')).toEqual({
      requestId: 'req_example',
      cost: { decimal: '0.0012345678901234567890123456789012345678', number: undefined, currency: 'USD' },
      createdAt: new Date('2026-09-17T10:00:01Z'),
      expiresAt: new Date('2026-09-18T10:00:01Z'),
      asOf: new Date('2026-09-17T10:00:05Z'),
      inputTokens: 123,
      outputTokens: 45,
      reasoningTokens: undefined,
      raw: answer,
    })
  })

  test.each([
    [
      { cost: '1.5', currency: 'xno' },
      { decimal: '1.5', number: 1.5, currency: 'XNO' },
    ],
    [{ cost: 0.25 }, usd('0.25')],
    [{ cost: '0' }, usd('0')],
    [{ cost: null }, undefined],
    [{}, undefined],
  ])('%j costs %j', (answer, cost) => {
    expect(readRequestBilling(answer, 'req_asked')).toMatchObject({ requestId: 'req_asked', cost })
  })
})
