import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { streamText, tool } from 'ai'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { collectResult } from '../../src/text/collect-result.ts'
import { createNanoGPT } from '../../src/index.ts'
import { chunk, collect, finishOf, partsOf, promptOf, rejectionOf, setUp } from '../harness.ts'

// What upstreams and gateways really send, beside what the documents say.

const prompt = promptOf('Hello')
const sse = (...frames: object[]) => frames.map(frame => `data: ${JSON.stringify(frame)}\n\n`).join('')
const hello = chunk({ content: 'Hello' })
const stop = chunk({}, 'stop')

async function open(body: string, contentType = 'text/event-stream') {
  const fetch = async () => new Response(body, { headers: { 'content-type': contentType } })
  return createNanoGPT({ apiKey: 'k', fetch })('zai-org/glm-5').doStream({ prompt })
}

const read = async (...body: Parameters<typeof open>) => collect((await open(...body)).stream)
const textOf = (parts: LanguageModelV4StreamPart[]) =>
  partsOf(parts, 'text-delta')
    .map(part => part.delta)
    .join('')
const reasoningOf = (parts: LanguageModelV4StreamPart[]) =>
  partsOf(parts, 'reasoning-delta')
    .map(part => part.delta)
    .join('')

describe('a stream goes on', () => {
  test.each([
    ['without data', 'data:\n\n'],
    ['with blank data', 'data: \n\n'],
    ['with null', 'data: null\n\n'],
    ['with a word', 'data: ping\n\n'],
    ['with a comment', ': OPENROUTER PROCESSING\n\n'],
    ['with an event of its own', 'event: ping\ndata: {}\n\n'],
  ])('after a heartbeat %s', async (_name, heartbeat) => {
    const parts = await read(`${heartbeat}${sse(hello)}${heartbeat}${sse(stop)}`)
    expect(textOf(parts)).toBe('Hello')
    expect(finishOf(parts).finishReason.unified).toBe('stop')
  })

  test.each([' ', '\n\n  \n', ' '.repeat(5_000)])('after white space (%#)', async space => {
    const parts = await read(`${space}${sse(hello, stop)}`)
    expect(textOf(parts)).toBe('Hello')
  })

  test('with frames that are indented', async () => {
    expect(
      textOf(await read(`${sse(hello)} data: ${JSON.stringify(chunk({ content: '!' }))}\n\n${sse(stop)}`)),
    ).toBe('Hello!')
  })
})

describe('an error is told', () => {
  test.each([
    ['under an event name', 'event: error\ndata: {"message":"boom"}\n\n'],
    ['as a line of llama.cpp', 'error: {"code":500,"message":"boom"}\n\n'],
    ['in the choice', sse({ choices: [{ index: 0, delta: {}, error: { code: 500, message: 'boom' } }] })],
  ])('%s', async (_name, error) => {
    const parts = await read(`${sse(hello)}${error}data: [DONE]\n\n`)
    expect(partsOf(parts, 'error')).toMatchObject([{ error: { data: { message: 'boom' } } }])
    expect(finishOf(parts).finishReason.unified).toBe('error')
  })

  test.each([
    ['text', 'Internal Server Error', 'text/event-stream', /Internal Server Error/],
    ['JSON without choices', '{"detail":"Not Found"}', 'application/json', /Not Found/],
    ['empty choices', '{"choices":[]}', 'application/json', /no answer/],
    ['an empty object', '{}', 'application/json', /no answer/],
    ['a list', '[]', 'application/json', /no answer/],
  ])('when a 200 is %s', async (_name, body, contentType, message) => {
    const error = await rejectionOf(open(body, contentType))
    expect(error).toMatchObject({ isRetryable: false, message: expect.stringMatching(message) })
  })

  test('without the chunk around it', async () => {
    const error = await rejectionOf(
      open(sse({ ...chunk({}, 'error'), error: { message: 'no', status: 503, region: 'eu' } })),
    )
    expect(error).toMatchObject({ data: { details: { region: 'eu' } } })
    expect(JSON.stringify((error as { data: unknown }).data)).not.toContain('choices')
  })
})

describe('reasoning that comes as details only', () => {
  test('is shown piece by piece, however often a piece repeats', async () => {
    const piece = (text: string) => chunk({ reasoning_details: [{ type: 'reasoning.text', text, index: 0 }] })
    const parts = await read(sse(piece('a'), piece('a'), piece('aa'), piece('b'), stop))
    expect(reasoningOf(parts)).toBe('aaaab')
  })

  test('is kept as it came where it is whole', async () => {
    const reasoning_details = [
      { type: 'reasoning.summary', summary: 'A', id: 'rs_1', index: 0 },
      { type: 'reasoning.summary', summary: 'B', id: 'rs_2', index: 0 },
      { type: 'reasoning.text', text: 'C' },
      { type: 'reasoning.text', text: 'D', signature: null },
      { type: 'odd', x: 1 },
      { type: 'odd', x: 2 },
    ]
    const { model, emulator } = setUp()
    emulator.replies.next({ json: { choices: [{ message: { content: 'x', reasoning_details } }] } })
    const { content } = await model.doGenerate({ prompt })
    expect(content[0]?.providerMetadata?.nanogpt?.reasoningDetails).toEqual(reasoning_details)
  })

  test('keeps two details apart that stream in turns', async () => {
    const piece = (index: number, text: string) =>
      chunk({ reasoning_details: [{ type: 'reasoning.text', text, index }] })
    const { content } = collectResult(
      await read(sse(piece(0, 'a'), piece(1, 'x'), piece(0, 'b'), piece(1, 'y'), stop)),
    )
    expect(content[0]?.providerMetadata?.nanogpt?.reasoningDetails).toEqual([
      { type: 'reasoning.text', text: 'ab', index: 0 },
      { type: 'reasoning.text', text: 'xy', index: 1 },
    ])
  })
})

test('a finished tool call that is sent once more is executed once', async () => {
  const { model, emulator } = setUp()
  const call = { index: 0, id: 'c1', type: 'function', function: { name: 'look', arguments: '{"a":1}' } }
  const frames = [chunk({ tool_calls: [call] }), chunk({ tool_calls: [call] }, 'tool_calls')]
  emulator.replies.next({ frames })
  const execute = vi.fn(async () => '')
  const tools = { look: tool({ inputSchema: z.object({ a: z.number() }), execute }) }
  await streamText({ model, prompt: 'Go', tools }).consumeStream()
  expect(execute).toHaveBeenCalledOnce()
})

describe('what is said twice is read once', () => {
  test.each([
    ['a refusal beside the same content', [chunk({ content: 'No.', refusal: 'No.' })]],
    [
      'a refusal that the last message repeats',
      [chunk({ refusal: 'No.' }), { choices: [{ message: { refusal: 'No.' } }] }],
    ],
    [
      'content that the last message repeats',
      [chunk({ content: 'No.' }), { choices: [{ message: { content: 'No.' } }] }],
    ],
  ])('%s', async (_name, frames) => {
    expect(textOf(await read(sse(...frames, stop)))).toBe('No.')
  })

  test('audio that the last message repeats', async () => {
    const audio = { data: btoa('RIFFxxxxWAVEfmt '), transcript: 'Hi' }
    const parts = await read(sse(chunk({ audio }), { choices: [{ message: { audio } }] }, stop))
    expect(textOf(parts)).toBe('Hi')
    expect(partsOf(parts, 'file')).toMatchObject([
      { data: { data: new TextEncoder().encode('RIFFxxxxWAVEfmt ') } },
    ])
  })

  test('a citation that a later chunk repeats', async () => {
    const annotations = [
      { type: 'url_citation', url_citation: { url: 'https://a.example', start_index: 0, end_index: 2 } },
    ]
    const parts = await read(sse(chunk({ content: 'Hi', annotations }), chunk({ annotations }), stop))
    expect(partsOf(parts, 'text-end')[0]?.citations).toHaveLength(1)
  })
})

describe('messages instead of deltas', () => {
  const message = (content: string) => ({ choices: [{ index: 0, message: { content } }] })

  test('follow one another', async () => {
    expect(textOf(await read(sse(message('H'), message('i'), message('!'), stop)))).toBe('Hi!')
  })

  test('grow', async () => {
    expect(textOf(await read(sse(message('H'), message('Hi'), message('Hi!'), stop)))).toBe('Hi!')
  })
})

test('a bare citation has the title of the search result, and is a citation of the text', async () => {
  const parts = await read(
    sse(hello, {
      ...stop,
      citations: ['https://a.example'],
      search_results: [{ url: 'https://a.example', title: 'A' }],
    }),
  )
  expect(partsOf(parts, 'source')).toMatchObject([{ url: 'https://a.example', title: 'A' }])
  expect(partsOf(parts, 'text-end')[0]?.citations).toMatchObject([{ source: { title: 'A' } }])
})

test('usage that a later chunk gives as null is not forgotten', async () => {
  const parts = await read(
    sse(
      hello,
      { usage: { prompt_tokens: 10, completion_tokens: 1 } },
      { usage: { prompt_tokens: null } },
      stop,
    ),
  )
  expect(finishOf(parts).usage.inputTokens.total).toBe(10)
})

test.each([
  ['an index that is a text', [{ index: '0', delta: { content: 'Hi' } }]],
  ['only one choice, of another index', [{ index: 1, delta: { content: 'Hi' } }]],
])('a choice with %s is read', async (_name, choices) => {
  expect(textOf(await read(sse({ choices }, stop)))).toBe('Hi')
})

test('reasoning without an answer is a warning', async () => {
  const finish = finishOf(await read(sse(chunk({ reasoning: 'Hm.' }), chunk({}, 'length'))))
  expect(finish.providerMetadata?.nanogpt?.warnings).toEqual([
    expect.stringMatching(/thought, but said nothing.*maxOutputTokens/),
  ])
})

test('a JSON body that breaks is an error like that of a stream', async () => {
  const { model, emulator } = setUp()
  emulator.replies.next({
    body: '{"choices":[',
    headers: { 'content-type': 'application/json' },
    end: 'break',
  })
  expect(await rejectionOf(Promise.resolve(model.doGenerate({ prompt })))).toMatchObject({
    data: { code: 'connection_broken' },
  })
})

test('a long JSON body in small reads takes time in proportion to its length', async () => {
  const body = new TextEncoder().encode(
    JSON.stringify({ choices: [{ message: { content: 'x'.repeat(100_000) } }] }),
  )
  let position = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (position === body.length) return controller.close()
      controller.enqueue(body.subarray(position, (position += 1)))
    },
  })
  const fetch = async () => new Response(stream, { headers: { 'content-type': 'application/json' } })
  const answer = await createNanoGPT({ apiKey: 'k', fetch })('x').doStream({ prompt })
  expect(textOf(await collect(answer.stream))).toHaveLength(100_000)
}, 5_000)
