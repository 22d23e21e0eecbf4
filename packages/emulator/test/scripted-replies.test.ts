import { beforeEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { ask, complete, fail, host, stream, type Frame } from './ask.ts'

const emulator = createEmulator()
beforeEach(() => emulator.reset())

const deltas = (frames: Frame[]): unknown[] => frames.map(({ choices }) => choices[0]?.delta)

describe('a reply by its meaning', () => {
  const reply = {
    reasoning: 'Hm.',
    text: 'Hello there',
    toolCalls: [
      { id: 'call_1', name: 'add', arguments: { a: 1 } },
      { name: 'raw', arguments: ' {"a":' },
    ],
    annotations: [{ type: 'url_citation' }],
    images: [{ url: 'data:image/png;base64,AA==' }],
    refusal: 'I would rather not.',
    message: { reasoning_details: [{ type: 'reasoning.text' }] },
    extra: { x_nanogpt_cache: { status: 'hit' } },
  }
  const images = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }]

  it('is a message where JSON was asked for', async () => {
    emulator.replies.next(reply)
    expect(await complete(emulator)).toMatchObject({
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          finish_reason: 'tool_calls',
          message: {
            role: 'assistant',
            content: 'Hello there',
            reasoning: 'Hm.',
            refusal: 'I would rather not.',
            annotations: [{ type: 'url_citation' }],
            images,
            reasoning_details: [{ type: 'reasoning.text' }],
            tool_calls: [
              { id: 'call_1', type: 'function', function: { name: 'add', arguments: '{"a":1}' } },
              {
                id: expect.stringMatching(/^call_/),
                type: 'function',
                function: { name: 'raw', arguments: ' {"a":' },
              },
            ],
          },
        },
      ],
      x_nanogpt_cache: { status: 'hit' },
    })
  })

  it('is a stream where a stream was asked for', async () => {
    emulator.replies.next({ ...reply, chunkSize: 5 })
    const { frames, done } = await stream(emulator)
    expect(deltas(frames)).toEqual([
      { role: 'assistant', content: '' },
      { reasoning: 'Hm.' },
      { content: 'Hello' },
      { content: ' ther' },
      { content: 'e' },
      {
        tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'add', arguments: '' } }],
      },
      { tool_calls: [{ index: 0, function: { arguments: '{"a":' } }] },
      { tool_calls: [{ index: 0, function: { arguments: '1}' } }] },
      {
        tool_calls: [
          { index: 1, id: expect.any(String), type: 'function', function: { name: 'raw', arguments: '' } },
        ],
      },
      { tool_calls: [{ index: 1, function: { arguments: ' {"a"' } }] },
      { tool_calls: [{ index: 1, function: { arguments: ':' } }] },
      { refusal: 'I would rather not.' },
      { annotations: [{ type: 'url_citation' }] },
      { images },
      { reasoning_details: [{ type: 'reasoning.text' }] },
      {},
    ])
    expect(frames.at(-1)).toMatchObject({
      choices: [{ finish_reason: 'tool_calls' }],
      x_nanogpt_cache: { status: 'hit' },
    })
    expect(done).toBe(true)
  })

  it('has usage, pricing and finish reason of its own, or none', async () => {
    emulator.replies.next({
      text: 'a',
      usage: { prompt_tokens: 1 },
      pricing: { amount: '0.5' },
      finishReason: 'eos',
    })
    emulator.replies.next({ text: 'a', usage: null, pricing: null, finishReason: null })
    const own = await complete(emulator)
    expect(own).toMatchObject({
      usage: { prompt_tokens: 1 },
      x_nanogpt_pricing: { amount: '0.5' },
      choices: [{ finish_reason: 'eos' }],
    })
    const none = await complete(emulator, { include_usage: true })
    expect(none).not.toHaveProperty('usage')
    expect(none).not.toHaveProperty('x_nanogpt_pricing')
    expect(none.choices[0]?.finish_reason).toBeNull()
  })

  it('never cuts a code point', async () => {
    emulator.replies.next({ text: '😀😀😀', chunkSize: 1 })
    const { frames } = await stream(emulator)
    expect(deltas(frames).slice(1, 4)).toEqual([{ content: '😀' }, { content: '😀' }, { content: '😀' }])
  })

  it('obeys the base path about reasoning', async () => {
    emulator.replies.next({ reasoning: 'Hm.', text: 'Yes.' })
    const { choices } = await complete(emulator, {}, { path: '/api/v1legacy/chat/completions' })
    expect(choices[0]?.message).toEqual({ role: 'assistant', content: 'Yes.', reasoning_content: 'Hm.' })
  })

  it('is charged like any other', async () => {
    emulator.replies.next({ text: 'word '.repeat(1000) })
    await complete(emulator)
    expect(emulator.account.balance).toBeLessThan(99.999)
  })
})

describe('when a scripted reply is used', () => {
  it('one is used once, the first that came first', async () => {
    emulator.replies.next({ text: 'one' })
    emulator.replies.next({ text: 'two' })
    const said = []
    for (let index = 0; index < 3; index += 1)
      said.push((await complete(emulator)).choices[0]?.message.content)
    expect(said).toEqual(['one', 'two', expect.stringContaining('whales')])
  })

  it('waits until a request is valid', async () => {
    emulator.replies.next({ text: 'one' })
    expect((await fail(emulator, { temperature: 9 })).status).toBe(400)
    expect((await complete(emulator)).choices[0]?.message.content).toBe('one')
  })

  it('waits for the request it is for', async () => {
    emulator.replies.next({ text: 'for GPT' }, { model: 'openai/gpt-5.2' })
    expect((await complete(emulator)).choices[0]?.message.content).not.toBe('for GPT')
    expect((await complete(emulator, { model: 'openai/gpt-5.2:online' })).choices[0]?.message.content).toBe(
      'for GPT',
    )
  })

  it('a reply without a method is not for GET', async () => {
    emulator.replies.next({ json: { hello: 'chat' } })
    emulator.replies.next({ json: { hello: 'models' } }, { method: 'GET' })
    expect(await (await emulator.fetch(`${host}/api/v1/models`)).json()).toEqual({ hello: 'models' })
    expect(await (await ask(emulator)).json()).toEqual({ hello: 'chat' })
  })
})

describe('a reply in bytes', () => {
  it('frames are sent as they are, objects as events', async () => {
    emulator.replies.next({ frames: [': comment\r\n\r\n', { a: 1 }, 'data: {"b"\n'] })
    const response = await ask(emulator, { stream: true })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(await response.text()).toBe(': comment\r\n\r\ndata: {"a":1}\n\ndata: {"b"\ndata: [DONE]\n\n')
  })

  it('frames end without [DONE] when told so', async () => {
    emulator.replies.next({ frames: [{ a: 1 }], done: false })
    expect(await (await ask(emulator)).text()).toBe('data: {"a":1}\n\n')
  })

  it('frames can break off', async () => {
    emulator.replies.next({ frames: [{ a: 1 }], end: 'break' })
    await expect((await ask(emulator)).text()).rejects.toThrow('terminated')
  })

  it('JSON has a status and headers', async () => {
    emulator.replies.next({ json: { error: 'odd' }, status: 418, headers: { 'X-Odd': '1' } })
    const response = await ask(emulator)
    expect([response.status, response.headers.get('x-odd'), await response.json()]).toEqual([
      418,
      '1',
      { error: 'odd' },
    ])
    expect(response.headers.get('x-request-id')).toBe(emulator.requests[0]?.id)
  })

  it('a body comes in pieces that may cut a code point', async () => {
    emulator.replies.next({ body: '{"a":"😀"}', chunkBytes: 4, headers: { 'Content-Type': 'text/weird' } })
    const response = await ask(emulator)
    const sizes = []
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) sizes.push(piece.length)
    expect([response.headers.get('content-type'), sizes]).toEqual(['text/weird', [4, 4, 4]])
  })

  it('a body of bytes is those bytes', async () => {
    emulator.replies.next({ body: new Uint8Array([0xff, 0xfe]) })
    expect(new Uint8Array(await (await ask(emulator)).arrayBuffer())).toEqual(new Uint8Array([0xff, 0xfe]))
  })
})
