import type { LanguageModelV4Content, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { collectResult } from '../../src/text/collect-result.ts'
import { chunk, collect, finishOf, partsOf, promptOf, setUp } from '../harness.ts'

const prompt = promptOf('Hello')

/** The parts of a stream of these frames. */
async function stream(
  frames: (object | string)[],
  id = 'zai-org/glm-5:thinking',
): Promise<LanguageModelV4StreamPart[]> {
  const { nanogpt, emulator } = setUp()
  emulator.replies.next({ frames })
  return collect((await nanogpt(id).doStream({ prompt })).stream)
}

/** The content of a stream of these deltas. */
async function contentOf(...deltas: object[]): Promise<LanguageModelV4Content[]> {
  return collectResult(await stream([...deltas.map(delta => chunk(delta)), chunk({}, 'stop')])).content
}

/** The content of a JSON answer with this message. */
async function contentOfMessage(message: object, id = 'zai-org/glm-5:thinking') {
  const { nanogpt, emulator } = setUp()
  emulator.replies.next({ json: { choices: [{ index: 0, message, finish_reason: 'stop' }] } })
  return (await nanogpt(id).doGenerate({ prompt })).content
}

const texts = (content: LanguageModelV4Content[]) =>
  content.map(part => ('text' in part ? [part.type, part.text] : [part.type]))

describe('the order of a stream', () => {
  test('is start, metadata, blocks, finish', async () => {
    const parts = await stream([
      {
        id: 'chatcmpl_1',
        model: 'glm-5',
        created: 1_790_640_000,
        choices: [{ index: 0, delta: { role: 'assistant', content: '' } }],
      },
      chunk({ reasoning: 'Hm.' }),
      chunk({ content: 'Hi' }),
      chunk({ content: '!' }),
      chunk({}, 'stop'),
    ])
    expect(parts.map(part => part.type)).toEqual([
      'stream-start',
      'response-metadata',
      'reasoning-start',
      'reasoning-delta',
      'reasoning-end',
      'text-start',
      'text-delta',
      'text-delta',
      'text-end',
      'finish',
    ])
    expect(parts[1]).toEqual({
      type: 'response-metadata',
      id: 'chatcmpl_1',
      modelId: 'glm-5',
      timestamp: new Date(1_790_640_000_000),
    })
  })

  test('has raw parts where they are wanted, before what was read from them', async () => {
    const { nanogpt, emulator } = setUp()
    const frames = [chunk({ content: 'Hi' }), chunk({}, 'stop')]
    emulator.replies.next({ frames })
    const parts = await collect(
      (await nanogpt('x-ai/grok-4.7').doStream({ prompt, includeRawChunks: true })).stream,
    )
    expect(partsOf(parts, 'raw').map(part => part.rawValue)).toEqual(frames)
    expect(parts.findIndex(part => part.type === 'raw')).toBeLessThan(
      parts.findIndex(part => part.type === 'text-start'),
    )
  })
})

describe('reasoning', () => {
  test.each([
    ['reasoning', { reasoning: 'Hm.' }],
    ['reasoning_content', { reasoning_content: 'Hm.' }],
    ['thinking', { thinking: 'Hm.' }],
    ['reasoning_details', { reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] }],
    ['a summary', { reasoning_details: [{ type: 'reasoning.summary', summary: 'Hm.' }] }],
    ['a part of the content', { content: [{ type: 'thinking', thinking: 'Hm.' }] }],
    ['nested parts', { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }] }],
    ['two mirrors', { reasoning: 'Hm.', reasoning_content: 'Hm.' }],
    [
      'a mirror in details',
      { reasoning: 'Hm.', reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] },
    ],
    ['an empty first mirror', { reasoning: '', reasoning_content: 'Hm.' }],
  ])('under %s is read once', async (_name, delta) => {
    expect(texts(await contentOf(delta, { content: 'Yes' }))).toEqual([
      ['reasoning', 'Hm.'],
      ['text', 'Yes'],
    ])
    const message =
      'content' in delta
        ? { content: [...delta.content, { type: 'text', text: 'Yes' }] }
        : { ...delta, content: 'Yes' }
    expect(texts(await contentOfMessage(message))).toEqual([
      ['reasoning', 'Hm.'],
      ['text', 'Yes'],
    ])
  })

  test('that is repeated as a whole at the end is not read again', async () => {
    const details = [{ type: 'reasoning.text', text: 'One two.', signature: 's' }]
    expect(
      texts(await contentOf({ reasoning: 'One ' }, { reasoning: 'two.' }, { reasoning_details: details })),
    ).toEqual([['reasoning', 'One two.']])
  })

  test('and text in turns are blocks of their own', async () => {
    expect(
      texts(
        await contentOf(
          { content: 'a' },
          { reasoning: 'b' },
          { content: 'c' },
          { reasoning: 'd' },
          { content: 'e' },
        ),
      ),
    ).toEqual([
      ['text', 'a'],
      ['reasoning', 'b'],
      ['text', 'c'],
      ['reasoning', 'd'],
      ['text', 'e'],
    ])
  })

  test('has ids that no other block has', async () => {
    const parts = await stream([
      chunk({ content: 'a' }),
      chunk({ reasoning: 'b' }),
      chunk({ content: 'c' }),
      chunk({}, 'stop'),
    ])
    const ids = parts.flatMap(part =>
      part.type === 'text-start' || part.type === 'reasoning-start' ? [part.id] : [],
    )
    expect(new Set(ids).size).toBe(3)
  })

  test('<think> in the text is left alone', async () => {
    expect(texts(await contentOf({ content: '<think>Hm.</think>Yes' }))).toEqual([
      ['text', '<think>Hm.</think>Yes'],
    ])
  })

  test('keeps its details for the next request: pieces put together, signatures and unknown keys as they came', async () => {
    const content = await contentOf(
      {
        reasoning: 'One ',
        reasoning_details: [{ type: 'reasoning.text', text: 'One ', index: 0, format: 'f' }],
      },
      { reasoning: 'two.', reasoning_details: [{ type: 'reasoning.text', text: 'two.', index: 0 }] },
      { reasoning_details: [{ type: 'reasoning.text', signature: 'sig', index: 0 }] },
      { reasoning_details: [{ type: 'reasoning.encrypted', data: 'xyz', index: 1, odd: [1] }] },
      { content: 'Yes' },
    )
    expect(content[0]).toEqual({
      type: 'reasoning',
      text: 'One two.',
      providerMetadata: {
        nanogpt: {
          reasoningModel: 'zai-org/glm-5:thinking',
          reasoningDetails: [
            { type: 'reasoning.text', text: 'One two.', index: 0, format: 'f', signature: 'sig' },
            { type: 'reasoning.encrypted', data: 'xyz', index: 1, odd: [1] },
          ],
        },
      },
    })
  })

  test('that is encrypted only is a block without text', async () => {
    const details = [{ type: 'reasoning.encrypted', data: 'xyz' }]
    const content = await contentOf({ content: 'Yes' }, { reasoning_details: details })
    expect(content).toMatchObject([
      { type: 'text', text: 'Yes' },
      { type: 'reasoning', text: '', providerMetadata: { nanogpt: { reasoningDetails: details } } },
    ])
  })

  test('that is encrypted only, beside tool calls, is kept on the first of them', async () => {
    const details = [{ type: 'reasoning.encrypted', data: 'xyz' }]
    const content = await contentOf({
      reasoning_details: details,
      tool_calls: [
        { index: 0, id: 'c1', function: { name: 'f', arguments: '{}' } },
        { index: 1, id: 'c2', function: { name: 'f', arguments: '{}' } },
      ],
    })
    expect(content).toMatchObject([
      { type: 'tool-call', toolCallId: 'c1', providerMetadata: { nanogpt: { reasoningDetails: details } } },
      { type: 'tool-call', toolCallId: 'c2' },
    ])
    expect(content[1]).not.toHaveProperty('providerMetadata')
  })
})

describe('a message on the last chunk', () => {
  test('is not read again where it repeats the deltas', async () => {
    const message = { role: 'assistant', content: 'Yes', reasoning: 'Hm.' }
    const parts = await stream([
      chunk({ reasoning: 'Hm.' }),
      chunk({ content: 'Yes' }),
      { choices: [{ index: 0, delta: {}, message, finish_reason: 'stop' }] },
    ])
    expect(texts(collectResult(parts).content)).toEqual([
      ['reasoning', 'Hm.'],
      ['text', 'Yes'],
    ])
  })

  test('is read where there were no deltas', async () => {
    const parts = await stream([
      { choices: [{ index: 0, message: { content: 'Yes' }, finish_reason: 'stop' }] },
    ])
    expect(texts(collectResult(parts).content)).toEqual([['text', 'Yes']])
  })
})

describe('sources', () => {
  const expected = [
    { type: 'source', sourceType: 'url', url: 'https://a.example', title: 'A' },
    { type: 'source', sourceType: 'url', url: 'https://b.example' },
  ]

  test('keep the title and the place of an annotation beside a bare citation', async () => {
    const annotation = { url: 'https://a.example', title: 'A', start_index: 0, end_index: 3 }
    const annotations = [{ type: 'url_citation', url_citation: annotation }]
    const { model, emulator } = setUp()
    emulator.replies.next({
      json: {
        choices: [{ message: { content: 'Yes', annotations }, finish_reason: 'stop' }],
        citations: ['https://a.example', 'https://b.example'],
      },
    })
    const { content } = await model.doGenerate({ prompt: promptOf('Hi') })
    expect(content.filter(part => part.type === 'source')).toMatchObject(expected)
    const [text] = content.filter(part => part.type === 'text')
    expect(text?.citations).toMatchObject([
      { source: { url: 'https://a.example' }, startIndex: 0, endIndex: 3 },
      { source: { url: 'https://b.example' } },
    ])
  })

  test('come from annotations, as sources and as citations of the text', async () => {
    const annotations = [
      {
        type: 'url_citation',
        url_citation: { url: 'https://a.example', title: 'A', start_index: 0, end_index: 3 },
      },
      { type: 'url_citation', url: 'https://b.example', start_index: 0, end_index: 0 },
      { type: 'url_citation', url_citation: { url: 'https://a.example', title: 'A', content: 'quoted' } },
      { type: 'file_citation', file_id: 'x' },
    ]
    for (const content of [
      await contentOf({ content: 'Yes' }, { annotations }),
      await contentOfMessage({ content: 'Yes', annotations }),
    ]) {
      expect(content.filter(part => part.type === 'source')).toMatchObject(expected)
      const [text] = content.filter(part => part.type === 'text')
      expect(text?.citations).toMatchObject([
        { source: { url: 'https://a.example' }, startIndex: 0, endIndex: 3 },
        { source: { url: 'https://b.example' } },
        { source: { url: 'https://a.example' }, citedText: 'quoted' },
      ])
      expect(text?.citations?.[1]).not.toHaveProperty('startIndex')
    }
  })

  test.each([
    ['citations', ['https://a.example', 'https://b.example']],
    ['search_results', [{ title: 'A', url: 'https://a.example' }, { link: 'https://b.example' }]],
  ])('come from %s at the top level', async (key, list) => {
    const parts = await stream([
      { choices: [{ index: 0, delta: { content: 'x' } }], [key]: list },
      chunk({}, 'stop'),
    ])
    expect(partsOf(parts, 'source').map(source => (source.sourceType === 'url' ? source.url : ''))).toEqual([
      'https://a.example',
      'https://b.example',
    ])
  })
})

describe('files', () => {
  const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSnc'

  test('are images of the message, typed by their bytes, once', async () => {
    const images = [{ type: 'image_url', image_url: { url: `data:image/jpeg;base64,${PNG}` } }]
    const expected = [{ type: 'file', mediaType: 'image/png', data: { type: 'data', data: PNG } }]
    expect(await contentOf({ images }, { images })).toEqual(expected)
    expect(await contentOfMessage({ content: null, images })).toEqual(expected)
  })

  test('may be URLs', async () => {
    const [file] = await contentOf({ images: [{ url: 'https://cdn.example/cat.webp' }] })
    expect(file).toEqual({
      type: 'file',
      mediaType: 'image/webp',
      data: { type: 'url', url: new URL('https://cdn.example/cat.webp') },
    })
  })

  test('are audio, put together from its pieces, with its transcript as text', async () => {
    const wav = 'RIFFxxxxWAVEfmt '
    const content = await contentOf(
      { audio: { id: 'a', transcript: 'Hel' } },
      { audio: { data: btoa(wav.slice(0, 7)), transcript: 'lo' } },
      { audio: { data: btoa(wav.slice(7)) } },
    )
    expect(content).toEqual([
      { type: 'text', text: 'Hello' },
      { type: 'file', mediaType: 'audio/wav', data: { type: 'data', data: new TextEncoder().encode(wav) } },
    ])
  })
})

describe('other answers', () => {
  test('a refusal is text', async () => {
    expect(texts(await contentOf({ refusal: 'I cannot.' }))).toEqual([['text', 'I cannot.']])
    expect(texts(await contentOfMessage({ content: null, refusal: 'I cannot.' }))).toEqual([
      ['text', 'I cannot.'],
    ])
  })

  test('log probabilities are in the metadata, of a stream as of JSON', async () => {
    const item = (token: string) => ({ token, logprob: -0.1, bytes: null, top_logprobs: [] })
    const parts = await stream([
      { choices: [{ index: 0, delta: { content: 'a' }, logprobs: { content: [item('a')] } }] },
      { choices: [{ index: 0, delta: { content: 'b' }, logprobs: { content: [item('b')] } }] },
      chunk({}, 'stop'),
    ])
    expect(finishOf(parts).providerMetadata?.nanogpt?.logprobs).toEqual({ content: [item('a'), item('b')] })
  })

  test('other choices than the first are not mixed into it', async () => {
    const parts = await stream([
      {
        choices: [
          { index: 1, delta: { content: 'second' } },
          { index: 0, delta: { content: 'first' } },
        ],
      },
      chunk({}, 'stop'),
    ])
    expect(texts(collectResult(parts).content)).toEqual([['text', 'first']])
  })

  test('error: null on every chunk is no error', async () => {
    const parts = await stream([
      { error: null, choices: [{ index: 0, delta: { content: 'fine' } }] },
      { error: null, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    ])
    expect(finishOf(parts).finishReason.unified).toBe('stop')
    expect(texts(collectResult(parts).content)).toEqual([['text', 'fine']])
  })
})

describe('usage and cost', () => {
  const usage = { prompt_tokens: 20, completion_tokens: 9, total_tokens: 29 }
  const pricing = {
    amount: 0.0001,
    currency: 'USD',
    inputTokens: 20,
    outputTokens: 9,
    requestId: 'req_1',
    paymentSource: 'USD',
  }

  test.each([
    [
      'the finish chunk',
      [chunk({ content: 'x' }), { ...chunk({}, 'stop'), usage, x_nanogpt_pricing: pricing }],
    ],
    [
      'a last chunk without choices',
      [chunk({ content: 'x' }), chunk({}, 'stop'), { choices: [], usage, x_nanogpt_pricing: pricing }],
    ],
    [
      'the choice',
      [
        chunk({ content: 'x' }),
        { choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }], x_nanogpt_pricing: pricing },
      ],
    ],
    [
      'x_groq',
      [chunk({ content: 'x' }), { ...chunk({}, 'stop'), x_groq: { usage }, x_nanogpt_pricing: pricing }],
    ],
    [
      'a chunk without a list of choices',
      [chunk({ content: 'x' }, 'stop'), { usage, x_nanogpt_pricing: pricing }],
    ],
  ])('are read from %s', async (_name, frames) => {
    const finish = finishOf(await stream(frames))
    expect(finish.usage).toMatchObject({ inputTokens: { total: 20 }, outputTokens: { total: 9 }, raw: usage })
    expect(finish.providerMetadata?.nanogpt).toMatchObject({
      cost: { amount: 0.0001, currency: 'USD' },
      costUsd: 0.0001,
      paymentSource: 'USD',
      requestId: 'req_1',
      pricing,
    })
  })

  test('the request id comes from the header where the price has none', async () => {
    const { model, emulator } = setUp()
    const { providerMetadata } = await model.doGenerate({ prompt })
    expect(providerMetadata?.nanogpt?.requestId).toBe(emulator.requests[0]?.id)
  })

  test('the tier that was asked for is in the metadata', async () => {
    const { nanogpt } = setUp()
    const { providerMetadata } = await nanogpt('openai/gpt-6.1-sol').doGenerate({
      prompt,
      providerOptions: { nanogpt: { serviceTier: 'flex' } },
    })
    expect(providerMetadata?.nanogpt?.serviceTier).toBe('flex')
  })
})
