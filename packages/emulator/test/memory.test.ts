import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { ask, user, type Json } from './ask.ts'

const path = '/api/v1/memory'

interface Memory {
  messages: { role: string; content: string }[]
  usage: {
    prompt_tokens: number
    completion_tokens: number
    total_tokens: number
    prompt_tokens_details: { cached_tokens: number }
  }
}

async function compress(emulator: Emulator, messages: Json[], body: Json = {}): Promise<Memory> {
  const response = await ask(emulator, { model: undefined, messages, ...body }, { path })
  expect(response.status).toBe(200)
  return (await response.json()) as Memory
}

const long = (topic: string): string => `${topic} matters. ${'And so on, at length. '.repeat(100)}`

const conversation: Json[] = [
  { role: 'system', content: 'Be brief.' },
  user(long('Bread')),
  { role: 'assistant', content: long('Yeast'), tool_calls: [{ id: 'call_1' }] },
  {
    role: 'tool',
    content: [{ type: 'text', text: 'Flour matters.' }, { type: 'image_url' }],
    tool_call_id: 'call_1',
  },
  user('And now butter?'),
]

describe('memory', () => {
  it('keeps instructions and the question, and compresses what is between', async () => {
    const emulator = createEmulator({ onUnknownField: 'error' })
    const { messages, usage } = await compress(emulator, conversation)
    expect(messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'system',
        content:
          'The conversation so far, compressed:\n- user: Bread matters.\n- assistant: Yeast matters.\n- tool: Flour matters.',
      },
      { role: 'user', content: 'And now butter?' },
    ])
    expect(usage.completion_tokens).toBeLessThan(usage.prompt_tokens / 4)
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens)
    expect(usage.prompt_tokens_details).toEqual({ cached_tokens: 0 })
  })

  it('charges its own prices, and less for what it knows', async () => {
    const emulator = createEmulator()
    await compress(emulator, conversation)
    const { usage } = await compress(emulator, [
      ...conversation,
      { role: 'assistant', content: 'Yes.' },
      user('Why?'),
    ])
    const { cached_tokens: cached } = usage.prompt_tokens_details
    expect(cached).toBeGreaterThan(0)
    expect(cached).toBeLessThan(usage.prompt_tokens)
    const cost = (usage.prompt_tokens - cached) * 5 + cached * 2.5 + usage.completion_tokens * 10
    expect(emulator.account.entries.at(-1)).toMatchObject({
      kind: 'memory',
      amount: cost / 1e6,
      inputTokens: usage.prompt_tokens,
      outputTokens: usage.completion_tokens,
    })
  })

  it('fits the context, which is never smaller than 10,000 tokens', async () => {
    const messages = Array.from({ length: 3000 }, (_, index) =>
      user(`Fact ${index} is worth a line of its own.`),
    )
    const { messages: compressed, usage } = await compress(createEmulator(), messages, {
      model_context_limit: 1,
    })
    expect(usage.completion_tokens).toBeLessThanOrEqual(10_100)
    expect(usage.completion_tokens).toBeGreaterThan(5000)
    expect(compressed[0]?.content).toMatch(/\(\d+ earlier messages are left out\)/)
    expect(compressed[0]?.content).toContain('Fact 2998')
  })

  it('always ends with the latest question, and never grows by more than its heading', async () => {
    const message = fc.record({
      role: fc.constantFrom('system', 'user', 'assistant', 'tool', 'function'),
      content: fc.string(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), fc.string(), async (earlier, question) => {
        const { messages } = await compress(createEmulator(), [...earlier, user(question)])
        expect(messages.at(-1)).toEqual({ role: 'user', content: question })
        expect(messages.length).toBeLessThanOrEqual(earlier.length + 2)
        const lines = messages.flatMap(({ content }) => content.split('\n- '))
        expect(lines.length).toBeLessThanOrEqual(2 * earlier.length + 2)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    [{ messages: [] }, 'messages must be a non-empty array'],
    [{ messages: 'Hi' }, 'messages must be a non-empty array'],
    [{ messages: undefined }, 'messages must be a non-empty array'],
    [{ messages: [{ role: 'robot', content: 'Hi' }] }, 'role'],
    [{ messages: [{ role: 'user', content: null }] }, 'content'],
    [{ expiration_days: 366 }, 'expiration_days'],
  ])('%j is refused', async (body, message) => {
    const response = await ask(createEmulator(), { model: undefined, ...body }, { path })
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: expect.stringContaining(message) },
    ])
  })

  it('takes how long to remember from a header too', async () => {
    const retention = (days: string): Promise<Response> =>
      ask(createEmulator(), { model: undefined }, { path, headers: { memory_expiration_days: days } })
    expect((await retention('7')).status).toBe(200)
    expect((await retention('0')).status).toBe(400)
  })

  it('is refused without a session, and without money', async () => {
    const unknown = await ask(
      createEmulator(),
      { model: undefined },
      { path, headers: { authorization: 'Bearer no' } },
    )
    expect([unknown.status, await unknown.json()]).toEqual([401, { error: 'Invalid session' }])
    const poor = await ask(createEmulator({ balance: 0 }), { model: undefined }, { path })
    expect([poor.status, await poor.json()]).toMatchObject([402, { error: 'Insufficient balance' }])
  })
})
