import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { ask, complete, parseFrames, stream, user, type Frame } from './ask.ts'

const emulator = createEmulator()
const thinking = { model: 'zai-org/glm-5:thinking' }

const join = (frames: Frame[], field: string): string =>
  frames.map(frame => frame.choices[0]?.delta[field] ?? '').join('')

describe('a stream', () => {
  it('begins with the role, then reasons, then answers, then finishes, then [DONE]', async () => {
    const { frames, done } = await stream(emulator, thinking)
    const kinds = frames.map(({ choices: [choice] }) =>
      choice?.finish_reason ? 'finish' : Object.keys(choice?.delta ?? {}).join('+'),
    )
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toEqual([
      'role+content',
      'reasoning',
      'content',
      'finish',
    ])
    expect(frames[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' })
    expect(done).toBe(true)
  })

  it('has one id, one model and one object type', async () => {
    const { frames } = await stream(emulator, thinking)
    const heads = new Set(frames.map(({ id, model, object }) => `${id} ${model} ${object}`))
    expect([...heads]).toEqual([
      expect.stringMatching(/^chatcmpl-\S+ zai-org\/glm-5:thinking chat\.completion\.chunk$/),
    ])
  })

  it('says what the unstreamed reply says', async () => {
    const { frames } = await stream(emulator, thinking)
    const { choices } = await complete(emulator, thinking)
    expect(join(frames, 'content')).toBe(choices[0]?.message.content)
    expect(join(frames, 'reasoning')).toBe(choices[0]?.message.reasoning)
    expect(frames.length).toBeGreaterThan(10)
  })

  it('carries pricing on the finish frame, and usage there only when asked', async () => {
    const silent = await stream(emulator)
    const telling = await stream(emulator, { stream_options: { include_usage: true } })
    expect(silent.frames.filter(frame => frame.usage)).toEqual([])
    expect(silent.frames.at(-1)).toMatchObject({
      choices: [{ delta: {}, finish_reason: 'stop' }],
      x_nanogpt_pricing: { currency: 'USD' },
    })
    expect(telling.frames.filter(frame => frame.usage)).toEqual([telling.frames.at(-1)])
    expect(telling.frames.at(-1)?.choices).toHaveLength(1)
  })

  it('is an event stream', async () => {
    const response = await ask(emulator, { stream: true })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await response.text()).toMatch(/^data: \{.*\}\n\n(?:data: .*\n\n)*data: \[DONE\]\n\n$/)
  })

  it('sends tool calls in fragments of arguments, by index', async () => {
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
    const { frames } = await stream(emulator, {
      messages: [user('How is the weather in Paris and Rome?')],
      tools: [{ type: 'function', function: { name: 'getWeather', parameters } }],
    })
    const deltas = frames.flatMap(
      frame =>
        (frame.choices[0]?.delta['tool_calls'] as {
          index: number
          id?: string
          function: { name?: string; arguments: string }
        }[]) ?? [],
    )
    const calls = [0, 1].map(index => {
      const own = deltas.filter(delta => delta.index === index)
      expect(own.length).toBeGreaterThan(2)
      expect(own.filter(delta => delta.id !== undefined)).toEqual([own[0]])
      expect(own[0]).toMatchObject({ type: 'function', function: { name: 'getWeather', arguments: '' } })
      return JSON.parse(own.map(delta => delta.function.arguments).join('')) as unknown
    })
    expect(calls).toEqual([{ city: 'Paris' }, { city: 'Rome' }])
    expect(frames.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls')
  })

  it('echoes the service tier that was asked for', async () => {
    expect((await stream(emulator, { service_tier: 'flex' })).frames.at(-1)?.service_tier).toBe('flex')
    expect((await stream(emulator)).frames.at(-1)).not.toHaveProperty('service_tier')
  })
})

describe('reasoning', () => {
  it.each<[where: string, field: string, path: string, body: object]>([
    ['/api/v1', 'reasoning', '/api/v1/chat/completions', {}],
    ['/v1', 'reasoning', '/v1/chat/completions', {}],
    ['/api/subscription/v1', 'reasoning', '/api/subscription/v1/chat/completions', {}],
    ['/api/v1legacy', 'reasoning_content', '/api/v1legacy/chat/completions', {}],
    [
      'delta_field',
      'reasoning_content',
      '/api/v1/chat/completions',
      { reasoning: { delta_field: 'reasoning_content' } },
    ],
    [
      'reasoning_delta_field',
      'reasoning_content',
      '/api/v1/chat/completions',
      { reasoning_delta_field: 'reasoning_content' },
    ],
    [
      'reasoning_content_compat',
      'reasoning_content',
      '/api/v1/chat/completions',
      { reasoning_content_compat: true },
    ],
  ])('comes from %s as %s', async (_, field, path, body) => {
    const { frames } = await stream(emulator, { ...thinking, ...body }, { path })
    const { choices } = await complete(emulator, { ...thinking, ...body }, { path })
    const other = field === 'reasoning' ? 'reasoning_content' : 'reasoning'
    expect(join(frames, field).length).toBeGreaterThan(20)
    expect(join(frames, other)).toBe('')
    expect(choices[0]?.message).toHaveProperty(field)
    expect(choices[0]?.message).not.toHaveProperty(other)
  })

  it('is part of the text from /api/v1thinking', async () => {
    const plain = (await complete(emulator, thinking)).choices[0]?.message
    const merged = (await complete(emulator, thinking, { path: '/api/v1thinking/chat/completions' }))
      .choices[0]?.message
    expect(merged?.content).toBe(`${plain?.reasoning}\n\n${plain?.content}`)
    expect(merged).not.toHaveProperty('reasoning')
  })

  it.each([
    [{ model: 'zai-org/glm-5:thinking:reasoning-exclude' }],
    [{ ...thinking, reasoning: { exclude: true } }],
  ])('is thought and paid for but not shown with %j', async body => {
    const { choices, usage } = await complete(emulator, { ...body, include_usage: true })
    expect(choices[0]?.message).not.toHaveProperty('reasoning')
    expect(usage?.completion_tokens_details.reasoning_tokens).toBeGreaterThan(0)
  })

  it('grows with the effort', async () => {
    const lengths = []
    for (const reasoning_effort of ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']) {
      const { choices } = await complete(emulator, { reasoning_effort })
      lengths.push(choices[0]?.message.reasoning?.length ?? 0)
    }
    expect(lengths[0]).toBe(0)
    expect(lengths).toEqual([...new Set(lengths)].toSorted((one, other) => one - other))
  })
})

describe('pace and abort', () => {
  it('waits before the first frame and between frames', async () => {
    const slow = createEmulator({ pace: { firstFrame: 60, frame: 5 } })
    slow.replies.next({ text: 'abc', chunkSize: 1 })
    const started = Date.now()
    const reader = (await ask(slow, { stream: true })).body!.getReader()
    await reader.read()
    const first = Date.now() - started
    while (!(await reader.read()).done);
    expect(first).toBeGreaterThanOrEqual(55)
    expect(Date.now() - started).toBeGreaterThanOrEqual(75)
  })

  it('an aborted signal is refused at once', async () => {
    await expect(ask(emulator, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('an abort while the answer is awaited rejects with its reason', async () => {
    const controller = new AbortController()
    const slow = createEmulator()
    slow.faults.always({ type: 'latency', ms: 10_000 })
    const asking = ask(slow, {}, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(asking).rejects.toThrow('enough')
  })

  it('an abort in the middle of a stream fails the body, and is recorded', async () => {
    const watched = createEmulator()
    const controller = new AbortController()
    const response = await ask(watched, { stream: true }, { signal: controller.signal })
    const reader = response.body!.getReader()
    await reader.read()
    controller.abort()
    await expect(reader.read()).rejects.toMatchObject({ name: 'AbortError' })
    expect(watched.requests[0]?.cancelled).toBe(true)
  })

  it('a reader that cancels is recorded; one that reads to the end is not', async () => {
    const watched = createEmulator()
    const left = (await ask(watched, { stream: true })).body!.getReader()
    await left.read()
    await left.cancel()
    const { done } = parseFrames(await (await ask(watched, { stream: true })).text())
    expect(done).toBe(true)
    expect(watched.requests.map(({ cancelled }) => cancelled)).toEqual([true, false])
  })

  it('a reader that stops at [DONE] has cancelled nothing', async () => {
    const watched = createEmulator()
    watched.replies.next({ frames: [] })
    const reader = (await ask(watched, { stream: true })).body!.getReader()
    await reader.read()
    await reader.cancel()
    expect(watched.requests[0]?.cancelled).toBe(false)
  })
})
