import { generateText, isStepCount, tool, type ModelMessage } from 'ai'
import { describe, expect, test } from 'vitest'
import { z } from 'zod/v4'
import type { NanoGPTCompressMemoryOptions, UsageRecord } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'
import { answering } from './results-of.ts'

const strict = () => setUp({ emulator: { onUnknownField: 'error' } })

/** A conversation of so many questions with their answers. */
const talk = (turns: number): ModelMessage[] =>
  Array.from({ length: turns }, (_, index): ModelMessage[] => [
    { role: 'user', content: `Question ${index}?` },
    { role: 'assistant', content: `Answer ${index}.` },
  ]).flat()

const image = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'iVBORw0KGgo=' } } as const

const call = (id: string): ModelMessage => ({
  role: 'assistant',
  content: [
    { type: 'reasoning', text: 'Secret thoughts.' },
    { type: 'text', text: 'Let me look.' },
    { type: 'tool-call', toolCallId: id, toolName: 'weather', input: { city: 'Paris' } },
  ],
})

type ToolMessage = Extract<ModelMessage, { role: 'tool' }>
type Output = Extract<ToolMessage['content'][number], { type: 'tool-result' }>['output']

const result = (id: string, output: Output = { type: 'json', value: { sky: 'blue' } }): ModelMessage => ({
  role: 'tool',
  content: [{ type: 'tool-result', toolCallId: id, toolName: 'weather', output }],
})

/** What the memory endpoint is sent. */
async function sent(messages: ModelMessage[], options: NanoGPTCompressMemoryOptions = { keepRecent: 1 }) {
  const { nanogpt, lastBody } = strict()
  const compressed = await nanogpt.compressMemory(messages, options)
  return { compressed, written: lastBody().messages as { role: string; content: string }[] }
}

describe('a conversation', () => {
  test('becomes a memory and its newest messages', async () => {
    const { nanogpt, lastRequest } = strict()
    const messages = talk(10)
    const compressed = await nanogpt.compressMemory(messages, {
      keepRecent: 4,
      contextLimit: 20_000,
      days: 7,
    })
    expect(lastRequest()).toMatchObject({
      path: '/api/v1/memory',
      body: { messages: messages.slice(0, 16), model_context_limit: 20_000, expiration_days: 7 },
    })
    expect(compressed.slice(-4)).toEqual(messages.slice(-4))
    expect(compressed.length).toBeLessThan(messages.length)
    expect(JSON.stringify(compressed.slice(0, -4))).toContain('Question 3?')
  })

  test('keeps ten messages unless told otherwise, and is sent nowhere as long as there are no more', async () => {
    const { nanogpt, emulator, lastBody } = strict()
    const short = talk(5)
    expect(await nanogpt.compressMemory(short)).toEqual(short)
    expect(emulator.requests).toHaveLength(0)
    await nanogpt.compressMemory(talk(6))
    expect(lastBody().messages).toHaveLength(2)
  })

  test('is not changed', async () => {
    const messages = [...talk(3), call('1'), result('1'), ...talk(1)]
    const before = structuredClone(messages)
    await sent(messages)
    expect(messages).toEqual(before)
  })

  test('goes on after it was compressed, and can be compressed again', async () => {
    const { nanogpt, model } = strict()
    const once = await nanogpt.compressMemory(talk(8), { keepRecent: 2 })
    const twice = await nanogpt.compressMemory([...once, ...talk(2)], { keepRecent: 2 })
    const { text } = await generateText({
      model,
      messages: [...twice, { role: 'user', content: 'And now?' }],
    })
    expect(text).not.toBe('')
  })
})

describe('system messages', () => {
  test('stay as they are and are not sent', async () => {
    const system: ModelMessage = { role: 'system', content: 'Be brief.' }
    const late: ModelMessage = { role: 'system', content: 'Be briefer.' }
    const { compressed, written } = await sent(
      [system, ...talk(3), late, { role: 'user', content: 'Now?' }],
      {
        keepRecent: 2,
      },
    )
    expect(written.map(({ role }) => role)).not.toContain('system')
    expect(compressed[0]).toBe(system)
    expect(compressed.slice(-2)).toEqual([late, { role: 'user', content: 'Now?' }])
  })

  test('of a memory come from the user, since the SDK takes no others', async () => {
    const { compressed } = await sent(talk(3))
    expect(compressed.map(({ role }) => role)).not.toContain('system')
    expect(compressed[0]).toEqual({
      role: 'user',
      content: expect.stringMatching(/^\[Memory of this conversation\]\n/),
    })
  })
})

describe('tool calls', () => {
  test('are written down with their results, and reasoning is left out', async () => {
    const { written } = await sent([call('1'), result('1'), ...talk(1)], { keepRecent: 2 })
    expect(written).toEqual([
      { role: 'assistant', content: 'Let me look.\n[Called the tool weather with {"city":"Paris"}]' },
      { role: 'tool', content: '[The tool weather answered] {"sky":"blue"}' },
    ])
  })

  test.each<[string, Output, string]>([
    ['text', { type: 'text', value: 'Blue.' }, 'Blue.'],
    ['an error', { type: 'error-text', value: 'No city.' }, 'No city.'],
    ['an error in JSON', { type: 'error-json', value: { code: 5 } }, '{"code":5}'],
    ['a denial', { type: 'execution-denied', reason: 'No.' }, 'The call was denied: No.'],
    ['a denial without reason', { type: 'execution-denied' }, 'The call was denied.'],
    [
      'several parts',
      { type: 'content', value: [{ type: 'text', text: 'See:' }, image, { type: 'custom' }] },
      'See:\n[File 1: image/png]\n[A part of the kind custom]',
    ],
  ])('with %s', async (_, output, text) => {
    const { written } = await sent([call('1'), result('1', output), ...talk(1)], { keepRecent: 2 })
    expect(written[1]?.content).toBe(`[The tool weather answered] ${text}`)
  })

  test('are never parted from their results', async () => {
    const messages = [...talk(2), call('1'), result('1'), { role: 'assistant', content: 'Blue.' } as const]
    const { compressed, written } = await sent(messages, { keepRecent: 2 })
    expect(written).toHaveLength(4)
    expect(compressed.slice(-3)).toEqual(messages.slice(-3))
  })

  test('are never parted from their approval', async () => {
    const messages: ModelMessage[] = [
      ...talk(2),
      {
        role: 'assistant',
        content: [
          { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: {} },
          { type: 'tool-approval-request', approvalId: 'a', toolCallId: '1' },
        ],
      },
      { role: 'tool', content: [{ type: 'tool-approval-response', approvalId: 'a', approved: true }] },
    ]
    const { compressed } = await sent(messages)
    expect(compressed.slice(-2)).toEqual(messages.slice(-2))
  })

  test('that were approved or denied are told as such', async () => {
    const response = (approved: boolean, reason?: string): ModelMessage => ({
      role: 'tool',
      content: [{ type: 'tool-approval-response', approvalId: 'a', approved, ...(reason && { reason }) }],
    })
    const { written } = await sent([response(true), response(false, 'Too dear'), ...talk(1)], {
      keepRecent: 2,
    })
    expect(written.map(({ content }) => content)).toEqual([
      '[The user approved the call]',
      '[The user denied the call: Too dear]',
    ])
  })

  test('that only think leave nothing to send', async () => {
    const { nanogpt, emulator } = strict()
    const thought: ModelMessage = { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm.' }] }
    const messages = [thought, ...talk(1)]
    expect(await nanogpt.compressMemory(messages, { keepRecent: 2 })).toEqual(messages)
    expect(emulator.requests).toHaveLength(0)
  })
})

describe('files', () => {
  const url = new URL('https://owls.example/owl.jpg')
  const messages: ModelMessage[] = [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What are these?' },
        { ...image, filename: 'owl.png' },
        { type: 'image', image: url },
      ],
    },
    { role: 'assistant', content: [{ type: 'reasoning-file', mediaType: 'image/png', data: url }, image] },
    call('1'),
    result('1', {
      type: 'content',
      value: [
        image,
        { type: 'file-data', data: 'AAAA', mediaType: 'application/pdf', filename: 'a.pdf' },
        { type: 'image-url', url: url.href },
        { type: 'file-reference', providerReference: { nanogpt: 'file_1' } },
        { type: 'file-url', url: 'not a URL' },
      ],
    }),
    {
      role: 'user',
      content: [{ type: 'file', mediaType: 'text/plain', data: { type: 'text', text: 'Owls hunt.' } }],
    },
    { role: 'user', content: 'Now?' },
  ]

  test('follow the memory, under the names that they have in it', async () => {
    const { compressed, written } = await sent(messages)
    expect(written.map(({ content }) => content)).toEqual([
      'What are these?\n[File 1: owl.png, image/png]\n[File 2: image]',
      '[File 3: image/png]\n[File 4: image/png]',
      expect.any(String),
      [
        '[The tool weather answered] [File 5: image/png]',
        '[File 6: a.pdf, application/pdf]',
        '[File 7: image]',
        '[File 8: application/octet-stream]',
        '[A part of the kind file-url]',
      ].join('\n'),
      '[File]\nOwls hunt.',
    ])
    const { role, content } = compressed.at(-2) ?? {}
    expect(role).toBe('user')
    expect(content).toEqual([
      { type: 'text', text: 'File 1: owl.png, image/png:' },
      { ...image, filename: 'owl.png' },
      { type: 'text', text: 'File 2: image:' },
      { type: 'image', image: url },
      { type: 'text', text: 'File 3: image/png:' },
      { type: 'file', mediaType: 'image/png', data: url },
      { type: 'text', text: 'File 4: image/png:' },
      image,
      { type: 'text', text: 'File 5: image/png:' },
      image,
      { type: 'text', text: 'File 6: a.pdf, application/pdf:' },
      { type: 'file', mediaType: 'application/pdf', filename: 'a.pdf', data: { type: 'data', data: 'AAAA' } },
      { type: 'text', text: 'File 7: image:' },
      { type: 'file', mediaType: 'image', data: { type: 'url', url } },
      { type: 'text', text: 'File 8: application/octet-stream:' },
      {
        type: 'file',
        mediaType: 'application/octet-stream',
        data: { type: 'reference', reference: { nanogpt: 'file_1' } },
      },
    ])
  })

  test('are only mentioned where that is wanted', async () => {
    const { compressed } = await sent(messages, { keepRecent: 1, files: 'mention' })
    expect(JSON.stringify(compressed)).not.toContain('"type":"file"')
    expect(compressed.at(-1)).toEqual({ role: 'user', content: 'Now?' })
  })

  test('are read by the model afterwards', async () => {
    const { nanogpt, model, lastBody } = strict()
    const seen = await nanogpt.compressMemory([messages[0] ?? image, ...talk(1)] as ModelMessage[], {
      keepRecent: 2,
    })
    await generateText({ model, messages: [...seen, { role: 'user', content: 'What was it?' }] })
    expect(JSON.stringify(lastBody())).toContain('data:image/png;base64,iVBORw0KGgo=')
  })
})

describe('as prepareStep', () => {
  test('a loop goes on with the compressed conversation', async () => {
    const { nanogpt, model, emulator } = strict()
    const sizes: number[] = []
    emulator.replies.next({ toolCalls: [{ name: 'weather', arguments: { city: 'Paris' } }] })
    const { text } = await generateText({
      model,
      messages: [...talk(10), { role: 'user', content: 'How is the weather in Paris?' }],
      tools: {
        weather: tool({ inputSchema: z.object({ city: z.string() }), execute: () => 'The sky is blue.' }),
      },
      stopWhen: isStepCount(4),
      prepareStep: async ({ messages }) => {
        if (messages.length <= 12) return {}
        const compressed = await nanogpt.compressMemory(messages, { keepRecent: 4 })
        sizes.push(messages.length, compressed.length)
        return { messages: compressed }
      },
    })
    expect(sizes[0]).toBe(21)
    expect(sizes[1]).toBeLessThan(8)
    expect(text).toContain('The sky is blue.')
    expect(emulator.requests.filter(({ path }) => path === '/api/v1/memory')).toHaveLength(1)
  })
})

describe('what can go wrong', () => {
  test.each<[NanoGPTCompressMemoryOptions | Record<string, unknown>, RegExp]>([
    [{ keepRecent: 0 }, /compressMemory\.keepRecent/],
    [{ contextLimit: 5000 }, /compressMemory\.contextLimit/],
    [{ days: 366 }, /compressMemory\.days/],
    [{ files: 'drop' }, /compressMemory\.files/],
    [{ keepRecents: 5 }, /Did you mean 'keepRecent'/],
    [{ abortSignal: 'now' }, /must be an AbortSignal/],
  ])('options %o are refused', async (options, message) => {
    const { nanogpt, emulator } = strict()
    expect(String(await rejectionOf(nanogpt.compressMemory(talk(9), options)))).toMatch(message)
    expect(emulator.requests).toHaveLength(0)
  })

  test.each([[{}], [{ messages: [] }], [{ messages: [{ role: 'system', content: ' ' }, { role: 'user' }] }]])(
    'an answer without memory does not replace the conversation: %o',
    async answer => {
      const { nanogpt } = setUp({ fetch: answering(answer) })
      const error = await rejectionOf(nanogpt.compressMemory(talk(9)))
      expect(error).toMatchObject({ data: { code: 'unreadable_response' }, isRetryable: false })
    },
  )

  test('a memory in parts, from the model and from nobody, is read', async () => {
    const messages = [
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'One' },
          { type: 'text', text: 'two' },
        ],
      },
      { content: 'Three' },
      { role: 'user', content: 'Four' },
    ]
    const { nanogpt } = setUp({ fetch: answering({ messages }) })
    expect((await nanogpt.compressMemory(talk(1), { keepRecent: 1 })).slice(0, -1)).toEqual([
      { role: 'assistant', content: 'One\ntwo' },
      { role: 'user', content: '[Memory of this conversation]\nThree' },
      { role: 'user', content: 'Four' },
    ])
  })

  test('an error is thrown, an abort ends the request, and both are in the books', async () => {
    const { nanogpt, emulator } = strict()
    const records: UsageRecord[] = []
    const options = { onUsage: (record: UsageRecord) => records.push(record) }
    emulator.faults.next({ type: 'status', status: 402 })
    expect(await rejectionOf(nanogpt.compressMemory(talk(9), options))).toMatchObject({ statusCode: 402 })
    emulator.faults.next({ type: 'latency', ms: 60_000 })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 10)
    const aborted = nanogpt.compressMemory(talk(9), { ...options, abortSignal: controller.signal })
    expect(await rejectionOf(aborted)).toMatchObject({ name: 'AbortError' })
    expect(records.map(({ name, wasAnswered }) => [name, wasAnswered])).toEqual([
      ['compressMemory', false],
      ['compressMemory', true],
    ])
  })

  test('the price is not told; the tokens are, and the request can be looked up', async () => {
    const { nanogpt, emulator } = strict()
    const records: UsageRecord[] = []
    await nanogpt.compressMemory(talk(9), { onUsage: record => records.push(record) })
    expect(records).toEqual([
      expect.objectContaining({
        kind: 'tool',
        name: 'compressMemory',
        wasAnswered: true,
        inputTokens: expect.any(Number),
        outputTokens: expect.any(Number),
        requestId: emulator.requests[0]?.id,
      }),
    ])
    const { cost } = await nanogpt.getRequestBilling(records[0]?.requestId ?? '')
    expect(Number(cost?.decimal)).toBeCloseTo(100 - emulator.account.balance, 10)
  })
})
