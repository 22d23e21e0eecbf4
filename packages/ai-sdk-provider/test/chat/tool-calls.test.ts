import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { chunk, collect, finishOf, partsOf, promptOf, setUp } from '../harness.ts'

type Call = Record<string, unknown>

/** The parts of a stream with these pieces of tool calls, one chunk each. */
async function stream(
  pieces: Call[][],
  ending: object | null = chunk({}, 'tool_calls'),
  done = ending !== null,
) {
  const { model, emulator } = setUp()
  const frames = pieces.map(tool_calls => chunk({ tool_calls }))
  emulator.replies.next({ frames: ending === null ? frames : [...frames, ending], done })
  return collect((await model.doStream({ prompt: promptOf('Go') })).stream)
}

const calls = (parts: LanguageModelV4StreamPart[]) =>
  partsOf(parts, 'tool-call').map(({ toolName, input }) => [toolName, input])

const piece = (fields: {
  index?: number | null
  id?: string | null
  name?: string | null
  args?: unknown
}): Call => ({
  index: fields.index,
  id: fields.id,
  type: 'function',
  function: { name: fields.name, arguments: fields.args },
})

describe('a tool call in fragments', () => {
  test('that look like documents takes a time that grows with its length', { retry: 2 }, async () => {
    const timeOf = async (count: number) => {
      const bracketed = `{${String.raw`\\n`.repeat(100)}}`
      const pieces = Array.from({ length: count }, (_, index) =>
        piece({ index: 0, args: index % 2 === 0 ? '[1]' : bracketed }),
      )
      const begun = performance.now()
      const parts = await stream([
        [piece({ index: 0, id: 'c1', name: 'f', args: '{"latex":"' })],
        ...pieces.map(one => [one]),
        [piece({ index: 0, args: '"}' })],
      ])
      expect(JSON.parse(partsOf(parts, 'tool-call')[0]?.input ?? '').latex).toContain('[1]{')
      return performance.now() - begun
    }
    await timeOf(1000)
    const [short, long] = [await timeOf(1000), await timeOf(8000)]
    expect(long / short).toBeLessThan(30)
  })

  test('is announced, streamed, closed and handed out, in this order', async () => {
    const parts = await stream([
      [piece({ index: 0, id: 'c1', name: 'f', args: '' })],
      [piece({ index: 0, args: '{"a"' })],
      [piece({ index: 0, args: ':1}' })],
    ])
    expect(parts.filter(part => part.type.startsWith('tool'))).toEqual([
      { type: 'tool-input-start', id: 'c1', toolName: 'f' },
      { type: 'tool-input-delta', id: 'c1', delta: '{"a"' },
      { type: 'tool-input-delta', id: 'c1', delta: ':1}' },
      { type: 'tool-input-end', id: 'c1' },
      { type: 'tool-call', toolCallId: 'c1', toolName: 'f', input: '{"a":1}' },
    ])
    expect(finishOf(parts).finishReason).toEqual({ unified: 'tool-calls', raw: 'tool_calls' })
  })
})

const two = [
  ['f', '{"a":1}'],
  ['g', '{"b":2}'],
]

describe('two tool calls are told apart', () => {
  test.each<[string, Call[][]]>([
    [
      'by index',
      [
        [
          piece({ index: 0, id: 'c1', name: 'f', args: '{"a"' }),
          piece({ index: 1, id: 'c2', name: 'g', args: '{"b"' }),
        ],
        [piece({ index: 1, args: ':2}' }), piece({ index: 0, args: ':1}' })],
      ],
    ],
    [
      'by id, without indices',
      [
        [piece({ id: 'c1', name: 'f', args: '{"a"' })],
        [piece({ id: 'c2', name: 'g', args: '{"b"' })],
        [piece({ id: 'c1', args: ':1}' })],
        [piece({ id: 'c2', args: ':2}' })],
      ],
    ],
    [
      'by id, with the same index',
      [
        [piece({ index: 0, id: 'c1', name: 'f', args: '{"a":1}' })],
        [piece({ index: 0, id: 'c2', name: 'g', args: '{"b":2}' })],
      ],
    ],
    [
      'by index, with the same id',
      [
        [piece({ index: 0, id: 'call', name: 'f', args: '{"a":1}' })],
        [piece({ index: 1, id: 'call', name: 'g', args: '{"b":2}' })],
      ],
    ],
    [
      'by name, with the same index and no ids',
      [[piece({ index: 0, name: 'f', args: '{"a":1}' })], [piece({ index: 0, name: 'g', args: '{"b":2}' })]],
    ],
    [
      'by name, with nothing else',
      [
        [piece({ name: 'f', args: '{"a"' })],
        [piece({ args: ':1}' })],
        [piece({ name: 'g', args: '{"b":2}' })],
      ],
    ],
    [
      'by index, when ids change with every piece',
      [
        [piece({ index: 0, id: 'x1', name: 'f', args: '{"a"' })],
        [piece({ index: 0, id: 'x2', args: ':1}' })],
        [piece({ index: 1, id: 'x3', name: 'g', args: '{"b"' })],
        [piece({ index: 1, id: 'x4', args: ':2}' })],
      ],
    ],
    [
      'by index, with gaps and blank ids',
      [
        [piece({ index: 3, id: '', name: 'f', args: '{"a":1}' })],
        [piece({ index: 7, id: null, name: 'g', args: '{"b":2}' })],
      ],
    ],
  ])('%s', async (_name, pieces) => {
    const parts = await stream(pieces)
    expect(calls(parts)).toEqual(two)
    const ids = partsOf(parts, 'tool-call').map(call => call.toolCallId)
    expect(new Set(ids).size).toBe(2)
    expect(ids.every(id => id !== '')).toBe(true)
  })

  test('by a new start, with the same index and the same name', async () => {
    const parts = await stream([
      [piece({ index: 0, name: 'f', args: '{"a":1}' })],
      [piece({ index: 0, name: 'f', args: '{"a":2}' })],
    ])
    expect(calls(parts)).toEqual([
      ['f', '{"a":1}'],
      ['f', '{"a":2}'],
    ])
  })
})

describe('a tool call is one', () => {
  test.each<[string, Call[][]]>([
    ['when it comes whole', [[piece({ index: 0, id: 'c1', name: 'f', args: '{"a":1}' })]]],
    ['when its arguments begin with a space', [[piece({ index: 0, id: 'c1', name: 'f', args: ' {"a":1}' })]]],
    [
      'when white space follows',
      [[piece({ index: 0, id: 'c1', name: 'f', args: '{"a":1}' })], [piece({ index: 0, args: ' \n' })]],
    ],
    ['when its arguments are an object', [[piece({ index: 0, id: 'c1', name: 'f', args: { a: 1 } })]]],
    [
      'when its arguments are encoded twice',
      [[piece({ index: 0, id: 'c1', name: 'f', args: '"{\\"a\\":1}"' })]],
    ],
    [
      'when its name comes later',
      [[piece({ index: 0, id: 'c1', args: '{"a"' })], [piece({ index: 0, name: 'f', args: ':1}' })]],
    ],
    [
      'when its name is repeated',
      [
        [piece({ index: 0, id: 'c1', name: 'f', args: '{"a"' })],
        [piece({ index: 0, name: 'f', args: ':1}' })],
      ],
    ],
    [
      'when its id is repeated',
      [
        [piece({ index: 0, id: 'c1', name: 'f', args: '{"a"' })],
        [piece({ index: 0, id: 'c1', name: 'f', args: ':1}' })],
      ],
    ],
    [
      'when its id comes later',
      [[piece({ index: 0, name: 'f', args: '{"a"' })], [piece({ index: 0, id: 'c1', args: ':1}' })]],
    ],
    [
      'when its name is null afterwards',
      [
        [piece({ index: 0, id: 'c1', name: 'f', args: '{"a"' })],
        [piece({ index: 0, id: null, name: null, args: ':1}' })],
      ],
    ],
    ['when it has no type', [[{ index: 0, id: 'c1', function: { name: 'f', arguments: '{"a":1}' } }]]],
    ['when it is flat', [[{ index: 0, id: 'c1', name: 'f', arguments: '{"a":1}' }]]],
    [
      'when odd pieces stand between',
      [[null as never, 'x' as never, {}], [piece({ index: 0, id: 'c1', name: 'f', args: '{"a":1}' })]],
    ],
  ])('%s', async (_name, pieces) => {
    const parts = await stream(pieces)
    expect(calls(parts)).toEqual([['f', '{"a":1}']])
    expect(finishOf(parts).providerMetadata?.nanogpt).not.toHaveProperty('warnings')
    expect(partsOf(parts, 'tool-input-start')).toHaveLength(1)
    expect(partsOf(parts, 'tool-input-end')).toHaveLength(1)
  })

  test('with a name in pieces', async () => {
    const parts = await stream([
      [piece({ index: 0, id: 'c1', name: 'get_' })],
      [piece({ index: 0, name: 'weather' })],
      [piece({ index: 0, args: '{}' })],
    ])
    expect(calls(parts)).toEqual([['get_weather', '{}']])
  })

  test.each([undefined, null, '', '  '])(
    'without arguments (%j) is a call without parameters',
    async args => {
      expect(calls(await stream([[piece({ index: 0, id: 'c1', name: 'f', args })]]))).toEqual([['f', '{}']])
    },
  )

  test('in the form before tool_calls', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({
      frames: [
        chunk({ function_call: { name: 'f', arguments: '{"a"' } }),
        chunk({ function_call: { arguments: ':1}' } }),
        chunk({}, 'function_call'),
      ],
    })
    const parts = await collect((await model.doStream({ prompt: promptOf('Go') })).stream)
    expect(calls(parts)).toEqual([['f', '{"a":1}']])
    expect(finishOf(parts).finishReason.unified).toBe('tool-calls')
  })
})

test('malformed arguments are kept as they are, for the SDK to tell the model', async () => {
  expect(calls(await stream([[piece({ index: 0, id: 'c1', name: 'f', args: '{"a":' })]]))).toEqual([
    ['f', '{"a":'],
  ])
})

describe('a tool call that was cut off is not handed out', () => {
  const half = [
    [piece({ index: 0, id: 'c1', name: 'f', args: '{"a":1}' })],
    [piece({ index: 1, id: 'c2', name: 'g', args: '{"b":' })],
  ]

  test.each([
    ['by the end of the body', null, 'interrupted'],
    ['by the limit of tokens', chunk({}, 'length'), 'length'],
    ['by an error', { error: { message: 'upstream failed', status: 503 } }, 'error'],
  ] as const)('%s', async (_name, ending, reason) => {
    const parts = await stream(half, ending)
    expect(calls(parts)).toEqual([['f', '{"a":1}']])
    expect(partsOf(parts, 'tool-input-end').map(part => part.id)).toEqual(['c1', 'c2'])
    expect(finishOf(parts).finishReason.unified).toBe(reason)
    expect(finishOf(parts).providerMetadata?.nanogpt?.warnings).toEqual([
      '1 tool call(s) were cut off and dropped.',
    ])
  })

  test('before its arguments', async () => {
    expect(calls(await stream([[piece({ index: 0, id: 'c1', name: 'f', args: '' })]], null))).toEqual([])
  })
})

test('the signature of a thought is kept on its call', async () => {
  const extra_content = { google: { thought_signature: 's' } }
  const parts = await stream([[{ ...piece({ index: 0, id: 'c1', name: 'f', args: '{}' }), extra_content }]])
  expect(partsOf(parts, 'tool-call')[0]?.providerMetadata?.nanogpt?.extraContent).toEqual(extra_content)
})

test('a JSON answer is read by the same rules', async () => {
  const { model, emulator } = setUp()
  emulator.replies.next({
    json: {
      choices: [
        {
          message: {
            content: null,
            tool_calls: [
              { id: 'c1', type: 'function', function: { name: 'f', arguments: ' {"a":1}' } },
              { id: 'c1', type: 'function', function: { name: 'f', arguments: { a: 2 } } },
              { function: { name: 'g' } },
            ],
          },
          finish_reason: 'stop',
        },
      ],
    },
  })
  const { content, finishReason } = await model.doGenerate({ prompt: promptOf('Go') })
  expect(content).toMatchObject([
    { type: 'tool-call', toolCallId: 'c1', toolName: 'f', input: '{"a":1}' },
    { type: 'tool-call', toolName: 'f', input: '{"a":2}' },
    { type: 'tool-call', toolName: 'g', input: '{}' },
  ])
  expect(finishReason.unified).toBe('tool-calls')
})

test('calls of a JSON answer are as many as it lists, however alike', async () => {
  const { model, emulator } = setUp()
  const call = { id: 'c1', type: 'function', function: { name: 'f', arguments: '' } }
  emulator.replies.next({
    json: { choices: [{ message: { tool_calls: [call, call, { ...call, id: '' }] } }] },
  })
  const { content } = await model.doGenerate({ prompt: promptOf('Go') })
  const ids = content.map(part => (part.type === 'tool-call' ? part.toolCallId : ''))
  expect(new Set(ids).size).toBe(3)
})
