import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readUsage, type UsageSources } from './usage.ts'

const read = (sources: Partial<UsageSources>) =>
  readUsage({
    usage: undefined,
    pricing: undefined,
    cache: undefined,
    modelId: 'openai/gpt-5.2',
    sawReasoning: false,
    ...sources,
  })

const claude = 'anthropic/claude-opus-5.5'

describe('input tokens', () => {
  test.each([
    {
      name: 'without cache counters are all uncached',
      usage: { prompt_tokens: 20, completion_tokens: 9 },
      expected: { total: 20, noCache: 20, cacheRead: undefined, cacheWrite: undefined },
    },
    {
      name: 'include what an OpenAI-shaped cache read',
      usage: {
        prompt_tokens: 1500,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
        prompt_tokens_details: { cached_tokens: 900 },
      },
      expected: { total: 1500, noCache: 600, cacheRead: 900, cacheWrite: 0 },
    },
    {
      name: "exclude what Claude's cache read and wrote",
      modelId: claude,
      usage: {
        prompt_tokens: 2,
        cache_read_input_tokens: 11_213,
        cache_creation_input_tokens: 19,
        prompt_tokens_details: { cached_tokens: 0 },
      },
      expected: { total: 11_234, noCache: 2, cacheRead: 11_213, cacheWrite: 19 },
    },
    {
      name: 'exclude what a cold Claude cache wrote',
      modelId: claude,
      usage: { prompt_tokens: 2, cache_read_input_tokens: 0, cache_creation_input_tokens: 11_213 },
      expected: { total: 11_215, noCache: 2, cacheRead: 0, cacheWrite: 11_213 },
    },
    {
      name: 'include a write that is smaller than the prompt',
      usage: { prompt_tokens: 8500, cache_creation_input_tokens: 8000, cache_read_input_tokens: 0 },
      expected: { total: 8500, noCache: 500, cacheRead: 0, cacheWrite: 8000 },
    },
    {
      name: 'exclude a Claude read that is smaller than the prompt',
      modelId: claude,
      usage: { prompt_tokens: 500, cache_read_input_tokens: 300 },
      expected: { total: 800, noCache: 500, cacheRead: 300, cacheWrite: undefined },
    },
    {
      name: 'count once where every counter repeats the prompt',
      usage: {
        prompt_tokens: 123,
        prompt_tokens_details: { cached_tokens: 123 },
        cache_creation_input_tokens: 123,
        cache_read_input_tokens: 123,
      },
      expected: { total: 123, noCache: 0, cacheRead: 123, cacheWrite: 123 },
    },
    {
      name: 'are read from other spellings',
      usage: { input_tokens: 100, input_tokens_details: { cached_tokens: 40, cache_write_tokens: 10 } },
      expected: { total: 100, noCache: 50, cacheRead: 40, cacheWrite: 10 },
    },
    {
      name: 'are unknown when nobody counted them',
      usage: { completion_tokens: 3 },
      expected: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    },
  ])('$name', ({ usage, expected, modelId }) => {
    expect(read({ usage, ...(modelId && { modelId }) }).inputTokens).toEqual(expected)
  })

  test('come from the price where a stream brought no usage', () => {
    const pricing = { inputTokens: 90, outputTokens: 16, cacheReadInputTokens: 90 }
    expect(read({ pricing })).toEqual({
      inputTokens: { total: 90, noCache: 0, cacheRead: 90, cacheWrite: undefined },
      outputTokens: { total: 16, text: 16, reasoning: undefined },
      raw: { x_nanogpt_pricing: pricing },
    })
  })
})

describe('output tokens', () => {
  test.each([
    {
      name: 'include reasoning',
      usage: { prompt_tokens: 1, completion_tokens: 20, completion_tokens_details: { reasoning_tokens: 12 } },
      expected: { total: 20, text: 8, reasoning: 12 },
    },
    {
      name: 'exclude reasoning where the total says so',
      usage: { prompt_tokens: 10, completion_tokens: 30, reasoning_tokens: 20, total_tokens: 60 },
      expected: { total: 50, text: 30, reasoning: 20 },
    },
    {
      name: 'exclude reasoning that is larger than they are',
      usage: { prompt_tokens: 10, completion_tokens: 5, reasoning_tokens: 200 },
      expected: { total: 205, text: 5, reasoning: 200 },
    },
    {
      name: 'of an answer without reasoning are text',
      usage: { prompt_tokens: 1, completion_tokens: 9, reasoning_tokens: 0 },
      expected: { total: 9, text: 9, reasoning: 0 },
    },
  ])('$name', ({ usage, expected }) => {
    expect(read({ usage }).outputTokens).toEqual(expected)
  })

  test('do not believe a reasoning counter of zero when reasoning was seen', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 9, reasoning_tokens: 0 }
    expect(read({ usage, sawReasoning: true }).outputTokens).toEqual({
      total: 9,
      text: undefined,
      reasoning: undefined,
    })
  })
})

test('raw is the usage object as it came', () => {
  const usage = { prompt_tokens: 1, num_search_queries: 2, nested: { anything: [true] } }
  expect(read({ usage }).raw).toEqual(usage)
})

test('no usage at all is unknown, not zero', () => {
  expect(read({})).toEqual({
    inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: undefined, text: undefined, reasoning: undefined },
  })
})

test('whatever the counters say, no number is negative or NaN', () => {
  const keys = [
    'prompt_tokens',
    'completion_tokens',
    'total_tokens',
    'input_tokens',
    'reasoning_tokens',
    'cache_read_input_tokens',
    'cache_creation_input_tokens',
  ]
  const value = fc.oneof(fc.integer({ min: -5, max: 5000 }), fc.jsonValue())
  const details = fc.dictionary(
    fc.constantFrom('cached_tokens', 'reasoning_tokens', 'cache_write_tokens'),
    value,
  )
  const usage = fc.record({
    base: fc.dictionary(fc.constantFrom(...keys), value),
    prompt_tokens_details: fc.oneof(details, fc.jsonValue()),
    completion_tokens_details: fc.oneof(details, fc.jsonValue()),
  })
  fc.assert(
    fc.property(
      usage,
      fc.boolean(),
      fc.constantFrom(claude, 'x'),
      ({ base, ...rest }, sawReasoning, modelId) => {
        const { inputTokens, outputTokens } = read({ usage: { ...base, ...rest }, sawReasoning, modelId })
        for (const count of [...Object.values(inputTokens), ...Object.values(outputTokens)]) {
          expect(count === undefined || count >= 0).toBe(true)
        }
      },
    ),
  )
})
