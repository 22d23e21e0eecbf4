import { InvalidArgumentError } from '@ai-sdk/provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ModelIdDirectives } from './directives.ts'
import { composeModelId, parseModelId } from './model-id.ts'
import { SUFFIX_REASONING_EFFORTS, WEB_SEARCH_PRESETS } from './suffix-table.ts'

/** The parsed id without the record of how it was written. */
const parse = (modelId: string) => {
  const { id: _id, ...parsed } = parseModelId(modelId)
  return parsed
}

describe('parseModelId', () => {
  test.each([
    ['openai/gpt-5.2', { base: 'openai/gpt-5.2' }],
    ['zai-org/glm-5:fast', { base: 'zai-org/glm-5', routing: 'speed' }],
    ['x:speed', { base: 'x', routing: 'speed' }],
    ['x:throughput', { base: 'x', routing: 'throughput' }],
    ['x:latency', { base: 'x', routing: 'latency' }],
    ['x:cheap', { base: 'x', routing: 'price' }],
    ['x:floor', { base: 'x', routing: 'price' }],
    ['x:tools', { base: 'x', routing: 'tools' }],
    ['x:cached', { base: 'x', caching: true }],
    ['x:online', { base: 'x', webSearch: true }],
    ['x:online/linkup-deep', { base: 'x', webSearch: 'linkup-deep' }],
    ['x:memory', { base: 'x', memory: true }],
    ['x:memory-90', { base: 'x', memory: 90 }],
    ['x:memory-9999', { base: 'x', memory: 365 }],
    ['x:piiredaction', { base: 'x', redaction: true }],
    ['x:reasoning-exclude', { base: 'x', reasoning: 'exclude' }],
    ['x:reasoning-effort/xhigh', { base: 'x', reasoningEffort: 'xhigh' }],
    ['x:thinking:fast', { base: 'x:thinking', routing: 'speed' }],
    ['x:thinking:8192:reasoning-exclude', { base: 'x:thinking:8192', reasoning: 'exclude' }],
    ['x:fast:thinking', { base: 'x:thinking', routing: 'speed' }],
    ['x:free', { base: 'x:free' }],
    ['x:official', { base: 'x:official' }],
    ['x:cerebras', { base: 'x:cerebras' }],
    ['x:reasoning-effort/minimal', { base: 'x:reasoning-effort/minimal' }],
    ['x:memory-soon', { base: 'x:memory-soon' }],
    ['x:constructor', { base: 'x:constructor' }],
    [
      'X/Y:FAST:Online/Exa-Instant:MEMORY-30',
      { base: 'X/Y', routing: 'speed', webSearch: 'exa-instant', memory: 30 },
    ],
    ['x:reasoning-effort/low:reasoning-effort/high', { base: 'x', reasoningEffort: 'high' }],
  ])('%s', (modelId, expected) => {
    expect(parse(modelId)).toEqual(expected)
  })
})

describe('composeModelId', () => {
  test('writes every directive as a suffix', () => {
    expect(
      composeModelId('zai-org/glm-5', {
        routing: 'speed',
        webSearch: 'linkup-deep',
        memory: 30,
        redaction: true,
        reasoning: 'exclude',
      }),
    ).toBe('zai-org/glm-5:speed:online/linkup-deep:memory-30:redaction:reasoning-exclude')
  })

  test.each([
    'x:FAST:online',
    'x:memory-30:online/linkup-deep:reasoning-exclude',
    'x:fast:thinking',
    'x:reasoning-effort/low:reasoning-effort/high',
    'claude-sonnet-4-thinking:8192:reasoning-exclude',
  ])('gives back %s when it was parsed', modelId => {
    const { base, ...directives } = parseModelId(modelId)
    expect(composeModelId(base, directives)).toBe(modelId)
  })

  test('follows a directive that was changed after parsing', () => {
    const parsed = parseModelId('x:fast:online')
    expect(composeModelId(parsed.base, { ...parsed, routing: 'price' })).toBe('x:price:online')
  })

  test('any composed id parses back', () => {
    const directives: fc.Arbitrary<ModelIdDirectives> = fc.record(
      {
        webSearch: fc.constantFrom(true as const, ...WEB_SEARCH_PRESETS),
        memory: fc.oneof(fc.constant(true as const), fc.integer({ min: 1, max: 365 })),
        redaction: fc.constant(true as const),
        reasoningEffort: fc.constantFrom(...SUFFIX_REASONING_EFFORTS),
        reasoning: fc.constant('exclude' as const),
      },
      { requiredKeys: [] },
    )
    const routed: fc.Arbitrary<ModelIdDirectives> = fc.oneof(
      fc.constant({}),
      fc.constant({ caching: true } as const),
      fc.record({ routing: fc.constantFrom('speed', 'throughput', 'latency', 'price', 'tools') }),
    )
    const base = fc.constantFrom('openai/gpt-5.2', 'zai-org/glm-5:thinking', 'claude:thinking:8192')
    fc.assert(
      fc.property(base, directives, routed, (id, wishes, routing) => {
        const composed = composeModelId(id, { ...wishes, ...routing })
        expect(parse(composed)).toEqual({ base: id, ...wishes, ...routing })
        const parsed = parseModelId(composed)
        expect(composeModelId(parsed.base, parsed)).toBe(composed)
      }),
    )
  })

  test.each([
    ['0 days of memory', { memory: 0 }],
    ['366 days of memory', { memory: 366 }],
    ['a preset with a colon', { webSearch: 'linkup:fast' }],
    ['routing beside caching', { routing: 'speed', caching: true }],
    ['an unknown routing preference', { routing: 'bogus' }],
    ['an effort that is for bodies only', { reasoningEffort: 'minimal' }],
    ['reasoning that is not excluded', { reasoning: 'include' }],
    ['an unknown directive', { websearch: true }],
    ['a provider, which only a request can name', { provider: 'cerebras' }],
  ])('refuses %s', (_name, directives) => {
    expect(() => composeModelId('x', directives as ModelIdDirectives)).toThrow(InvalidArgumentError)
  })

  test.each([
    ['x:fast', { routing: 'price' }, 'x:price'],
    ['x:fast', { routing: 'speed' }, 'x:fast'],
    ['x:thinking:fast', { memory: 30 }, 'x:thinking:fast:memory-30'],
    ['x:online/exa-deep:fast', { webSearch: true }, 'x:speed:online'],
  ] as const)('keeps the suffixes of %s beside %j', (base, directives, modelId) => {
    expect(composeModelId(base, directives)).toBe(modelId)
  })

  test('refuses a base with two routing preferences', () => {
    expect(() => composeModelId('x:fast:latency')).toThrow(/':fast'.*':latency'/)
  })

  test('refuses a blank id', () => {
    expect(() => composeModelId(' ')).toThrow('must not be blank')
  })

  test('names both sides of a conflict', () => {
    expect(() => composeModelId('x:fast', { caching: true })).toThrow(/':caching'.*':fast'/)
  })
})
