import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { collectResult } from '../../src/text/collect-result.ts'
import { createNanoGPT, isNanoGPTError } from '../../src/index.ts'
import { chunk, collect, finishOf, partsOf, promptOf, rejectionOf, setUp } from '../harness.ts'

// Rules that a first set of tests would not have missed.

const prompt = promptOf('Hello')
const sse = (...frames: object[]) => frames.map(frame => `data: ${JSON.stringify(frame)}\n\n`).join('')
const done = 'data: [DONE]\n\n'
const hello = chunk({ content: 'Hello' })
const stop = chunk({}, 'stop')
const headers = { 'content-type': 'text/event-stream' }

async function open(body: string | ReadableStream, settings: object = {}) {
  const fetch = async () => new Response(body, { headers })
  return createNanoGPT({ apiKey: 'sk-nano-0123456789', fetch, ...settings })(
    'anthropic/claude-opus-5.5',
  ).doStream({ prompt })
}

const read = async (body: string) => collect((await open(body)).stream)
const reasoningOf = (parts: LanguageModelV4StreamPart[]) =>
  partsOf(parts, 'reasoning-delta')
    .map(part => part.delta)
    .join('')
const textOf = (parts: LanguageModelV4StreamPart[]) =>
  partsOf(parts, 'text-delta')
    .map(part => part.delta)
    .join('')
const inputsOf = (parts: LanguageModelV4StreamPart[]) => partsOf(parts, 'tool-call').map(call => call.input)

const callOf = (args: unknown, fields: object = {}) => ({
  index: 0,
  id: 'c1',
  type: 'function',
  function: { name: 'f', arguments: args },
  ...fields,
})

describe('a tool call whose arguments are no whole JSON', () => {
  test.each([
    ['stop', stop, ['{"a":']],
    ['tool_calls', chunk({}, 'tool_calls'), ['{"a":']],
    ['a reason nobody knows', chunk({}, 'abort'), []],
    ['content_filter', chunk({}, 'content_filter'), []],
    ['[DONE] alone', chunk({}), []],
  ])('after %s', async (_name, ending, inputs) => {
    expect(inputsOf(await read(sse(chunk({ tool_calls: [callOf('{"a":')] }), ending) + done))).toEqual(inputs)
  })

  test.each([
    ['stop', stop, ['{}']],
    ['[DONE] alone', chunk({}), ['{}']],
    ['a reason nobody knows', chunk({}, 'abort'), []],
    ['length', chunk({}, 'length'), []],
  ])('or that has none, after %s', async (_name, ending, inputs) => {
    for (const args of ['', 'null']) {
      expect(inputsOf(await read(sse(chunk({ tool_calls: [callOf(args)] }), ending) + done))).toEqual(inputs)
    }
  })

  test('does not make an unknown reason tool-calls', async () => {
    const parts = await read(sse(chunk({ tool_calls: [callOf('{"a":')] }), chunk({}, 'abort')) + done)
    expect(finishOf(parts).finishReason).toEqual({ unified: 'other', raw: 'abort' })
  })
})

describe('a tool call that is sent once more', () => {
  test.each([
    ['as it was', callOf('{"a":1}')],
    ['written otherwise', callOf('{ "a": 1 }')],
    ['as an object', callOf({ a: 1 })],
    ['without its id', callOf('{"a":1}', { id: null })],
    ['without its name', { index: 0, id: 'c1', function: { arguments: '{"a":1}' } }],
  ])('%s is one', async (_name, again) => {
    const parts = await read(
      sse(chunk({ tool_calls: [callOf('{"a":1}')] }), chunk({ tool_calls: [again] }), stop),
    )
    expect(inputsOf(parts)).toEqual(['{"a":1}'])
  })

  test('at another index, or beside itself in one chunk, is another', async () => {
    const calls = [callOf('{}'), callOf('{}', { index: 1 })]
    expect(inputsOf(await read(sse(chunk({ tool_calls: calls }), stop)))).toEqual(['{}', '{}'])
    const { model, emulator } = setUp()
    const message = { tool_calls: [callOf('{}', { index: undefined }), callOf('{}', { index: undefined })] }
    emulator.replies.next({ json: { choices: [{ message, finish_reason: 'tool_calls' }] } })
    expect((await model.doGenerate({ prompt })).content).toHaveLength(2)
  })

  test('under the old name too is one', async () => {
    const both = { tool_calls: [callOf('{"a":1}')], function_call: { name: 'f', arguments: '{"a":1}' } }
    expect(inputsOf(await read(sse(chunk(both), stop)))).toEqual(['{"a":1}'])
  })

  test('with an empty object ahead is one', async () => {
    const parts = await read(
      sse(
        chunk({ tool_calls: [callOf('{}')] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }),
        stop,
      ),
    )
    expect(inputsOf(parts)).toEqual(['{"a":1}'])
  })
})

describe('reasoning and details that mirror it', () => {
  const details = (...texts: [string, object?][]) =>
    chunk({ reasoning_details: texts.map(([text, more]) => ({ type: 'reasoning.text', text, ...more })) })

  test.each([
    [
      'block by block',
      [
        chunk({ reasoning: 'A' }),
        details(['A', { index: 0, signature: 's' }]),
        hello,
        chunk({ reasoning: 'B' }),
        details(['B', { index: 1, signature: 't' }]),
      ],
      'AB',
    ],
    [
      'with other white space',
      [
        chunk({ reasoning: 'A' }),
        chunk({ reasoning: '\n\n' }),
        chunk({ reasoning: 'B' }),
        details(['A'], ['B']),
      ],
      'A\n\nB',
    ],
    [
      'frame by frame',
      [
        chunk({ reasoning: 'A' }),
        details(['A', { index: 0 }]),
        chunk({ reasoning: 'B' }),
        details(['B', { index: 0 }]),
      ],
      'AB',
    ],
    [
      'with the signature, all at once',
      [
        details(['Th', { index: 0 }]),
        details(['ink', { index: 0 }]),
        details(['Think', { index: 0, signature: 's' }]),
      ],
      'Think',
    ],
  ])('%s are shown once', async (_name, frames, shown) => {
    expect(reasoningOf(await read(sse(...frames, stop)))).toBe(shown)
  })

  test('keep a signed text as it was signed', async () => {
    const parts = await read(
      sse(
        details(['Th', { index: 0 }]),
        details(['ink', { index: 0 }]),
        details(['Think', { index: 0, signature: 's' }]),
        stop,
      ),
    )
    expect(collectResult(parts).content[0]?.providerMetadata?.nanogpt?.reasoningDetails).toEqual([
      { type: 'reasoning.text', text: 'Think', index: 0, signature: 's' },
    ])
  })

  test('are taken from a last message that repeats the rest', async () => {
    const message = {
      content: 'Hello',
      reasoning: 'A',
      reasoning_details: [{ type: 'reasoning.text', text: 'A', signature: 's' }],
    }
    const parts = await read(
      sse(chunk({ reasoning: 'A' }), hello, { choices: [{ delta: {}, message, finish_reason: 'stop' }] }),
    )
    expect([reasoningOf(parts), textOf(parts)]).toEqual(['A', 'Hello'])
    expect(JSON.stringify(parts)).toContain('"signature":"s"')
  })

  test('are made of what Claude signed in its content', async () => {
    const content = [
      { type: 'thinking', thinking: 'Hm.', signature: 's' },
      { type: 'redacted_thinking', data: 'xyz' },
      { type: 'text', text: 'Yes' },
    ]
    const { model, emulator } = setUp()
    emulator.replies.next({ json: { choices: [{ message: { content } }] } })
    expect((await model.doGenerate({ prompt })).content).toMatchObject([
      {
        text: 'Hm.',
        providerMetadata: {
          nanogpt: {
            reasoningDetails: [
              { type: 'reasoning.text', text: 'Hm.', signature: 's' },
              { type: 'reasoning.encrypted', data: 'xyz' },
            ],
          },
        },
      },
      { text: 'Yes' },
    ])
  })
})

test('messages that grow beside empty deltas lose no text', async () => {
  const frame = (content: string) => ({
    citations: ['https://a.example'],
    choices: [{ delta: { content: '' }, message: { content } }],
  })
  expect(textOf(await read(sse(frame('Hi'), frame('Hi you'), frame('Hi you!'), stop)))).toBe('Hi you!')
})

describe('frames that are no errors', () => {
  test.each([
    { status: 'in_progress', message: 'Searching the web' },
    { code: 200, message: 'ok' },
    { code: 0, message: 'success' },
    { code: 'ok', message: 'fine' },
  ])('%j is skipped', async frame => {
    expect(textOf(await read(sse(frame, hello, stop)))).toBe('Hello')
  })
})

describe('frames that are errors', () => {
  test.each([
    ['error: true', sse({ error: true, message: 'Model overloaded' }), 'Model overloaded'],
    ['text under an event name', 'event: error\ndata: upstream timeout\n\n', 'upstream timeout'],
    ['text as data', 'data: upstream timeout\n\n', 'upstream timeout'],
    ['a line without a field', '{"error":{"message":"boom"}}\n\n', 'boom'],
  ])('%s', async (_name, frame, message) => {
    const after = await read(`${sse(hello)}${frame}`)
    expect(partsOf(after, 'error')).toMatchObject([{ error: { message: expect.stringContaining(message) } }])
    expect(await rejectionOf(open(frame))).toMatchObject({ message: expect.stringContaining(message) })
  })

  test.each([
    'missing_required_parameter',
    'unsupported_reasoning_effort',
    'tool_spec_too_large',
    'invalid_json_schema',
  ])('%s is not retried', async code => {
    expect(await rejectionOf(open(sse({ error: { code, message: 'no' } })))).toMatchObject({
      statusCode: 400,
      isRetryable: false,
    })
  })

  test('show no key', async () => {
    const echo = 'no such key: sk-nano-0123456789'
    expect(JSON.stringify(await rejectionOf(open(sse({ error: { message: echo } }))))).not.toContain(
      'sk-nano-0123456789',
    )
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(sse(hello)))
      },
      pull(controller) {
        controller.error(new Error(`socket of Bearer sk-nano-0123456789 closed`))
      },
    })
    const parts = await collect((await open(broken)).stream)
    const [part] = partsOf(parts, 'error')
    const error = part?.error
    expect(isNanoGPTError(error) && error.data.code).toBe('connection_broken')
    expect(isNanoGPTError(error) && String(error.cause)).toContain('socket of [API key] closed')
  })
})

describe('an abort ends what a fetch without signals would not', () => {
  const never = () =>
    new ReadableStream({ start: controller => controller.enqueue(new TextEncoder().encode(sse(hello))) })

  test.each([
    ['a request', () => new Promise<Response>(() => {})],
    ['a JSON body', async () => new Response(never(), { headers: { 'content-type': 'application/json' } })],
  ])('%s', async (_name, fetch) => {
    const model = createNanoGPT({ apiKey: 'k', fetch })('x')
    const abortSignal = AbortSignal.timeout(20)
    expect(await rejectionOf(Promise.resolve(model.doGenerate({ prompt, abortSignal })))).toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('a stream', async () => {
    const model = createNanoGPT({ apiKey: 'k', fetch: async () => new Response(never(), { headers }) })('x')
    const { stream } = await model.doStream({ prompt, abortSignal: AbortSignal.timeout(20) })
    expect(await rejectionOf(collect(stream))).toMatchObject({ name: 'TimeoutError' })
  })

  test('a key that is waited for', async () => {
    const model = createNanoGPT({ apiKey: () => new Promise<string>(() => {}) })('x')
    const abortSignal = AbortSignal.timeout(20)
    expect(await rejectionOf(Promise.resolve(model.doGenerate({ prompt, abortSignal })))).toMatchObject({
      name: 'TimeoutError',
    })
  })
})

describe('time', () => {
  /** A stream that says something every 20 ms, so many times, and then nothing. */
  const every20 = (text: string, times: number) => {
    let left = times
    return new ReadableStream({
      start: controller => controller.enqueue(new TextEncoder().encode(sse(hello))),
      async pull(controller) {
        left -= 1
        await new Promise(resolve => setTimeout(resolve, left < 0 ? 60_000 : 20))
        controller.enqueue(new TextEncoder().encode(text))
      },
    })
  }

  test('comments do not hold off idleTimeout, events do', async () => {
    const idle = await collect((await open(every20(': keep-alive\n\n', 1_000), { idleTimeout: 100 })).stream)
    expect(finishOf(idle).finishReason.unified).toBe('error')
    const busy = await collect((await open(every20(sse(hello), 10), { idleTimeout: 100 })).stream)
    expect(textOf(busy)).toBe('Hello'.repeat(11))
  })

  test('[DONE] ends the answer although the connection stays open', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [hello, stop, done], end: 'stall' })
    const parts = await collect((await model.doStream({ prompt })).stream)
    expect(finishOf(parts).finishReason.unified).toBe('stop')
    await expect.poll(() => emulator.requests[0]?.cancelled).toBe(true)
  })

  test('an answer says when it was made, in seconds or in milliseconds', async () => {
    for (const created of [1_790_640_000, 1_790_640_000_000]) {
      const parts = await read(sse({ ...hello, created }, stop))
      expect(collectResult(parts).responseMetadata.timestamp).toEqual(new Date(1_790_640_000_000))
    }
  })
})

test('a frame that is no JSON after the reason costs nothing', async () => {
  expect(finishOf(await read(`${sse(hello, stop)}data: {"usa\n\n${done}`)).finishReason.unified).toBe('stop')
})

test('the text of legacy completions is read', async () => {
  expect(textOf(await read(sse({ choices: [{ index: 0, text: 'Hi' }] }, stop)))).toBe('Hi')
})

test.each([undefined, null])('an option of a part that is %s is none', async value => {
  const { model, emulator } = setUp()
  emulator.replies.next({ text: 'ok' })
  const nanogpt = { cacheControl: value, imageDetail: value } as never
  const { warnings } = await model.doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi', providerOptions: { nanogpt } }] }],
  })
  expect(warnings).toEqual([])
})

test('tools in extraBody are tools', async () => {
  const { model, emulator, lastBody } = setUp()
  emulator.replies.next({ text: 'ok' })
  const tools = [{ type: 'function', function: { name: 'f', parameters: {} } }]
  const { warnings } = await model.doGenerate({
    prompt,
    providerOptions: { nanogpt: { parallelToolCalls: false, extraBody: { tools } } },
  })
  expect(lastBody()).toMatchObject({ parallel_tool_calls: false })
  expect(warnings).toEqual([])
})

test('pictures of several tools follow after all of their results', async () => {
  const { model, emulator, lastBody } = setUp()
  emulator.replies.next({ text: 'ok' })
  const picture = { type: 'data', data: 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSnc' } as const
  const result = (toolCallId: string) => ({
    role: 'tool' as const,
    content: [
      {
        type: 'tool-result' as const,
        toolCallId,
        toolName: 'look',
        output: {
          type: 'content' as const,
          value: [{ type: 'file' as const, mediaType: 'image/png', data: picture }],
        },
      },
    ],
  })
  await model.doGenerate({
    prompt: [
      { role: 'user', content: [{ type: 'text', text: 'Go' }] },
      {
        role: 'assistant',
        content: ['c1', 'c2'].map(toolCallId => ({
          type: 'tool-call',
          toolCallId,
          toolName: 'look',
          input: {},
        })),
      },
      result('c1'),
      result('c2'),
    ],
  })
  const { messages } = lastBody() as { messages: { role: string; content: unknown }[] }
  expect(messages.map(message => message.role)).toEqual(['user', 'assistant', 'tool', 'tool', 'user'])
  expect(messages[4]?.content).toHaveLength(4)
})

test.each([
  ['Kimi', { prompt_tokens: 100, cached_tokens: 40 }, { total: 100, cacheRead: 40 }],
  [
    'Claude',
    {
      input_tokens: 2,
      cache_read_input_tokens: 100,
      cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 10 },
    },
    { total: 142, cacheRead: 100, cacheWrite: 40 },
  ],
])('the cache counters of %s are read', async (_name, usage, expected) => {
  expect(finishOf(await read(sse(hello, { ...stop, usage }))).usage.inputTokens).toMatchObject(expected)
})

describe('messages beside or instead of deltas', () => {
  const frame = (delta: object, message: object) => ({ choices: [{ index: 0, delta, message }] })
  const whole = (message: object) => ({ choices: [{ index: 0, message }] })
  const call = (args: string, id?: string) => ({
    ...(id && { id }),
    function: { name: 'f', arguments: args },
  })

  test.each([
    [
      'both in every chunk',
      [
        frame({ role: 'assistant' }, { content: '' }),
        frame({ content: 'H' }, { content: 'H' }),
        frame({ content: 'i' }, { content: 'Hi' }),
      ],
      'Hi',
    ],
    [
      'messages after a delta of another kind',
      [chunk({ reasoning: 'R' }), whole({ content: 'Hi' }), whole({ content: 'Hi you' })],
      'Hi you',
    ],
  ])('%s lose and double no text', async (_name, frames, text) => {
    expect(textOf(await read(sse(...frames, stop)))).toBe(text)
  })

  test.each([
    ['the same, without an id', [[call('{"x":1}')], [call('{"x":1}')]], ['{"x":1}']],
    ['the same, with an id', [[call('{"x":1}', 'a')], [call('{"x":1}', 'a')]], ['{"x":1}']],
    ['growing, without an id', [[call('')], [call('{"x":')], [call('{"x":1}')]], ['{"x":1}']],
    ['growing, with an id', [[call('', 'a')], [call('{"x":1}', 'a')]], ['{"x":1}']],
    [
      'more of them',
      [[call('{"x":1}', 'a')], [call('{"x":1}', 'a'), call('{"x":2}', 'b')]],
      ['{"x":1}', '{"x":2}'],
    ],
    ['corrected', [[call('{"x":1', 'a')], [call('{"y":12}', 'a')]], ['{"y":12}']],
  ])('tool calls are followed: %s', async (_name, messages, inputs) => {
    const frames = messages.map((tool_calls, index) =>
      whole({ content: 'Hi'.slice(0, index + 1), tool_calls }),
    )
    expect(inputsOf(await read(sse(...frames, chunk({}, 'tool_calls'))))).toEqual(inputs)
  })
})

describe('repeated calls of deltas', () => {
  test.each([
    [
      'the old form first',
      [{ function_call: { name: 'f', arguments: '{"x":1}' } }, { tool_calls: [callOf('{"x":1}')] }],
      ['{"x":1}'],
    ],
    [
      'with its keys in another order',
      [{ tool_calls: [callOf('{"x":1,"y":2}')] }, { tool_calls: [callOf('{"y":2,"x":1}')] }],
      ['{"x":1,"y":2}'],
    ],
    [
      'another one at the same place',
      [{ tool_calls: [callOf('{"x":1}', { id: null })] }, { tool_calls: [callOf('{"x":2}', { id: 'b' })] }],
      ['{"x":1}', '{"x":2}'],
    ],
  ])('%s', async (_name, deltas, inputs) => {
    expect(inputsOf(await read(sse(...deltas.map(delta => chunk(delta)), stop)))).toEqual(inputs)
  })
})

test.each([
  ['without words', 'event: error\ndata: \n\n'],
  ['that is null', 'event: error\ndata: null\n\n'],
  ['whose error is null', 'event: error\ndata: {"error":null,"message":"boom"}\n\n'],
  ['of a type alone', 'data: {"type":"error"}\n\n'],
  ['of words that no blank line ends', 'data: upstream timeout'],
  ['that is a page', '<html><title>502 Bad Gateway</title>'],
])('an error %s is one', async (_name, error) => {
  const parts = await read(`${sse(hello)}${error}`)
  expect(finishOf(parts).finishReason.unified).toBe('error')
  expect(partsOf(parts, 'error')).toHaveLength(1)
})

test('a flat frame of progress is no error', async () => {
  expect(textOf(await read(sse({ code: 'processing', message: 'Loading model' }, hello, stop)))).toBe('Hello')
})

test('an error whose causes go in a circle is thrown', async () => {
  const circular = new Error('x')
  circular.cause = circular
  const model = createNanoGPT({ apiKey: 'sk-nano-0123456789', fetch: () => Promise.reject(circular) })('x')
  expect(await rejectionOf(Promise.resolve(model.doGenerate({ prompt })))).toBe(circular)
})

test('counters that are zero beside others that are not are not believed', async () => {
  const usage = {
    prompt_tokens: 100,
    cached_tokens: 40,
    prompt_tokens_details: { cached_tokens: 0 },
    cache_creation_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 30 },
  }
  expect(finishOf(await read(sse(hello, { ...stop, usage }))).usage.inputTokens).toEqual({
    total: 100,
    noCache: 30,
    cacheRead: 40,
    cacheWrite: 30,
  })
})
