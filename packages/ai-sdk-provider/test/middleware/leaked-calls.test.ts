import {
  extractReasoningMiddleware,
  generateText,
  isStepCount,
  Output,
  streamText,
  tool,
  wrapLanguageModel,
} from 'ai'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import {
  extractLeakedToolCalls,
  usageLedger,
  type LeakedToolCall,
  type NanoGPTProvider,
} from '../../src/index.ts'
import { chunk, collect, finishOf, partsOf, promptOf, setUp } from '../harness.ts'

const LEAK =
  '<｜DSML｜tool_calls>\n<｜DSML｜invoke name="search">\n<｜DSML｜parameter name="query" string="true">owls</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜tool_calls>'
const OTHER_LEAK = '<tool_call>{"name":"search","arguments":{"query":"mice"}}</tool_call>'

const functionTool = (name: string) => ({
  type: 'function' as const,
  name,
  inputSchema: {
    type: 'object' as const,
    properties: { query: { type: 'string' as const } },
    required: ['query'],
  },
})
const call = { prompt: promptOf('Go'), tools: [functionTool('search')] }

function wrap(options?: Parameters<typeof extractLeakedToolCalls>[0], modelId?: string) {
  const set = setUp()
  const bare = modelId === undefined ? set.model : set.nanogpt(modelId)
  return {
    ...set,
    bare,
    model: wrapLanguageModel({ model: bare, middleware: extractLeakedToolCalls(options) }),
  }
}

function searching() {
  const execute = vi.fn(async ({ query }: { query: string }) => `Found ${query}.`)
  return { execute, tools: { search: tool({ inputSchema: z.object({ query: z.string() }), execute }) } }
}

type Model = ReturnType<NanoGPTProvider>
const streamed = async (model: Model, options: Parameters<Model['doStream']>[0] = call) =>
  collect((await model.doStream(options)).stream)

describe('a leaked call', () => {
  test('is made, and its result goes back, of a JSON answer', async () => {
    const { model, emulator } = wrap()
    const { execute, tools } = searching()
    emulator.replies.next({ text: `I will look.\n\n${LEAK}` })
    emulator.replies.next({ text: 'Owls it is.' })
    const result = await generateText({ model, prompt: 'Go', tools, stopWhen: isStepCount(3) })

    expect(execute.mock.calls.map(([input]) => input)).toEqual([{ query: 'owls' }])
    expect(result.text).toBe('Owls it is.')
    expect(result.steps[0]).toMatchObject({
      text: 'I will look.\n\n',
      finishReason: 'tool-calls',
      rawFinishReason: 'stop',
    })
    expect(emulator.requests[1]?.body).toMatchObject({
      messages: [
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ function: { name: 'search', arguments: '{"query":"owls"}' } }] },
        { role: 'tool', content: 'Found owls.' },
      ],
    })
  })

  test('is made, and its result goes back, of a stream', async () => {
    const { model, emulator } = wrap()
    const { execute, tools } = searching()
    emulator.replies.next({ text: `I will look.\n\n${LEAK}${OTHER_LEAK}\nNow.`, chunkSize: 3 })
    emulator.replies.next({ text: 'Owls it is.' })
    const result = streamText({ model, prompt: 'Go', tools, stopWhen: isStepCount(3) })

    expect(await result.text).toBe('Owls it is.')
    expect(execute.mock.calls.map(([input]) => input.query)).toEqual(['owls', 'mice'])
    const [first] = await result.steps
    expect(first).toMatchObject({ text: 'I will look.\n\n\nNow.', finishReason: 'tool-calls' })
    expect(new Set(first?.toolCalls.map(({ toolCallId }) => toolCallId)).size).toBe(2)
  })

  test('comes after the text that it was in, as the parts of any call', async () => {
    const { model, emulator } = wrap()
    emulator.replies.next({ text: `Hm. ${LEAK} Yes.`, chunkSize: 4 })
    const parts = await streamed(model)
    const id = partsOf(parts, 'tool-call')[0]?.toolCallId
    const kinds = parts.map(({ type }) => type)
    expect(parts.slice(kinds.indexOf('text-end'), -1)).toEqual([
      { type: 'text-end', id: 'text-0' },
      { type: 'tool-input-start', id, toolName: 'search' },
      { type: 'tool-input-delta', id, delta: '{"query":"owls"}' },
      { type: 'tool-input-end', id },
      { type: 'tool-call', toolCallId: id, toolName: 'search', input: '{"query":"owls"}' },
    ])
    expect(textOf(parts)).toBe('Hm.  Yes.')
    expect(finishOf(parts).finishReason).toEqual({ unified: 'tool-calls', raw: 'stop' })
    expect(finishOf(parts).providerMetadata).toMatchObject({ nanogpt: { costUsd: expect.any(Number) } })
  })

  test('leaves no empty text behind', async () => {
    const { model, emulator } = wrap()
    emulator.replies.next({ text: `\n\n${LEAK}\n`, chunkSize: 5 })
    emulator.replies.next({ text: `\n\n${LEAK}\n` })
    expect(partsOf(await streamed(model), 'text-start')).toEqual([])
    expect((await model.doGenerate(call)).content.map(({ type }) => type)).toEqual(['tool-call'])
  })

  test('is told of', async () => {
    const seen: LeakedToolCall[] = []
    const { model, emulator } = wrap({ onLeak: leak => seen.push(leak) })
    emulator.replies.next({ text: OTHER_LEAK })
    const { content } = await model.doGenerate(call)
    expect(seen).toEqual([
      {
        toolCallId: expect.any(String),
        toolName: 'search',
        input: '{"query":"mice"}',
        format: 'tool-call',
        place: 'text',
        modelId: 'openai/gpt-5.2',
      },
    ])
    expect(content).toEqual([expect.objectContaining({ toolCallId: seen[0]?.toolCallId })])
  })

  test('is made where nobody knows why the answer ended', async () => {
    const { model, emulator } = wrap()
    emulator.replies.next({ text: LEAK, finishReason: 'because' })
    expect(finishOf(await streamed(model)).finishReason).toEqual({ unified: 'tool-calls', raw: 'because' })
  })

  test('that the model also made properly is made once', async () => {
    const { model, emulator } = wrap()
    const { execute, tools } = searching()
    const toolCalls = [{ name: 'search', arguments: ' {"query": "owls"}' }]
    emulator.replies.next({ text: `Now. ${LEAK}`, toolCalls })
    const result = await streamText({ model, prompt: 'Go', tools }).steps
    expect(execute).toHaveBeenCalledTimes(1)
    expect(result[0]?.text).toBe('Now. ')
  })

  test('is made beside others that the model made properly', async () => {
    const { model, emulator } = wrap()
    const { execute, tools } = searching()
    emulator.replies.next({ text: OTHER_LEAK, toolCalls: [{ name: 'search', arguments: { query: 'owls' } }] })
    await streamText({ model, prompt: 'Go', tools }).consumeStream()
    expect(execute.mock.calls.map(([input]) => input.query).toSorted()).toEqual(['mice', 'owls'])
  })

  test('is charged and kept in the books like any other', async () => {
    const ledger = usageLedger()
    const { bare, emulator } = wrap()
    const model = wrapLanguageModel({ model: bare, middleware: [extractLeakedToolCalls(), ledger] })
    emulator.replies.next({ text: LEAK })
    await streamed(model)
    expect(ledger.totals()).toMatchObject({ calls: 1, unknownCosts: 0 })
  })
})

describe('a call in reasoning', () => {
  test('is made where it is the last word of the model', async () => {
    const { model, emulator } = wrap({}, 'zai-org/glm-5:thinking')
    const { execute, tools } = searching()
    emulator.replies.next({ reasoning: `I should look.\n${OTHER_LEAK}`, text: '', chunkSize: 6 })
    const [step] = await streamText({ model, prompt: 'Go', tools }).steps
    expect(execute.mock.calls.map(([input]) => input.query)).toEqual(['mice'])
    expect(step).toMatchObject({ reasoningText: 'I should look.\n', finishReason: 'tool-calls' })
  })

  test.each([
    ['words', { text: 'No, I know it.' }],
    ['a call', { toolCalls: [{ name: 'search', arguments: { query: 'cats' } }] }],
    ['another leak', { text: LEAK }],
  ])('stays a thought where %s came after it', async (_, reply) => {
    const { model, bare, emulator } = wrap()
    const reasoning = `Maybe ${OTHER_LEAK}?`
    const read = async (of: Model) => {
      emulator.replies.next({ reasoning, ...reply, chunkSize: 5 })
      const parts = await streamed(of)
      expect(
        partsOf(parts, 'reasoning-delta')
          .map(({ delta }) => delta)
          .join(''),
      ).toBe(reasoning)
      emulator.replies.next({ reasoning, ...reply })
      expect((await of.doGenerate(call)).content[0]).toMatchObject({ type: 'reasoning', text: reasoning })
      return partsOf(parts, 'tool-call').map(({ input }) => input)
    }
    const without = await read(bare)
    expect(await read(model)).toEqual('text' in reply && reply.text === LEAK ? ['{"query":"owls"}'] : without)
  })

  test('stays a thought also where it stands in the text between tags', async () => {
    const { bare, emulator } = wrap()
    const middleware = [extractLeakedToolCalls(), extractReasoningMiddleware({ tagName: 'think' })]
    const model = wrapLanguageModel({ model: bare, middleware })
    for (const [rest, calls] of [
      ['No.', 0],
      [LEAK, 1],
    ] as const) {
      emulator.replies.next({ text: `<think>Maybe ${OTHER_LEAK}?</think>${rest}`, chunkSize: 3 })
      const parts = await streamed(model)
      expect(partsOf(parts, 'tool-call')).toHaveLength(calls)
      expect(
        partsOf(parts, 'reasoning-delta')
          .map(({ delta }) => delta)
          .join(''),
      ).toBe(`Maybe ${OTHER_LEAK}?`)
    }
  })
})

describe('nothing is made of a call', () => {
  /** What the model says bare, and wrapped. */
  const answers = async (options: Parameters<Model['doStream']>[0], reply: object) => {
    const { model, bare, emulator } = wrap()
    const said = []
    for (const of of [bare, model]) {
      emulator.replies.next({ ...reply, chunkSize: 4 })
      const parts = await streamed(of, options)
      emulator.replies.next(reply)
      const { content, finishReason } = await of.doGenerate(options)
      said.push({ text: textOf(parts), finish: finishOf(parts).finishReason, content, finishReason })
    }
    return said
  }

  test.each([
    ['no tools', { ...call, tools: [] }],
    ['other tools', { ...call, tools: [functionTool('read')] }],
    [
      'another tool that is asked for',
      {
        ...call,
        tools: [functionTool('search'), functionTool('read')],
        toolChoice: { type: 'tool' as const, toolName: 'read' },
      },
    ],
    ['tools that must not be called', { ...call, toolChoice: { type: 'none' as const } }],
  ])('with %s', async (_, options) => {
    const [bare, wrapped] = await answers(options, { text: `So: ${LEAK} and ${OTHER_LEAK}` })
    expect(wrapped).toEqual(bare)
  })

  test.each(['length', 'content_filter', 'error'])('in an answer that ends with %s', async finishReason => {
    const { model, emulator } = wrap()
    emulator.replies.next({ text: `So: ${LEAK} and`, finishReason, chunkSize: 4 })
    const parts = await streamed(model)
    expect(textOf(parts)).toBe(`So: ${LEAK} and`)
    expect(partsOf(parts, 'tool-call')).toEqual([])
  })

  test.each([
    ['without its end', { done: false }],
    ['as its connection breaks', { end: 'break' as const }],
  ])('in an answer that stops %s', async (_, how) => {
    const { model, emulator } = wrap()
    emulator.replies.next({ frames: [chunk({ content: `So: ${LEAK}` }), chunk({ content: ' and' })], ...how })
    const parts = await streamed(model)
    expect(textOf(parts)).toBe(`So: ${LEAK} and`)
    expect(partsOf(parts, 'tool-call')).toEqual([])
    expect(['interrupted', 'error']).toContain(finishOf(parts).finishReason.unified)
  })

  test('in the JSON that was asked for', async () => {
    const { model, emulator } = wrap()
    const { execute, tools } = searching()
    emulator.replies.next({
      text: `{"answer":"${OTHER_LEAK.replaceAll('"', '\\"')} or <tool_call>now</tool_call>"}`,
    })
    const result = await generateText({
      model,
      prompt: 'How does one call a tool?',
      tools,
      output: Output.object({ schema: z.object({ answer: z.string() }) }),
    })
    expect(result.output.answer).toContain(OTHER_LEAK)
    expect(execute).not.toHaveBeenCalled()
  })

  test('that is shown as code', async () => {
    const [bare, wrapped] = await answers(call, {
      text: `Write:\n\n\`\`\`xml\n${LEAK}\n\`\`\`\n\nor \`${OTHER_LEAK}\`.`,
    })
    expect(wrapped).toEqual(bare)
  })
})

describe('an answer without leaks', () => {
  test.each([
    [{ text: 'Forty-two. `<tool_call>` is a < tag.' }],
    [{ reasoning: 'Hm.', text: 'Forty-two.', toolCalls: [{ name: 'search', arguments: { query: 'a' } }] }],
    [{ text: '' }],
    [{ text: '  ' }],
  ])('passes as it is: %j', async reply => {
    const { model, bare, emulator } = wrap()
    emulator.replies.next(reply)
    const expected = await streamed(bare)
    emulator.replies.next(reply)
    const parts = await streamed(model)
    const known = (part: (typeof parts)[number]) =>
      ['response-metadata', 'finish'].includes(part.type)
        ? { type: part.type }
        : { ...part, toolCallId: '', id: '' }
    expect(joined(parts).map(known)).toEqual(joined(expected).map(known))
  })
})

describe('streams and JSON answers', () => {
  const pieces = fc.constantFrom('Hm. ', '\n', LEAK, OTHER_LEAK, '`', '```\n', '<tool_call>', '< ', 'é😀')
  const texts = fc.array(pieces, { maxLength: 6 }).map(list => list.join(''))

  test('come to the same', async () => {
    const { model, emulator } = wrap()
    await fc.assert(
      fc.asyncProperty(texts, texts, fc.integer({ min: 1, max: 20 }), async (reasoning, text, chunkSize) => {
        emulator.replies.next({ reasoning, text, chunkSize })
        emulator.replies.next({ reasoning, text })
        const parts = await streamed(model)
        const { content, finishReason } = await model.doGenerate(call)
        expect(finishReason).toEqual(finishOf(parts).finishReason)
        expect(textOf(parts)).toBe(content.map(part => (part.type === 'text' ? part.text : '')).join(''))
        expect(partsOf(parts, 'tool-call').map(({ input }) => input)).toEqual(
          content.flatMap(part => (part.type === 'tool-call' ? [part.input] : [])),
        )
      }),
      { numRuns: 60 },
    )
  })
})

type Parts = Awaited<ReturnType<typeof streamed>>

function textOf(parts: Parts): string {
  return partsOf(parts, 'text-delta')
    .map(({ delta }) => delta)
    .join('')
}

/** The parts with the deltas of a block in one. */
function joined(parts: Parts): Parts {
  const result: Parts = []
  for (const part of parts) {
    const last = result.at(-1)
    if ((part.type === 'text-delta' || part.type === 'reasoning-delta') && last?.type === part.type) {
      result.splice(-1, 1, { ...last, delta: last.delta + part.delta })
    } else {
      result.push(part)
    }
  }
  return result
}
