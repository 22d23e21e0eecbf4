import type { LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { wrapLanguageModel } from 'ai'
import { convertArrayToReadableStream, MockLanguageModelV4 } from 'ai/test'
import { describe, expect, test } from 'vitest'
import { extractLeakedToolCalls } from '../../src/index.ts'
import { collect, partsOf, promptOf, rejectionOf } from '../harness.ts'

// Streams as other providers may send them: the middleware wraps any model.

const LEAK = '<tool_call>{"name":"search","arguments":{"query":"owls"}}</tool_call>'
const call = {
  prompt: promptOf('Go'),
  tools: [
    {
      type: 'function' as const,
      name: 'search',
      inputSchema: { type: 'object' as const, required: ['query'] },
    },
    { type: 'provider' as const, id: 'other.browse' as const, name: 'browse', args: {} },
  ],
}
const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}
const finish = (unified: 'stop' | 'length' = 'stop'): LanguageModelV4StreamPart => ({
  type: 'finish',
  usage,
  finishReason: { unified, raw: unified },
})
const text = (delta: string, id = '0'): LanguageModelV4StreamPart => ({ type: 'text-delta', id, delta })
const thought = (delta: string, id = '0'): LanguageModelV4StreamPart => ({
  type: 'reasoning-delta',
  id,
  delta,
})
const start: LanguageModelV4StreamPart = { type: 'text-start', id: '0' }
const end: LanguageModelV4StreamPart = { type: 'text-end', id: '0' }
const searchCall = expect.objectContaining({
  type: 'tool-call',
  toolName: 'search',
  input: '{"query":"owls"}',
})

async function open(source: ReadableStream<LanguageModelV4StreamPart>) {
  const model = wrapLanguageModel({
    model: new MockLanguageModelV4({ doStream: { stream: source } }),
    middleware: extractLeakedToolCalls(),
  })
  return (await model.doStream(call)).stream
}

const read = async (parts: readonly LanguageModelV4StreamPart[]) =>
  collect(await open(convertArrayToReadableStream([...parts])))

test('a call of twenty thousand deltas is found', async () => {
  const query = 'a<b '.repeat(15_000)
  const whole = `So:\n<tool_call>{"name":"search","arguments":{"query":"${query}"}}</tool_call>`
  const parts = await read([start, ...Array.from(whole, character => text(character)), end, finish()])
  expect(parts.length).toBeLessThan(20)
  expect(JSON.parse(partsOf(parts, 'tool-call')[0]?.input ?? '')).toEqual({ query })
})

test('twenty thousand deltas without a call pass as they come', async () => {
  const deltas = Array.from({ length: 20_000 }, (_, index) => text(index % 2 === 0 ? 'a < b' : '<i>'))
  const parts = await read([start, ...deltas, end, finish()])
  expect(parts).toEqual([start, ...deltas, end, finish()])
})

test('text passes while it comes, and waits only where it may be a call', async () => {
  let controller: ReadableStreamDefaultController<LanguageModelV4StreamPart> | undefined
  const reader = (
    await open(new ReadableStream({ start: created => void (controller = created) }))
  ).getReader()
  const next = async (part: LanguageModelV4StreamPart) => {
    controller?.enqueue(part)
    return (await reader.read()).value
  }
  controller?.enqueue(start)
  expect(await next(text('One '))).toEqual(start)
  expect((await reader.read()).value).toEqual(text('One '))
  expect(await next(text('two <tool_'))).toEqual(text('two '))
  expect(await next(text('box> three'))).toEqual(text('<tool_box> three'))
})

test('what stands on a part stays on it', async () => {
  const metadata = (value: string) => ({ providerMetadata: { other: { value } } })
  const parts: LanguageModelV4StreamPart[] = [
    { type: 'reasoning-start', id: '0', ...metadata('start') },
    { type: 'reasoning-delta', id: '0', delta: 'Hm.', ...metadata('delta') },
    { type: 'reasoning-delta', id: '0', delta: '', ...metadata('signature') },
    { type: 'reasoning-end', id: '0', ...metadata('end') },
    { ...start, ...metadata('text') },
    text('Yes.'),
    { type: 'text-end', id: '0', ...metadata('text end') },
  ]
  expect(await read([...parts, finish()])).toEqual([...parts, finish()])
})

test('a thought that was only a call keeps what is to be given back', async () => {
  const providerMetadata = { other: { signature: 's' } }
  const parts = await read([
    { type: 'reasoning-start', id: '0' },
    thought(LEAK),
    { type: 'reasoning-end', id: '0', providerMetadata },
    finish(),
  ])
  expect(parts.slice(0, 2)).toEqual([
    { type: 'reasoning-start', id: '0' },
    { type: 'reasoning-end', id: '0', providerMetadata },
  ])
  expect(partsOf(parts, 'tool-call')).toEqual([searchCall])
})

test('citations move with the text that they belong to', async () => {
  const source = { type: 'source' as const, sourceType: 'url' as const, id: 's', url: 'https://example.com' }
  const before = 'Owls. '
  const positions = [0, 5, before.length + 3, before.length + LEAK.length, before.length + LEAK.length + 4]
  const citations = positions.map(startIndex => ({ source, startIndex, endIndex: startIndex + 1 }))
  const parts = await read([start, text(before), text(`${LEAK} Mice.`), { ...end, citations }, finish()])
  const moved = partsOf(parts, 'text-end')[0]?.citations?.map(({ startIndex, endIndex }) => [
    startIndex,
    endIndex,
  ])
  expect(moved).toEqual([
    [0, 1],
    [5, 6],
    [6, 6],
    [6, 7],
    [10, 11],
  ])
})

describe('blocks', () => {
  test('keep their order, also an empty one', async () => {
    const parts: LanguageModelV4StreamPart[] = [
      start,
      text(' '),
      { type: 'file', mediaType: 'image/png', data: { type: 'data', data: '' } },
      { type: 'text-start', id: '1' },
      text('Yes.', '1'),
      { type: 'text-end', id: '1' },
      end,
      finish(),
    ]
    expect(await read(parts)).toEqual(parts)
  })

  test('may never begin, never end, and begin again', async () => {
    expect(await read([text('Hm.'), end, end, finish()])).toEqual([text('Hm.'), end, end, finish()])
    const unended = await read([start, text(`Hm. ${LEAK}`), finish()])
    expect(unended).toEqual([
      start,
      text('Hm. '),
      ...anyCall,
      { ...finish(), finishReason: expect.anything() },
    ])
    const twice = await read([start, text(LEAK), end, start, text('Hm.'), end, finish()])
    expect(twice.map(({ type }) => type)).toEqual([
      ...anyCall.map(({ type }) => type),
      'text-start',
      'text-delta',
      'text-end',
      'finish',
    ])
  })

  test('of text and reasoning may have the same id, and run beside each other', async () => {
    const parts = await read([
      { type: 'reasoning-start', id: '0' },
      start,
      thought('Think'),
      text('Say <tool'),
      thought('ing.'),
      text(`_call>{"name":"search","arguments":{"query":"owls"}}</tool_call>`),
      { type: 'reasoning-end', id: '0' },
      end,
      finish(),
    ])
    expect(partsOf(parts, 'reasoning-delta').map(({ delta }) => delta)).toEqual(['Think', 'ing.'])
    expect(partsOf(parts, 'text-delta')).toEqual([text('Say ')])
    expect(partsOf(parts, 'tool-call')).toEqual([searchCall])
  })

  test('are followed by what comes while a call is read', async () => {
    const raw: LanguageModelV4StreamPart = { type: 'raw', rawValue: 1 }
    const source: LanguageModelV4StreamPart = {
      type: 'source',
      sourceType: 'url',
      id: 's',
      url: 'https://example.com',
    }
    const parts = await read([raw, start, raw, text('<tool_call>no'), source, text('w'), raw, end, finish()])
    expect(parts.filter(({ type }) => type === 'raw' || type === 'source')).toEqual([raw, raw, source, raw])
    expect(
      partsOf(parts, 'text-delta')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe('<tool_call>now')
  })
})

describe('an answer that fails', () => {
  test('with an error has no calls, whatever it says of its end', async () => {
    const error: LanguageModelV4StreamPart = { type: 'error', error: new Error('Broken.') }
    const parts = await read([start, text(LEAK), error, text(LEAK), end, finish()])
    expect(parts).toEqual([start, text(LEAK), error, text(LEAK), end, finish()])
  })

  test('by throwing says first what it had said', async () => {
    const parts = [start, text('So: '), text(LEAK), end]
    const source = new ReadableStream<LanguageModelV4StreamPart>({
      pull(controller) {
        const part = parts.shift()
        if (part === undefined) controller.error(new Error('Broken.'))
        else controller.enqueue(part)
      },
    })
    const reader = (await open(source)).getReader()
    const seen = []
    for (let index = 0; index < 4; index++) seen.push((await reader.read()).value)
    expect(seen).toEqual([start, text('So: '), text(LEAK), end])
    expect(await rejectionOf(reader.read())).toEqual(new Error('Broken.'))
  })

  test('without a word of its end has no calls', async () => {
    expect(await read([start, text(`So: ${LEAK}`)])).toEqual([start, text('So: '), text(LEAK)])
  })

  test('by its length has no calls', async () => {
    const parts = await read([start, text(LEAK), end, finish('length')])
    expect(parts).toEqual([start, text(LEAK), end, finish('length')])
  })
})

test('a stream that is given up gives up its source, also while that is silent', async () => {
  const cancelled: unknown[] = []
  const stream = await open(new ReadableStream({ cancel: reason => void cancelled.push(reason) }))
  const reader = stream.getReader()
  const pending = reader.read()
  await reader.cancel('enough')
  expect(cancelled).toEqual(['enough'])
  expect((await pending).done).toBe(true)
})

test('a tool of the provider is not called', async () => {
  const leak = '<tool_call>{"name":"browse","arguments":{}}</tool_call>'
  expect(partsOf(await read([start, text(leak), end, finish()]), 'tool-call')).toEqual([])
})

test('a whole answer keeps what stands on its parts, and its other members', async () => {
  const result: LanguageModelV4GenerateResult = {
    content: [
      { type: 'reasoning', text: 'Hm.', providerMetadata: { other: { signature: 's' } } },
      { type: 'text', text: `Now: ${LEAK}`, providerMetadata: { other: { id: 1 } }, citations: [] },
      { type: 'source', sourceType: 'url', id: 's', url: 'https://example.com' },
      { type: 'text', text: '' },
    ],
    finishReason: { unified: 'stop', raw: 'end' },
    usage,
    warnings: [{ type: 'other', message: 'Careful.' }],
    providerMetadata: { other: { cost: 1 } },
  }
  const model = wrapLanguageModel({
    model: new MockLanguageModelV4({ doGenerate: result }),
    middleware: extractLeakedToolCalls(),
  })
  const [reasoning, said, source, empty] = result.content
  expect(await model.doGenerate(call)).toEqual({
    ...result,
    finishReason: { unified: 'tool-calls', raw: 'end' },
    content: [reasoning, { ...said, text: 'Now: ' }, searchCall, source, empty],
  })
})

const id = expect.any(String)
const anyCall = [
  { type: 'tool-input-start', id, toolName: 'search' },
  { type: 'tool-input-delta', id, delta: '{"query":"owls"}' },
  { type: 'tool-input-end', id },
  { type: 'tool-call', toolCallId: id, toolName: 'search', input: '{"query":"owls"}' },
]
