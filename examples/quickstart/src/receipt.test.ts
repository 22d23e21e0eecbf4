import { expect, test } from 'vitest'
import { summarize } from './receipt.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })
const call = { modelId: 'a/b', inputTokens: 10, outputTokens: 5 }

test('adds tokens and cost, and names a model once', () => {
  const receipts = [
    { ...call, cost: usd(0.0001) },
    { ...call, cost: usd(0.00023) },
  ]
  expect(summarize(receipts)).toBe('a/b · 2 calls · 20 tokens in, 10 out · $0.00033')
})

test('tells free from unknown', () => {
  expect(summarize([{ ...call, cost: usd(0) }])).toContain('$0')
  expect(summarize([call])).toContain('cost unknown')
  expect(summarize([call, { ...call, cost: usd(0.5) }])).toContain('$0.5, and 1 of unknown cost')
})

test('keeps currencies apart', () => {
  const receipts = [
    { ...call, cost: usd(0.5) },
    { ...call, cost: { amount: 0.25, currency: 'XNO' } },
  ]
  expect(summarize(receipts)).toContain('$0.5 + 0.25 XNO')
})

test('knows calls without tokens', () => {
  expect(summarize([{ modelId: 'a/b', cost: usd(0.04) }])).toBe('a/b · 1 call · tokens unknown · $0.04')
})
