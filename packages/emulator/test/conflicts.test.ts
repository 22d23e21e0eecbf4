import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { ask, complete, fail, type Json } from './ask.ts'

const emulator = createEmulator()

interface Case {
  model: string
  body?: Json
  headers?: Record<string, string>
  code: string
  names: [string, string]
}

describe('directives that contradict each other', () => {
  it.each<Case>([
    {
      model: ':fast',
      body: { provider: 'novita' },
      code: 'speed_suffix_provider_conflict',
      names: [':speed', 'provider'],
    },
    {
      model: ':cheap',
      headers: { 'X-Provider': 'novita' },
      code: 'speed_suffix_provider_conflict',
      names: [':price', 'X-Provider'],
    },
    { model: ':latency:novita', code: 'speed_suffix_provider_conflict', names: [':latency', ':novita'] },
    { model: ':speed:price', code: 'speed_suffix_conflict', names: [':speed', ':price'] },
    { model: ':tools:fast', code: 'speed_suffix_tools_conflict', names: [':tools', ':speed'] },
    {
      model: ':tools',
      body: { provider: { order: ['novita'] } },
      code: 'speed_suffix_tools_conflict',
      names: [':tools', 'provider'],
    },
    {
      model: ':tools',
      body: { caching: true },
      code: 'speed_suffix_tools_conflict',
      names: [':tools', 'caching'],
    },
    { model: ':cache:tools', code: 'speed_suffix_tools_conflict', names: [':tools', ':caching'] },
    {
      model: ':novita',
      body: { caching: true },
      code: 'speed_suffix_caching_conflict',
      names: ['caching', ':novita'],
    },
    {
      model: ':caching:throughput',
      code: 'speed_suffix_caching_conflict',
      names: [':caching', ':throughput'],
    },
    {
      model: ':cached',
      headers: { 'x-provider': 'novita' },
      code: 'speed_suffix_caching_conflict',
      names: [':caching', 'X-Provider'],
    },
  ])(
    '$model with $body $headers is a $code that names both',
    async ({ model, body, headers = {}, code, names }) => {
      const error = await fail(emulator, { model: `zai-org/glm-5${model}`, ...body }, { headers })
      expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', code })
      for (const name of names) expect(error.message).toContain(name)
    },
  )

  it('a routing preference is refused where the model has no provider selection', async () => {
    const error = await fail(emulator, { model: 'openai/gpt-5.2:fast' })
    expect(error).toMatchObject({ status: 400, code: 'speed_suffix_unsupported_model' })
  })

  it('X-Provider is ignored where the model has no provider selection', async () => {
    expect(
      (await ask(emulator, { model: 'openai/gpt-5.2' }, { headers: { 'X-Provider': 'novita' } })).status,
    ).toBe(200)
    expect(emulator.requests.at(-1)?.understood).not.toHaveProperty('provider')
  })

  it.each([
    ':fast:speed',
    ':online:memory-90',
    ':redaction:online:fast',
    ':thinking:fast',
    ':thinking:caching',
  ])('%s go together', async suffixes => {
    expect((await complete(emulator, { model: `zai-org/glm-5${suffixes}` })).choices).toHaveLength(1)
  })
})

describe('what a request is understood to mean', () => {
  const meaning = async (body: Json, headers: Record<string, string> = {}): Promise<unknown> => {
    await complete(emulator, body, { headers })
    return emulator.requests.at(-1)?.understood
  }

  it.each<[what: string, body: Json, headers: Record<string, string>, understood: Json]>([
    [
      'the body wins over the search suffix, field by field',
      { model: 'zai-org/glm-5:online/linkup-deep', web_search: { enabled: true, provider: 'tavily' } },
      {},
      { search: { provider: 'tavily', depth: 'deep' } },
    ],
    [
      'a search without a provider keeps the suffix',
      { model: 'zai-org/glm-5:online/brave-deep', web_search: true },
      {},
      { search: { provider: 'brave', depth: 'deep' } },
    ],
    [
      'on GPT-5 an enabled body without a provider is native',
      { model: 'openai/gpt-5.2:online/brave', web_search: true },
      {},
      { search: { provider: 'native', depth: 'standard' } },
    ],
    [
      'native search falls back where the model has none',
      { web_search: { enabled: true, provider: 'native' } },
      {},
      { search: { provider: 'linkup', depth: 'standard' } },
    ],
    [
      'false does not cancel the search of a suffix',
      { model: 'zai-org/glm-5:online', web_search: false },
      {},
      { search: { provider: 'linkup', depth: 'standard' } },
    ],
    [
      'web_search hides its older spellings',
      { web_search: { enabled: true, provider: 'exa' }, linkup: { enabled: true, provider: 'brave' } },
      {},
      { search: { provider: 'exa', depth: 'standard' } },
    ],
    [
      'web_search_options switch search on',
      { web_search_options: {} },
      {},
      { search: { provider: 'linkup', depth: 'standard' } },
    ],
    [
      'the memory header wins over the suffix in days',
      { model: 'zai-org/glm-5:memory-90' },
      { memory_expiration_days: '7' },
      { memoryDays: 7 },
    ],
    ['the memory header alone switches memory on', {}, { memory: 'true' }, { memoryDays: 30 }],
    [
      'a redaction suffix wins over a header that says no',
      { model: 'zai-org/glm-5:redacted' },
      { redaction: 'off' },
      { redaction: true },
    ],
    ['a redaction header switches redaction on', {}, { piiredaction: 'yes' }, { redaction: true }],
    [
      'the rightmost effort suffix wins',
      { model: 'zai-org/glm-5:reasoning-effort/low:reasoning-effort/high' },
      {},
      { effort: 'high' },
    ],
    [
      'the effort of the body wins over the suffix',
      { model: 'zai-org/glm-5:reasoning-effort/low', reasoning_effort: 'max' },
      {},
      { effort: 'max' },
    ],
    [
      'the top-level effort wins over the nested one',
      { reasoning_effort: 'low', reasoning: { effort: 'high' } },
      {},
      { effort: 'low' },
    ],
    [
      'enabled thinking wins over the suffix none',
      { model: 'zai-org/glm-5:reasoning-effort/none', reasoning: { enabled: true } },
      {},
      { effort: 'medium' },
    ],
    [
      'a thinking id can be told not to think',
      { model: 'zai-org/glm-5:thinking', reasoning: { enabled: false } },
      {},
      { effort: 'none' },
    ],
    [
      'a body provider is a choice',
      { provider: { order: ['together'] } },
      {},
      { provider: 'together', paygoReason: 'no subscription' },
    ],
    [
      'unknown providers in order and ignore are ignored',
      { provider: { order: ['nobody', 'fireworks'], ignore: ['noone'] } },
      {},
      { provider: 'fireworks' },
    ],
    [
      'max_price alone takes the cheapest provider',
      { provider: { max_price: { prompt: 1 } } },
      {},
      { provider: 'deepinfra' },
    ],
    [
      'a quantization floor counts int8 and fp8 alike',
      { provider: { min_quantization: 'int8', max_price: {} } },
      {},
      { provider: 'novita' },
    ],
  ])('%s', async (_, body, headers, understood) => {
    expect(await meaning(body, headers)).toMatchObject(understood)
  })

  it('memory: false in the body cancels the suffix', async () => {
    expect(await meaning({ model: 'zai-org/glm-5:memory', memory: false })).not.toHaveProperty('memoryDays')
  })

  it('sort: none only suppresses preferences and chooses nobody', async () => {
    expect(await meaning({ provider: { sort: 'none' } })).not.toHaveProperty('provider')
  })
})
