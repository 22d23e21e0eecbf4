import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalog } from '../data/catalog.ts'
import { resolveModel, splitModelId } from './model-id.ts'
import { readSuffix, type Directive } from './suffix-table.ts'

const speed: Directive = { kind: 'routing', value: 'speed' }
const price: Directive = { kind: 'routing', value: 'price' }

describe('splitModelId', () => {
  it.each<[suffixes: string, directives: Directive[]]>([
    ['', []],
    [':fast', [speed]],
    [':SPEED', [speed]],
    [':throughput', [{ kind: 'routing', value: 'throughput' }]],
    [':latency', [{ kind: 'routing', value: 'latency' }]],
    [':cheap', [price]],
    [':floor', [price]],
    [':price', [price]],
    [':tools', [{ kind: 'routing', value: 'tools' }]],
    [':cached', [{ kind: 'caching' }]],
    [':online', [{ kind: 'search', provider: 'default', depth: 'standard' }]],
    [':online/linkup-deep', [{ kind: 'search', provider: 'linkup', depth: 'deep' }]],
    [':Online/Exa-Deep-Reasoning', [{ kind: 'search', provider: 'exa', depth: 'deep-reasoning' }]],
    [':online/kagi-search', [{ kind: 'search', provider: 'kagi', depth: 'deep' }]],
    [':memory', [{ kind: 'memory', days: 30 }]],
    [':memory-90', [{ kind: 'memory', days: 90 }]],
    [':memory-0', [{ kind: 'memory', days: 1 }]],
    [':memory-4000', [{ kind: 'memory', days: 365 }]],
    [':piiredacted', [{ kind: 'redaction' }]],
    [':reasoning-exclude', [{ kind: 'exclude' }]],
    [':reasoning-effort/XHIGH', [{ kind: 'effort', value: 'xhigh' }]],
    [
      ':memory-30:online/brave:reasoning-exclude',
      [
        { kind: 'memory', days: 30 },
        { kind: 'search', provider: 'brave', depth: 'standard' },
        { kind: 'exclude' },
      ],
    ],
  ])('takes "%s" off the id', (suffixes, directives) => {
    expect(splitModelId(`zai-org/glm-5${suffixes}`)).toEqual({ base: 'zai-org/glm-5', directives })
  })

  it.each([
    ':thinking',
    ':nonsense',
    ':online/altavista',
    ':memory-',
    ':memory-x',
    ':reasoning-effort/minimal',
    ':',
    '::',
    ':__proto__',
  ])('leaves "%s" in the id', suffix => {
    expect(splitModelId(`zai-org/glm-5${suffix}`)).toEqual({ base: `zai-org/glm-5${suffix}`, directives: [] })
  })

  it('never changes the case of what is left', () => {
    expect(splitModelId('TEE/Llama:Thinking:FAST').base).toBe('TEE/Llama:Thinking')
  })

  it('takes the same ids apart whatever the order and the case of their suffixes', () => {
    const suffixes = [
      'fast',
      'online/exa-deep',
      'memory-7',
      'redaction',
      'reasoning-exclude',
      'reasoning-effort/low',
      'cache',
    ]
    const base = fc.constantFrom(...catalog.map(({ id }) => id))
    fc.assert(
      fc.property(
        base,
        fc.shuffledSubarray(suffixes),
        fc.infiniteStream(fc.boolean()),
        (id, chosen, upper) => {
          const written = chosen
            .map(suffix => `:${upper.next().value ? suffix.toUpperCase() : suffix}`)
            .join('')
          const apart = splitModelId(id + written)
          expect(apart.base).toBe(id)
          expect(apart.directives).toEqual(chosen.map(suffix => readSuffix(suffix)))
        },
      ),
    )
    expect.hasAssertions()
  })

  it('loses nothing of a text that has no suffix in it', () => {
    const noSuffix = fc.string().filter(
      text =>
        !text
          .split(':')
          .slice(1)
          .some(part => readSuffix(part)),
    )
    fc.assert(fc.property(noSuffix, text => splitModelId(text).base === text))
    expect(splitModelId('a:b:c').base).toBe('a:b:c')
  })
})

describe('resolveModel', () => {
  it('finds every id of the catalogue as it is written', () => {
    for (const { id } of catalog) expect(resolveModel(id).model.id).toBe(id)
  })

  it('finds the thinking model under its own id, beside a routing suffix', () => {
    expect(resolveModel('zai-org/glm-5:thinking:fast')).toMatchObject({
      model: { id: 'zai-org/glm-5:thinking' },
      directives: [speed],
    })
  })

  it.each(['8192', 'low', 'high'])('takes the budget %s of a Claude thinking id', budget => {
    expect(resolveModel(`anthropic/claude-sonnet-5.5:thinking:${budget}:reasoning-exclude`)).toMatchObject({
      model: { id: 'anthropic/claude-sonnet-5.5:thinking' },
      directives: [{ kind: 'exclude' }],
    })
  })

  it('reads a trailing provider, in any case', () => {
    expect(resolveModel('moonshotai/kimi-k3:Cerebras')).toMatchObject({
      model: { id: 'moonshotai/kimi-k3' },
      provider: 'cerebras',
    })
  })

  it.each([
    'gpt-5.2',
    'Openai/gpt-5.2',
    'openai/gpt-5.2:thinking',
    'zai-org/glm-5:thinking:8192',
    'zai-org/glm-5:online/xyz',
    '',
  ])('refuses "%s" as a model that does not exist', id => {
    expect(() => resolveModel(id)).toThrow(
      expect.objectContaining({
        name: 'ApiError',
        facts: expect.objectContaining({ status: 404, code: 'model_not_found' }),
      }),
    )
  })
})
