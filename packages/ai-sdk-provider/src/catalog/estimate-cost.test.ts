import { InvalidArgumentError } from '@ai-sdk/provider'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumDecimals } from '../wire/decimal.ts'
import { estimateCost, type NanoGPTExpectedUsage } from './estimate-cost.ts'

const text = {
  tokenPrices: { input: 0.42, output: 1.32, cacheRead: 0.1 },
  unitPrices: [],
  minimumPrice: undefined,
}
const video = {
  tokenPrices: {},
  unitPrices: [
    { usd: 0.1, per: 'second', variant: '720p' },
    { usd: 0.002, per: 'input image' },
  ],
  minimumPrice: 0.25,
}

test.each<[NanoGPTExpectedUsage, string, string[]]>([
  [{}, '0', []],
  [{ inputTokens: 2000, outputTokens: 500 }, '0.0015', []],
  [{ inputTokens: 1, cacheReadTokens: 3 }, '0.00000072', []],
  [{ inputTokens: 1_000_000, cacheWriteTokens: 10 }, '0.42', ['cacheWriteTokens']],
  [{ cacheWriteTokens: 0 }, '0', []],
  [{ units: [{ per: 'image', count: 2 }] }, '0', ['image']],
])('of tokens: %j', (usage, usd, unknown) => {
  expect(estimateCost(text, usage)).toEqual({ usd, unknown })
})

test.each<[NonNullable<NanoGPTExpectedUsage['units']>, string, string[]]>([
  [
    [
      { per: 'second', variant: '720p', count: 8 },
      { per: 'input image', count: 1 },
    ],
    '0.802',
    [],
  ],
  [[{ per: 'second', variant: '720p', count: 1 }], '0.25', []],
  [[{ per: 'second', variant: '720p', count: 0 }], '0', []],
  [[{ per: 'second', count: 8 }], '0.25', ['second']],
  [[{ per: 'second', variant: '4k', count: 8 }], '0.25', ['second 4k']],
])('of units: %j', (units, usd, unknown) => {
  expect(estimateCost(video, { units })).toEqual({ usd, unknown })
})

test.each<[NanoGPTExpectedUsage, string]>([
  [{ inputTokens: -1 }, 'inputTokens must be a number from 0 on, not -1'],
  [{ outputTokens: Number.NaN }, 'outputTokens'],
  [{ units: [{ per: 'second', variant: '4k', count: Number.POSITIVE_INFINITY }] }, 'second 4k'],
])('%j is refused', (usage, words) => {
  expect(() => estimateCost(video, usage)).toThrow(InvalidArgumentError)
  expect(() => estimateCost(video, usage)).toThrow(words)
})

test('two uses cost what both of them do, to the last digit', () => {
  const tokens = fc.integer({ min: 0, max: 2_000_000 })
  const usage = fc.record({ inputTokens: tokens, outputTokens: tokens, cacheReadTokens: tokens })
  fc.assert(
    fc.property(usage, usage, (one, other) => {
      const both = {
        inputTokens: one.inputTokens + other.inputTokens,
        outputTokens: one.outputTokens + other.outputTokens,
        cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
      }
      const parts = [estimateCost(text, one).usd, estimateCost(text, other).usd]
      expect(estimateCost(text, both).usd).toBe(sumDecimals(parts))
    }),
  )
})
