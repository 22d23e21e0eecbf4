import { expect, test } from 'vitest'
import { findPricing, readCost } from './cost.ts'

const read = (pricing: Record<string, unknown> | undefined, cache?: Record<string, unknown>) =>
  readCost({ pricing, usage: { cost: 0.5 }, cache, responseHeaders: { 'x-request-id': 'req_header' } })

test('a charge has an amount and a currency', () => {
  expect(read({ amount: 0.000021, currency: 'USD', paymentSource: 'USD' })).toMatchObject({
    cost: { amount: 0.000021, currency: 'USD' },
    costUsd: 0.000021,
    paymentSource: 'USD',
    requestId: 'req_header',
  })
})

test('amounts written as strings are numbers', () => {
  expect(read({ amount: '0.0001', currency: 'USD' }).cost).toEqual({ amount: 0.0001, currency: 'USD' })
})

test('cost alone is in USD', () => {
  expect(read({ cost: 0.000169 }).cost).toEqual({ amount: 0.000169, currency: 'USD' })
})

test('a charge in XNO keeps its currency, and the USD beside it', () => {
  expect(read({ amount: 0.002, currency: 'XNO', usdCost: 0.001 })).toMatchObject({
    cost: { amount: 0.002, currency: 'XNO' },
    costUsd: 0.001,
  })
})

test('free is not unknown', () => {
  expect(read({ amount: 0, currency: 'USD' }).costUsd).toBe(0)
  expect(read({})).not.toHaveProperty('cost')
  expect(read(undefined)).toEqual({ requestId: 'req_header', listCost: 0.5 })
})

test('the request id of the price wins over the header', () => {
  expect(read({ requestId: 'req_price' }).requestId).toBe('req_price')
})

test('a team is named only where there is one', () => {
  const none = read({ billedToTeam: false, billedTeamId: null })
  expect(none.billedToTeam).toBe(false)
  expect(none).not.toHaveProperty('team')
  expect(read({ billedToTeam: true, billedTeamId: 't1', billedTeamName: 'Core' })).toMatchObject({
    billedToTeam: true,
    team: { id: 't1', name: 'Core' },
  })
})

test('a charge of the nano balance is not in USD, unless it says so', () => {
  expect(read({ cost: 1.5, paymentSource: 'nano' })).toMatchObject({ cost: { amount: 1.5, currency: 'XNO' } })
  expect(read({ cost: 1.5, paymentSource: 'nano' })).not.toHaveProperty('costUsd')
  expect(read({ amount: 1.5, currency: 'USD', paymentSource: 'nano' }).costUsd).toBe(1.5)
})

test.each([
  [
    { status: 'hit', readTokens: 11_213 },
    { status: 'hit', readTokens: 11_213 },
  ],
  [
    { cache_read_tokens: 11_213, cache_write_tokens: 0 },
    { readTokens: 11_213, writeTokens: 0 },
  ],
])('cache facts are read in both spellings', (cache, expected) => {
  expect(read(undefined, cache).cache).toEqual(expected)
})

test('the envelope of the 2025 API is a price too', () => {
  expect(findPricing({ nanoGPT: { cost: 0.1 } })).toEqual({ cost: 0.1 })
  expect(findPricing({ x_nanogpt_pricing: { cost: 0.2 }, nanoGPT: { cost: 0.1 } })).toEqual({ cost: 0.2 })
})
