import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.ts'
import { ask, fail, type AskOptions, type Json } from './ask.ts'

const path = '/api/v1/completions'
const model = 'zai-org/glm-5'
const prompt = 'Once upon a time'

interface Choice {
  text: string
  index: number
  logprobs: { tokens: string[]; token_logprobs: number[]; text_offset: number[] } | null
  finish_reason: string | null
  reasoning?: string
}

interface Completion {
  id: string
  object: string
  model: string
  choices: Choice[]
  usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number }
  x_nanogpt_pricing?: { cost: number }
}

const send = (emulator: Emulator, body: Json, options: AskOptions = {}) =>
  ask(emulator, { messages: undefined, model, prompt, ...body }, { path, ...options })

async function complete(
  body: Json = {},
  emulator = createEmulator(),
  options?: AskOptions,
): Promise<Completion> {
  const response = await send(emulator, body, options)
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
  expect(emulator.unknownFields).toEqual([])
  return (await response.json()) as Completion
}

const textOf = async (...given: Parameters<typeof complete>): Promise<string> =>
  (await complete(...given)).choices[0]?.text ?? ''

async function frames(body: Json = {}, emulator = createEmulator()): Promise<Completion[]> {
  const text = await (await send(emulator, { stream: true, ...body })).text()
  expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  return text
    .split('\n\n')
    .filter(event => event.startsWith('data: {'))
    .map(event => JSON.parse(event.slice(6)) as Completion)
}

const refuse = (body: Json, options: EmulatorOptions = {}) =>
  fail(createEmulator(options), { messages: undefined, model, prompt, ...body }, { path })

describe('text completions', () => {
  it('answer a text with a text and its price', async () => {
    const emulator = createEmulator()
    const completion = await complete({}, emulator)
    expect(completion).toMatchObject({
      id: expect.stringMatching(/^cmpl-/),
      object: 'text_completion',
      model,
      choices: [{ index: 0, logprobs: null, finish_reason: 'stop', text: expect.stringContaining(prompt) }],
    })
    expect(completion).not.toHaveProperty('usage')
    expect(emulator.account.balance).toBeCloseTo(100 - (completion.x_nanogpt_pricing?.cost ?? NaN), 10)
  })

  it('have a choice for each prompt, and one bill', async () => {
    const { choices, usage } = await complete({ prompt: ['An owl', 'A bee'], include_usage: true })
    expect(choices.map(({ index }) => index)).toEqual([0, 1])
    expect(choices[1]?.text).toContain('A bee')
    const single = await complete({ prompt: 'An owl', include_usage: true })
    expect(usage?.completion_tokens).toBeGreaterThan(single.usage?.completion_tokens ?? Infinity)
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0))
  })

  it('stop at a limit and at a sequence', async () => {
    expect((await complete({ max_tokens: 3 })).choices[0]).toMatchObject({ finish_reason: 'length' })
    const whole = await textOf()
    expect(await textOf({ stop: [' asked'] })).toBe(whole.slice(0, whole.indexOf(' asked')))
  })

  it('say how likely their words are, in the older form', async () => {
    const [choice] = (await complete({ logprobs: 2 })).choices
    const {
      tokens = [],
      token_logprobs: likelihoods = [],
      text_offset: offsets = [],
    } = choice?.logprobs ?? {}
    expect(tokens.join('')).toBe(choice?.text)
    expect(likelihoods).toHaveLength(tokens.length)
    expect(offsets[1]).toBe(tokens[0]?.length)
  })

  it('think where the model does, and say so unless the suffix forbids it', async () => {
    const thinking = `moonshotai/kimi-k3`
    const [choice] = (await complete({ model: thinking })).choices
    expect(choice?.reasoning).toBeTruthy()
    const [hidden] = (await complete({ model: `${thinking}:reasoning-exclude` })).choices
    expect(hidden).not.toHaveProperty('reasoning')
  })

  it('take routing, redaction and moderation, but not the headers of chat', async () => {
    const emulator = createEmulator()
    const headers = { 'x-billing-mode': 'paygo', redaction: 'true', memory: 'true', moderation: 'true' }
    const response = await send(emulator, { model: `${model}:fast`, prompt: 'Mail a@b.example' }, { headers })
    expect(response.headers.get('x-nanogpt-inline-moderation-flagged')).toBe('false')
    expect(await response.text()).toContain('[EMAIL]')
    expect(emulator.requests[0]?.understood).toMatchObject({ routing: 'speed', redaction: true })
    expect(emulator.requests[0]?.understood).not.toHaveProperty('memoryDays')
  })

  it('know the provider and the way of paying', async () => {
    const emulator = createEmulator({ subscription: true })
    await complete({ model: 'zai-org/glm-5' }, emulator)
    await complete({ model: 'zai-org/glm-5', billing_mode: 'paygo' }, emulator)
    await complete({ model: 'zai-org/glm-5', provider: { sort: 'price' } }, emulator)
    expect(emulator.requests.map(({ understood }) => understood?.billing)).toEqual([
      'subscription',
      'paygo',
      'paygo',
    ])
  })

  it('take replies of the test, in words and in bytes', async () => {
    const emulator = createEmulator()
    emulator.replies.next({ text: 'Forty-two.', finishReason: 'length' })
    emulator.replies.next({ json: { odd: true } })
    expect((await complete({}, emulator)).choices[0]).toMatchObject({
      text: 'Forty-two.',
      finish_reason: 'length',
    })
    expect(await complete({}, emulator)).toEqual({ odd: true })
  })

  it('are not a chat: its fields are unknown here', async () => {
    const emulator = createEmulator()
    await send(emulator, { tools: [], messages: [] })
    expect(emulator.unknownFields.map(({ field }) => field)).toEqual(['messages', 'tools'])
  })
})

describe('streamed text completions', () => {
  it('add up to the same text, and end with a reason, usage and price', async () => {
    const streamed = await frames({ stream_options: { include_usage: true } })
    expect(streamed.map(({ choices }) => choices[0]?.text).join('')).toBe(await textOf())
    expect(new Set(streamed.map(({ object }) => object))).toEqual(new Set(['text_completion']))
    expect(streamed.filter(({ choices }) => choices[0]?.finish_reason !== null)).toHaveLength(1)
    expect(streamed.at(-1)).toMatchObject({
      choices: [{ text: '', finish_reason: 'stop' }],
      usage: { total_tokens: expect.any(Number) },
      x_nanogpt_pricing: { cost: expect.any(Number) },
    })
    expect(streamed.filter(frame => 'x_nanogpt_pricing' in frame)).toHaveLength(1)
  })

  it('say no usage when nobody asks', async () => {
    expect((await frames()).at(-1)).not.toHaveProperty('usage')
  })

  it('keep several prompts apart', async () => {
    const streamed = await frames({ prompt: ['An owl', 'A bee'] })
    const of = (index: number): string =>
      streamed
        .flatMap(({ choices }) => choices.filter(choice => choice.index === index))
        .map(({ text }) => text)
        .join('')
    const whole = await complete({ prompt: ['An owl', 'A bee'] })
    expect([of(0), of(1)]).toEqual(whole.choices.map(({ text }) => text))
  })

  it('break on request', async () => {
    const emulator = createEmulator()
    emulator.faults.next({ type: 'cut', afterFrames: 2, how: 'end' })
    const text = await (await send(emulator, { stream: true })).text()
    expect(text.match(/data: /g)).toHaveLength(2)
  })
})

describe('text completions are refused', () => {
  it.each([
    ['without a prompt', { prompt: undefined }, 400, 'missing_required_parameter', 'prompt'],
    ['with an empty prompt', { prompt: '' }, 400, 'invalid_parameter_value', 'prompt'],
    ['with no prompts', { prompt: [] }, 400, 'invalid_parameter_value', 'prompt'],
    ['with tokens for a prompt', { prompt: [1, 2] }, 400, 'invalid_parameter_value', 'prompt[0]'],
    ['without a model', { model: undefined }, 400, 'missing_required_parameter', 'model'],
    ['by an unknown model', { model: 'nobody/nothing' }, 404, 'model_not_found', 'model'],
    ['when too hot', { temperature: 3 }, 400, 'invalid_parameter_value', 'temperature'],
    [
      'with another way of paying',
      { billing_mode: 'barter' },
      400,
      'invalid_parameter_value',
      'billing_mode',
    ],
    ['with an unknown provider', { provider: 'nobody' }, 400, 'provider_unknown_provider', 'provider'],
    ['when too long', { prompt: 'long word '.repeat(200_000) }, 400, 'context_length_exceeded', 'prompt'],
  ])('%s', async (_, body, status, code, param) => {
    expect(await refuse(body)).toMatchObject({ status, code, param })
  })

  it('without money, all prompts at once', async () => {
    const emulator = createEmulator({ balance: 0.000001 })
    expect((await send(emulator, { prompt: ['An owl', 'A bee'] })).status).toBe(402)
    expect(emulator.account.balance).toBe(0.000001)
  })

  it('when moderation flags them', async () => {
    const options = { path, headers: { moderation: 'true' } }
    expect(
      await fail(createEmulator(), { messages: undefined, model, prompt: 'A [flagged] tale' }, options),
    ).toMatchObject({ status: 400, code: 'content_policy_violation' })
  })
})

it('are also at /v1', async () => {
  expect(await textOf({}, createEmulator(), { path: '/v1/completions' })).toContain(prompt)
})
