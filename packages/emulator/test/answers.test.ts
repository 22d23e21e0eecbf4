import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { ask, complete, fail, stream, user, type Json } from './ask.ts'

const emulator = createEmulator()
const say = async (body: Json = {}): Promise<string> =>
  (await complete(emulator, body)).choices[0]?.message.content ?? ''

describe('an answer in text', () => {
  it('names what was asked, in several sentences', async () => {
    const text = await say({ messages: [user('How do bees fly?')] })
    expect(text).toContain('How do bees fly?')
    expect(text).toContain('bees, fly')
    expect(text.match(/[.?!]”?(?:\s|$)/g)?.length).toBeGreaterThanOrEqual(3)
  })

  it('says which model it stands in for', async () => {
    expect(await say({ model: 'zai-org/glm-5:online' })).toContain('zai-org/glm-5')
  })

  it('knows its instructions and the question before', async () => {
    const text = await say({
      messages: [
        { role: 'system', content: 'Be a pirate.' },
        user('First?'),
        { role: 'assistant', content: 'Aye.' },
        user('Second?'),
      ],
    })
    expect(text).toContain('Second?')
    expect(text).toContain('Be a pirate.')
    expect(text).toContain('First?')
  })

  it('ends at a stop sequence, with or without it', async () => {
    const whole = await say()
    const [before = ''] = whole.split('whales')
    expect(await say({ stop: 'whales' })).toBe(before)
    expect(await say({ stop: ['nowhere', 'whales'], include_stop_str_in_output: true })).toBe(
      `${before}whales`,
    )
  })

  it('ends at the token limit, and says so', async () => {
    const whole = await complete(emulator, { include_usage: true })
    const cut = await complete(emulator, { max_tokens: 8, include_usage: true })
    const content = cut.choices[0]?.message.content ?? ''
    expect(cut.choices[0]?.finish_reason).toBe('length')
    expect(content.length).toBeGreaterThan(0)
    expect(whole.choices[0]?.message.content?.startsWith(content)).toBe(true)
    expect(cut.usage?.completion_tokens).toBeLessThanOrEqual(9)
  })

  it('can be all thought and no answer when the limit is small', async () => {
    const { choices } = await complete(emulator, {
      model: 'zai-org/glm-5:thinking',
      max_completion_tokens: 3,
    })
    expect(choices[0]).toMatchObject({
      finish_reason: 'length',
      message: { content: '', reasoning: expect.any(String) },
    })
  })

  it('cuts tool arguments in the middle of their JSON', async () => {
    const tools = [
      {
        type: 'function',
        function: {
          name: 'note',
          parameters: { type: 'object', properties: { text: { type: 'string', minLength: 500 } } },
        },
      },
    ]
    const { choices } = await complete(emulator, { tools, tool_choice: 'required', max_tokens: 10 })
    expect(choices[0]?.finish_reason).toBe('length')
    expect(
      () => JSON.parse(choices[0]?.message.tool_calls?.[0]?.function.arguments ?? '') as unknown,
    ).toThrow(SyntaxError)
  })
})

describe('pictures', () => {
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 48, 0, 64, 1, 1, 0x11, 0, 0, 0]
  const dataUrl = (type: string, bytes: number[]): string =>
    `data:${type};base64,${btoa(String.fromCharCode(...bytes))}`

  it('are described by what their bytes say, not by their media type', async () => {
    const content = [
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: dataUrl('image/png', jpeg) } },
    ]
    expect(await say({ model: 'openai/gpt-5.2', messages: [user(content)] })).toContain(
      'a JPEG image of 23 bytes, 64×48 pixels',
    )
  })

  it('at an address are not fetched', async () => {
    const content = [{ type: 'image_url', image_url: { url: 'https://a.example/whale.png' } }]
    expect(await say({ model: 'openai/gpt-5.2', messages: [user(content)] })).toContain(
      'https://a.example/whale.png',
    )
  })

  it('may be read by a model of which nothing is known', async () => {
    const content = [{ type: 'image_url', image_url: { url: 'https://a.example/whale.png' } }]
    expect(await say({ model: 'auto-model', messages: [user(content)] })).toContain('whale.png')
  })
})

describe('web search', () => {
  it('has sources whose references stand in the text', async () => {
    const { choices, usage } = await complete(emulator, {
      model: 'zai-org/glm-5:online',
      include_usage: true,
    })
    const { content = '', annotations = [] } = choices[0]?.message ?? {}
    expect(annotations).toHaveLength(3)
    for (const [index, { type, url_citation: citation }] of annotations.entries()) {
      expect(type).toBe('url_citation')
      expect(content?.slice(citation.start_index, citation.end_index)).toBe(`[${index + 1}]`)
      expect(new URL(citation.url).hostname).toMatch(/\.example$/)
    }
    expect(usage?.num_search_queries).toBe(1)
  })

  it('has them in a stream before the end', async () => {
    const { frames } = await stream(emulator, { model: 'zai-org/glm-5:online' })
    const at = frames.findIndex(({ choices }) => choices[0]?.delta['annotations'] !== undefined)
    expect(at).toBe(frames.length - 2)
  })

  it('is not done unasked', async () => {
    expect((await complete(emulator)).choices[0]?.message).not.toHaveProperty('annotations')
  })
})

describe('privacy and policy', () => {
  it('a redacted prompt has no addresses and numbers left', async () => {
    const messages = [user('Write to ada@example.com or call +44 20 7946 0958.')]
    expect(await say({ messages })).toContain('ada@example.com')
    const redacted = await say({ model: 'zai-org/glm-5:redaction', messages })
    expect(redacted).toContain('Write to [EMAIL] or call [PHONE].')
  })

  it('moderation says what it found', async () => {
    const response = await ask(emulator, {}, { headers: { moderation: 'true' } })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-nanogpt-inline-moderation-flagged': 'false',
      'x-nanogpt-inline-moderation-cost-usd': '0.0001',
    })
    expect(
      (await ask(emulator, {}, { headers: { moderation: 'off' } })).headers.has(
        'x-nanogpt-inline-moderation-model',
      ),
    ).toBe(false)
  })

  it('moderation refuses what is flagged, and charges only for itself', async () => {
    const strict = createEmulator()
    const response = await ask(
      strict,
      { messages: [user('This is [flagged].')] },
      { headers: { moderation: 'my-model' } },
    )
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { code: 'content_policy_violation' },
      moderation: { model: 'my-model', flagged: true },
    })
    expect(strict.account.balance).toBe(99.9999)
  })

  it('two moderation models are one too many', async () => {
    const headers = { moderation: 'one', 'moderation-model': 'two' }
    expect(await fail(emulator, {}, { headers })).toMatchObject({
      status: 400,
      code: 'conflicting_moderation_model',
      param: 'moderation',
    })
  })

  it('an advisor is told about in the reply, and paid for', async () => {
    await complete(emulator)
    const plain = emulator.requests.at(-1)?.understood
    const { advisor } = await complete(emulator, { advisor: { model: 'openai/gpt-5.2', mode: 'required' } })
    expect(emulator.requests.at(-1)?.understood?.cost).toBeGreaterThan(plain?.cost ?? NaN)
    expect(advisor).toMatchObject({
      mode: 'required',
      executor_model: 'zai-org/glm-5',
      advisor_model: 'openai/gpt-5.2',
      consultation_count: 1,
      status: 'completed',
    })
  })
})
