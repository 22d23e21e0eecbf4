import { UnsupportedFunctionalityError, type LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { rejectionOf, setUp } from '../harness.ts'

type Prompt = LanguageModelV4CallOptions['prompt']

// A red 8×8 PNG.
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP8z4APMOGVHbbSAEEsAROxCnMTAAAAAElFTkSuQmCC'
const pngBytes = Uint8Array.from(atob(PNG), character => character.charCodeAt(0))

async function send(prompt: Prompt, id = 'openai/gpt-5.2') {
  const { nanogpt, emulator, lastBody } = setUp()
  emulator.replies.next({ text: 'ok' })
  const { warnings } = await nanogpt(id).doGenerate({ prompt })
  return {
    messages: lastBody().messages as Record<string, unknown>[],
    warnings,
    unknownFields: emulator.unknownFields,
  }
}

const user = (...content: Extract<Prompt[number], { role: 'user' }>['content']): Prompt => [
  { role: 'user', content },
]

describe('text', () => {
  test('alone is a string, of the system and of the user', async () => {
    const { messages } = await send([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
    ])
    expect(messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hello' },
    ])
  })

  test('that is empty is left out', async () => {
    const { messages } = await send(user({ type: 'text', text: '' }, { type: 'text', text: 'b' }))
    expect(messages).toEqual([{ role: 'user', content: 'b' }])
    expect((await send([{ role: 'user', content: [] }])).messages).toEqual([{ role: 'user', content: '' }])
  })

  test('in several parts stays in several', async () => {
    const { messages } = await send(user({ type: 'text', text: 'a' }, { type: 'text', text: 'b' }))
    expect(messages[0]?.content).toEqual([
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ])
  })
})

describe('an effort inside the conversation', () => {
  const effort = (reasoningEffort: string, content = ''): Prompt[number] => ({
    role: 'system',
    content,
    providerOptions: { nanogpt: { reasoningEffort } },
  })
  const [question] = user({ type: 'text', text: 'Hi' })

  test('is a message of its own', async () => {
    const prompt = [...user({ type: 'text', text: 'Hi' }), effort('high')]
    const { messages, warnings, unknownFields } = await send(prompt, 'openai/gpt-6-astra')
    expect(messages[1]).toEqual({
      role: 'system',
      content: '',
      configuration_update: { reasoning: { effort: 'high' } },
    })
    expect([warnings, unknownFields]).toEqual([[], []])
  })

  test.each<[string, Prompt, string]>([
    ['a text', [effort('high', 'Be brief.')], 'must be empty'],
    ['a word that is none', [effort('none')], 'must be minimal, low'],
    ['another before it', [effort('low'), effort('high')], 'must not follow another'],
  ])('is refused with %s', async (_, prompt, message) => {
    const error = await rejectionOf(send(prompt, 'openai/gpt-6-astra'))
    expect(String(error)).toContain(message)
  })

  test('has no effect elsewhere, and a warning', async () => {
    const elsewhere = {
      ...question,
      providerOptions: { nanogpt: { reasoningEffort: 'high' } },
    } as Prompt[number]
    expect((await send([elsewhere])).warnings).toMatchObject([
      { type: 'other', message: expect.stringContaining('system message without text') },
    ])
  })
})

describe('files', () => {
  test.each([
    ['bytes', { type: 'data', data: pngBytes }, 'image/png'],
    ['base64', { type: 'data', data: PNG }, 'image/png'],
    ['bytes with a wrong label', { type: 'data', data: pngBytes }, 'image/jpeg'],
    ['bytes with half a label', { type: 'data', data: pngBytes }, 'image'],
    ['bytes without a helpful label', { type: 'data', data: pngBytes }, 'application/octet-stream'],
  ] as const)('that are images: %s', async (_name, data, mediaType) => {
    const { messages } = await send(
      user({ type: 'text', text: 'What is it?' }, { type: 'file', mediaType, data }),
    )
    expect(messages[0]?.content).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
    ])
  })

  test('that are images by URL pass through, with their detail', async () => {
    const { messages, unknownFields } = await send(
      user({
        type: 'file',
        mediaType: 'image/*',
        data: { type: 'url', url: new URL('https://example.com/cat.png?size=1') },
        providerOptions: { nanogpt: { imageDetail: 'low' } },
      }),
    )
    expect(messages[0]?.content).toEqual([
      { type: 'image_url', image_url: { url: 'https://example.com/cat.png?size=1', detail: 'low' } },
    ])
    expect(unknownFields).toEqual([])
  })

  test('by plain http are for the SDK to download, since the API does not', async () => {
    const { model } = setUp()
    for (const patterns of Object.values(await model.supportedUrls)) {
      const isSupported = (url: string) => patterns.some(pattern => pattern.test(url))
      expect(['https://a.example/a', 'http://a.example/a'].map(isSupported)).toEqual([true, false])
    }
  })

  test('that are audio are data with a format', async () => {
    const data = { type: 'data', data: 'UklGRiQAAABXQVZFZm10IA==' } as const
    const { messages } = await send(
      user({ type: 'file', mediaType: 'audio/x-wav', data }),
      'google/gemini-3.8-flash',
    )
    expect(messages[0]?.content).toEqual([
      { type: 'input_audio', input_audio: { data: 'UklGRiQAAABXQVZFZm10IA==', format: 'wav' } },
    ])
  })

  test('that are video are URLs', async () => {
    const data = { type: 'url', url: new URL('https://example.com/a.mp4') } as const
    const { messages } = await send(
      user({
        type: 'file',
        mediaType: 'video/mp4',
        data,
        providerOptions: { nanogpt: { imageDetail: 'low' } },
      }),
      'google/gemini-3.8-flash',
    )
    expect(messages[0]?.content).toEqual([
      { type: 'video_url', video_url: { url: 'https://example.com/a.mp4', detail: 'low' } },
    ])
  })

  test('that are PDFs are documents', async () => {
    const data = { type: 'data', data: btoa('%PDF-1.7 x') } as const
    const { messages } = await send(
      user({ type: 'file', mediaType: 'application/pdf', filename: 'a.pdf', data }),
    )
    expect(messages[0]?.content).toEqual([
      {
        type: 'file',
        file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${btoa('%PDF-1.7 x')}` },
      },
    ])
  })

  test('that are other documents are sent as they are', async () => {
    const data = { type: 'data', data: 'UEsDBA==' } as const
    const { messages } = await send(
      user({ type: 'file', mediaType: 'application/zip', filename: 'a.zip', data }),
    )
    expect(messages[0]?.content).toEqual([
      { type: 'file', file: { filename: 'a.zip', file_data: 'data:application/zip;base64,UEsDBA==' } },
    ])
  })

  test('that are JSON are text', async () => {
    const data = { type: 'data', data: btoa('{"a":1}') } as const
    const { messages } = await send(user({ type: 'file', mediaType: 'application/json', data }))
    expect(messages[0]?.content).toBe('{"a":1}')
  })

  test.each([
    ['inlined', { type: 'text', text: '# Title' }],
    ['in bytes', { type: 'data', data: new TextEncoder().encode('# Title') }],
    ['in base64', { type: 'data', data: btoa('# Title') }],
  ] as const)('that are text are text: %s', async (_name, data) => {
    const { messages } = await send(user({ type: 'file', mediaType: 'text/markdown', data }))
    expect(messages[0]?.content).toBe('# Title')
  })

  test.each([
    [
      'kept by a provider',
      { mediaType: 'image/png', data: { type: 'reference', reference: { nanogpt: 'f1' } } },
      /references/,
    ],
    [
      'audio by URL',
      { mediaType: 'audio/mpeg', data: { type: 'url', url: new URL('https://example.com/a.mp3') } },
      /download it/,
    ],
  ] as const)('that cannot be sent are an error: %s', async (_name, file, message) => {
    const error = await rejectionOf(send(user({ type: 'file', ...file })))
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true)
    expect(String(error)).toMatch(message)
  })
})

describe('what the assistant said', () => {
  const question = user({ type: 'text', text: 'Hello' })[0] as Prompt[number]
  const send1 = async (content: Extract<Prompt[number], { role: 'assistant' }>['content'], id?: string) => {
    const { messages, warnings } = await send([question, { role: 'assistant', content }, question], id)
    return { message: messages[1], messages, warnings }
  }

  test('is one string', async () => {
    const { message } = await send1([
      { type: 'text', text: 'One. ' },
      { type: 'text', text: 'Two.' },
    ])
    expect(message).toEqual({ role: 'assistant', content: 'One. Two.' })
  })

  test('beside tool calls may be nothing', async () => {
    const { messages } = await send([
      question,
      {
        role: 'assistant',
        content: [
          { type: 'tool-call', toolCallId: 'c1', toolName: 'f', input: { a: 1 } },
          { type: 'tool-call', toolCallId: 'c2', toolName: 'g', input: '{"b":2}' },
          { type: 'tool-call', toolCallId: 'c3', toolName: 'h', input: undefined },
          { type: 'tool-call', toolCallId: 'c4', toolName: 'i', input: '{"broken' },
        ],
      },
      {
        role: 'tool',
        content: ['c1', 'c2', 'c3', 'c4'].map(toolCallId => ({
          type: 'tool-result' as const,
          toolCallId,
          toolName: 'f',
          output: { type: 'text' as const, value: 'done' },
        })),
      },
    ])
    expect(messages[1]).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
        { id: 'c2', type: 'function', function: { name: 'g', arguments: '{"b":2}' } },
        { id: 'c3', type: 'function', function: { name: 'h', arguments: '{}' } },
        { id: 'c4', type: 'function', function: { name: 'i', arguments: '{"input":"{\\"broken"}' } },
      ],
    })
    expect(messages.slice(2).map(message => message.tool_call_id)).toEqual(['c1', 'c2', 'c3', 'c4'])
  })

  test('in reasoning goes back to its family, with its details', async () => {
    const reasoning = {
      type: 'reasoning' as const,
      text: 'Hm.',
      providerOptions: {
        nanogpt: {
          reasoningModel: 'anthropic/claude-opus-5.5',
          reasoningDetails: [{ type: 'reasoning.text', text: 'Hm.', signature: 's' }],
        },
      },
    }
    const text = { type: 'text' as const, text: 'Yes.' }
    const same = await send1([reasoning, text], 'anthropic/claude-sonnet-5.5')
    expect(same.message).toEqual({
      role: 'assistant',
      content: 'Yes.',
      reasoning: 'Hm.',
      reasoning_details: [{ type: 'reasoning.text', text: 'Hm.', signature: 's' }],
    })
    expect(same.warnings).toEqual([])

    const other = await send1([reasoning, text], 'openai/gpt-5.2')
    expect(other.message).toEqual({ role: 'assistant', content: 'Yes.' })
    expect(other.warnings).toMatchObject([{ message: expect.stringContaining('another model family') }])
  })

  test('in tool calls of Gemini goes back with its signature', async () => {
    const call = {
      type: 'tool-call' as const,
      toolCallId: 'c1',
      toolName: 'f',
      input: {},
      providerOptions: {
        nanogpt: {
          reasoningModel: 'google/gemini-3.8-flash',
          extraContent: { google: { thought_signature: 's' } },
        },
      },
    }
    const result = (id: string) => send1([call], id).then(({ message }) => message?.tool_calls)
    expect(await result('google/gemini-3.8-flash')).toMatchObject([
      { extra_content: { google: { thought_signature: 's' } } },
    ])
    expect(await result('openai/gpt-5.2')).not.toMatchObject([{ extra_content: expect.anything() }])
  })

  test('in pictures follows as a user message', async () => {
    const { messages } = await send1([
      { type: 'text', text: 'Here it is.' },
      { type: 'file', mediaType: 'image/png', data: { type: 'data', data: PNG } },
    ])
    expect(messages[1]).toEqual({ role: 'assistant', content: 'Here it is.' })
    expect(messages[2]).toMatchObject({ role: 'user', content: [{ type: 'text' }, { type: 'image_url' }] })
  })

  test.each(['audio/mpeg', 'application/pdf'])(
    'in files that cannot go by URL is warned about, and the conversation goes on: %s',
    async mediaType => {
      const url = new URL('https://example.com/a')
      const { messages, warnings } = await send1([
        { type: 'text', text: 'Here it is.' },
        { type: 'file', mediaType, data: { type: 'url', url } },
      ])
      expect(messages[1]).toEqual({ role: 'assistant', content: 'Here it is.' })
      expect(warnings).toMatchObject([{ type: 'other', message: expect.stringContaining(mediaType) }])
    },
  )

  test('in parts that have no place is warned about', async () => {
    const { warnings } = await send1([
      { type: 'text', text: 'x' },
      { type: 'custom', kind: 'other.thing' },
    ])
    expect(warnings).toMatchObject([{ type: 'other', message: expect.stringContaining('custom') }])
  })
})

describe('what tools returned', () => {
  type Output = Extract<
    Extract<Prompt[number], { role: 'tool' }>['content'][number],
    { type: 'tool-result' }
  >['output']
  const send1 = async (output: Output) => {
    const { messages, warnings } = await send([
      { role: 'user', content: [{ type: 'text', text: 'Go' }] },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'f', input: {} }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'f', output }] },
    ])
    return { message: messages[2], messages, warnings }
  }

  test.each([
    [{ type: 'text', value: 'fine' }, 'fine'],
    [{ type: 'json', value: { a: [1] } }, '{"a":[1]}'],
    [{ type: 'error-text', value: 'broke' }, 'broke'],
    [{ type: 'error-json', value: { code: 1 } }, '{"code":1}'],
    [{ type: 'execution-denied', reason: 'not now' }, 'not now'],
    [{ type: 'execution-denied' }, 'The user denied the execution of this tool.'],
    [
      {
        type: 'content',
        value: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      'a\nb',
    ],
  ] as const)('%j is text', async (output, content) => {
    const { message } = await send1(output as Output)
    expect(message).toEqual({ role: 'tool', tool_call_id: 'c1', content })
  })

  test('in pictures follows as a user message, after all results', async () => {
    const { messages } = await send1({
      type: 'content',
      value: [
        { type: 'text', text: 'A screenshot:' },
        { type: 'file', mediaType: 'image/png', data: { type: 'data', data: PNG }, filename: 'shot.png' },
      ],
    })
    expect(messages[2]?.content).toBe('A screenshot:\n[image shot.png: in the next message]')
    expect(messages[3]).toEqual({
      role: 'user',
      content: [
        { type: 'text', text: "Result of the tool 'f' (c1): image shot.png" },
        { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
      ],
    })
  })
})

describe('cache markers', () => {
  const marker = { cacheControl: { type: 'ephemeral', ttl: '1h' } } as const
  const wire = { type: 'ephemeral', ttl: '1h' }
  const claude = 'anthropic/claude-opus-5.5'

  test('are read under nanogpt and under anthropic, on system, part and message', async () => {
    const { messages, unknownFields } = await send(
      [
        { role: 'system', content: 'Be brief.', providerOptions: { anthropic: marker } },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'long document', providerOptions: { nanogpt: marker } },
            { type: 'text', text: 'question' },
          ],
          providerOptions: { nanogpt: { cacheControl: { type: 'ephemeral' } } },
        },
      ],
      claude,
    )
    expect(messages).toEqual([
      { role: 'system', content: [{ type: 'text', text: 'Be brief.', cache_control: wire }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'long document', cache_control: wire },
          { type: 'text', text: 'question', cache_control: { type: 'ephemeral' } },
        ],
      },
    ])
    expect(unknownFields).toEqual([])
  })

  test('of an hour bring the header that Claude wants', async () => {
    const { nanogpt, lastRequest } = setUp()
    const cached = (ttl: '5m' | '1h') =>
      user({
        type: 'text',
        text: 'x',
        providerOptions: { nanogpt: { cacheControl: { type: 'ephemeral', ttl } } },
      })
    await nanogpt(claude).doGenerate({ prompt: cached('1h') })
    expect(lastRequest().headers['anthropic-beta']).toBe('extended-cache-ttl-2025-04-11')
    await nanogpt(claude).doGenerate({ prompt: cached('5m') })
    expect(lastRequest().headers).not.toHaveProperty('anthropic-beta')
  })

  test('reach the wire four at the most: the last ones', async () => {
    const parts = ['1', '2', '3', '4', '5', '6'].map(text => ({
      type: 'text' as const,
      text,
      providerOptions: { nanogpt: marker },
    }))
    const { messages, warnings } = await send(user(...parts), claude)
    const wired = parts.map(({ text }, index) => ({
      type: 'text',
      text,
      ...(index >= 2 && { cache_control: wire }),
    }))
    expect(messages[0]?.content).toEqual(wired)
    expect(warnings).toMatchObject([{ message: expect.stringMatching(/surplus.*: 2\./) }])
  })

  test('on a tool result are warned about', async () => {
    const { warnings } = await send(
      [
        { role: 'user', content: [{ type: 'text', text: 'Go' }] },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'f', input: {} }] },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'c1', toolName: 'f', output: { type: 'text', value: 'x' } },
          ],
          providerOptions: { nanogpt: marker },
        },
      ],
      claude,
    )
    expect(warnings).toMatchObject([{ message: expect.stringContaining('tool result') }])
  })
})
