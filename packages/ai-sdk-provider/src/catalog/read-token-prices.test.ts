import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDecimal } from '../wire/decimal.ts'
import { readTokenPrices } from './read-token-prices.ts'

test.each<[string, Record<string, unknown>, object]>([
  [
    'per million beside per thousand',
    {
      prompt: 2,
      completion: 10,
      cacheReadInputPer1kTokens: 0.0002,
      cacheWriteInputPer1kTokens: 0.0025,
      currency: 'USD',
      unit: 'per_million_tokens',
    },
    { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 },
  ],
  [
    'of a provider, per thousand',
    { inputPer1kTokens: 0.00042, outputPer1kTokens: 0.0018375, unit: 'per_1k_tokens' },
    { input: 0.42, output: 1.8375 },
  ],
  ['per token', { prompt: 0.000002, completion: '0.00001', unit: 'per_token' }, { input: 2, output: 10 }],
  ['in words', { prompt: 2, completion: '10', unit: 'per 1M tokens' }, { input: 2, output: 10 }],
  ['in words, per thousand', { prompt: 0.002, unit: 'USD per 1K tokens' }, { input: 2 }],
  ['of vectors', { per_million_tokens: 0.02, currency: 'usd' }, { input: 0.02 }],
  ['free is not unknown', { prompt: 0, completion: null }, { input: 0 }],
  ['in another currency', { prompt: 2, currency: 'XNO' }, {}],
  ['in an unknown unit', { prompt: 2, unit: 'per_page', cacheReadInputPer1kTokens: 0.001 }, { cacheRead: 1 }],
  ['below nothing', { prompt: -1, completion: 'free' }, {}],
])('prices %s', (_name, pricing, expected) => {
  expect(readTokenPrices(pricing)).toEqual(expected)
})

test('no list has no prices', () => {
  expect(readTokenPrices(undefined)).toEqual({})
})

test('a price per thousand becomes the one per million without a rounding error', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), nanos => {
      const inputPer1kTokens = Number(toDecimal(nanos, -9))
      expect(readTokenPrices({ inputPer1kTokens })).toEqual({ input: Number(toDecimal(nanos, -6)) })
    }),
  )
})
