import { generateText, isStepCount, streamText, tool } from 'ai'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { isNanoGPTError } from '../../src/index.ts'
import { chunk, collect, finishOf, partsOf, promptOf, rejectionOf, setUp } from '../harness.ts'

// What bites users of NanoGPT most, in the order of the field notes: one test a row, named after it.

const prompt = promptOf('Hello')

test('1: reasoning under several names, two mirrors at once, is one copy, and its details survive the next turn', async () => {
  const { nanogpt, emulator } = setUp()
  const details = [{ type: 'reasoning.text', text: 'Hm.', signature: 's' }]
  emulator.replies.next({
    frames: [
      chunk({ reasoning: 'Hm.', reasoning_content: 'Hm.', reasoning_details: details }),
      chunk({ tool_calls: [{ index: 0, id: 'c1', function: { name: 'look', arguments: '{}' } }] }),
      chunk({}, 'tool_calls'),
    ],
  })
  const result = streamText({
    model: nanogpt('anthropic/claude-opus-5.5'),
    prompt: 'Go',
    tools: { look: tool({ inputSchema: z.object({}), execute: async () => 'nothing' }) },
    stopWhen: isStepCount(2),
  })
  const [first] = await result.steps
  expect(first?.reasoningText).toBe('Hm.')
  expect(emulator.requests[1]?.body).toMatchObject({
    messages: [{}, { role: 'assistant', reasoning: 'Hm.', reasoning_details: details }, { role: 'tool' }],
  })
})

describe('2: tool calls', () => {
  test('that come whole, share an index, miss ids and wait for the end of the stream are all executed, once', async () => {
    const { model, emulator } = setUp()
    const execute = vi.fn(async ({ city }: { city: string }) => city)
    emulator.replies.next({
      frames: [
        chunk({
          tool_calls: [{ index: 0, id: null, function: { name: 'look', arguments: ' {"city":"Oslo"}' } }],
        }),
        chunk({
          tool_calls: [{ index: 0, id: null, function: { name: 'look', arguments: '{"city":"Rome"}' } }],
        }),
      ],
    })
    const tools = { look: tool({ inputSchema: z.object({ city: z.string() }), execute }) }
    await streamText({ model, prompt: 'Go', tools, stopWhen: isStepCount(2) }).consumeStream()
    expect(execute.mock.calls.map(([input]) => input.city)).toEqual(['Oslo', 'Rome'])
  })

  test('that are cut off are not executed', async () => {
    const { model, emulator } = setUp()
    const execute = vi.fn(async () => '')
    emulator.replies.next({
      frames: [chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: 'look', arguments: '{}' } }] })],
      done: false,
    })
    const tools = { look: tool({ inputSchema: z.object({}), execute }) }
    await streamText({ model, prompt: 'Go', tools }).consumeStream()
    expect(execute).not.toHaveBeenCalled()
  })

  test('that never came, in an empty turn, are a visible warning', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [chunk({ role: 'assistant' }), chunk({}, 'stop')] })
    const finish = finishOf(await collect((await model.doStream({ prompt })).stream))
    expect(finish.providerMetadata?.nanogpt?.warnings).toHaveLength(1)
  })
})

test('3: usage is asked for, and read from the finish chunk, the choice, or the price, never as NaN', async () => {
  const usage = { prompt_tokens: 20, completion_tokens: 9 }
  const endings = [
    { ...chunk({}, 'stop'), usage },
    { choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] },
    { ...chunk({}, 'stop'), x_nanogpt_pricing: { inputTokens: 20, outputTokens: 9 } },
  ]
  for (const ending of endings) {
    const { model, emulator, lastBody } = setUp()
    emulator.replies.next({ frames: [chunk({ content: 'x' }), ending] })
    const result = streamText({ model, prompt: 'Hi' })
    expect(await result.usage).toMatchObject({ inputTokens: 20, outputTokens: 9, totalTokens: 29 })
    expect(lastBody()).toMatchObject({ stream_options: { include_usage: true } })
  }
})

test("4: Claude's cache counters are added to prompt_tokens", async () => {
  const { nanogpt, emulator } = setUp()
  const usage = {
    prompt_tokens: 2,
    completion_tokens: 6,
    cache_read_input_tokens: 11_213,
    cache_creation_input_tokens: 19,
  }
  emulator.replies.next({ text: 'Hi', usage })
  const result = await generateText({ model: nanogpt('anthropic/claude-opus-5.5'), prompt: 'Hi' })
  expect(result.usage).toMatchObject({
    inputTokens: 11_234,
    inputTokenDetails: { noCacheTokens: 2, cacheReadTokens: 11_213, cacheWriteTokens: 19 },
    raw: usage,
  })
})

test.each([
  [402, 'insufficient_balance', 1],
  [429, 'daily_usd_limit_exceeded', 1],
  [503, 'fallback_blocked_for_cache_consistency', 1],
  [409, 'conflict', 1],
  [429, 'rate_limit_exceeded', 2],
  [503, 'service_unavailable', 2],
])('5: %i %s is sent so many times: %i', async (status, code, times) => {
  const { model, emulator } = setUp()
  emulator.faults.always({ type: 'status', status, code, headers: { 'retry-after-ms': '1' } })
  await rejectionOf(generateText({ model, prompt: 'Hi', maxRetries: 1 }))
  expect(emulator.requests).toHaveLength(times)
})

describe('6: errors inside a 200', () => {
  test('before the first byte are thrown', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ body: '<html><title>Oops</title>', headers: { 'content-type': 'text/html' } })
    expect(isNanoGPTError(await rejectionOf(Promise.resolve(model.doStream({ prompt }))))).toBe(true)
  })

  test('after it are error parts, and a cut is no stop', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [chunk({ content: 'x' }), { error: { message: 'no', status: 503 } }] })
    const failed = await collect((await model.doStream({ prompt })).stream)
    expect(partsOf(failed, 'error')).toHaveLength(1)
    expect(finishOf(failed).finishReason.unified).toBe('error')

    emulator.replies.next({ frames: [chunk({ content: 'x' })], done: false })
    const cut = await collect((await model.doStream({ prompt })).stream)
    expect(finishOf(cut).finishReason.unified).toBe('interrupted')
  })

  test('that are silence end after idleTimeout', async () => {
    const { model, emulator } = setUp({ idleTimeout: 30 })
    emulator.replies.next({ frames: [chunk({ content: 'x' })], end: 'stall' })
    const parts = await collect((await model.doStream({ prompt })).stream)
    expect(finishOf(parts).finishReason.unified).toBe('error')
  })
})

test('7: reasoning is a field of the body, and the id is never rewritten', async () => {
  const { nanogpt, emulator, lastBody } = setUp()
  emulator.replies.next({ text: 'Hi' })
  await generateText({ model: nanogpt('zai-org/glm-5:thinking'), prompt: 'Hi', reasoning: 'none' })
  expect(lastBody()).toMatchObject({
    model: 'zai-org/glm-5:thinking',
    reasoning_effort: 'none',
    reasoning: { effort: 'none' },
  })
})

test('8: what forces pay-as-you-go under a subscription is a warning, and the cost comes from the price, not from usage.cost', async () => {
  const { nanogpt, emulator } = setUp({ billing: 'subscription', emulator: { subscription: true } })
  emulator.replies.next({
    text: 'Hi',
    usage: { prompt_tokens: 1, completion_tokens: 1, cost: 0.5 },
    pricing: { amount: 0, currency: 'USD', paymentSource: 'USD' },
  })
  const result = await generateText({
    model: nanogpt('zai-org/glm-5'),
    prompt: 'Hi',
    providerOptions: { nanogpt: { provider: 'novita' } },
  })
  expect(result.warnings).toMatchObject([{ message: expect.stringContaining('an explicit provider') }])
  expect(result.providerMetadata?.nanogpt).toMatchObject({ costUsd: 0, cost: { amount: 0, currency: 'USD' } })
})

test('9: any id is accepted and sent as it is: aliases, slashes, suffixes', async () => {
  const { nanogpt, emulator, lastBody } = setUp()
  for (const id of ['z-ai/glm-5.3:thinking:8192', 'TEE/some-model', 'weird id ✓:official:Fast']) {
    emulator.faults.next({ type: 'status', status: 404, code: 'model_not_found' })
    await rejectionOf(Promise.resolve(nanogpt(id).doGenerate({ prompt })))
    expect(lastBody().model).toBe(id)
  }
})

describe('10: media', () => {
  test('are labelled by their bytes', async () => {
    const { model, emulator, lastBody } = setUp()
    emulator.replies.next({ text: 'Hi' })
    const data = { type: 'data', data: 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSnc' } as const
    const file = { type: 'file', mediaType: 'image/jpeg', data } as const
    await model.doGenerate({ prompt: [{ role: 'user', content: [file] }] })
    expect(JSON.stringify(lastBody().messages)).toContain('data:image/png;base64,')
  })

  test('that are too large are an error that names the way out, and is not retried', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({
      body: 'FUNCTION_PAYLOAD_TOO_LARGE',
      status: 413,
      headers: { 'content-type': 'text/plain' },
    })
    const error = await rejectionOf(generateText({ model, prompt: 'Hi' }))
    expect(String(error)).toMatch(/FUNCTION_PAYLOAD_TOO_LARGE.*https URLs.*api\.nano-gpt\.com/)
    expect(emulator.requests).toHaveLength(1)
  })
})
