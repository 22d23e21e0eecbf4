import { generateText, isStepCount, Output, streamText, tool } from 'ai'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { isNanoGPTError } from '../../src/index.ts'
import { chunk, collect, rejectionOf, setUp } from '../harness.ts'

describe('generateText', () => {
  test('answers, with usage and cost', async () => {
    const { nanogpt, emulator } = setUp()
    const before = emulator.account.balance
    const result = await generateText({
      model: nanogpt('zai-org/glm-5:thinking'),
      prompt: 'Tell me of owls.',
    })
    expect(result.text).toContain('owls')
    expect(result.reasoningText).toBeTruthy()
    expect(result.finishReason).toBe('stop')
    expect(result.usage.inputTokens).toBeGreaterThan(0)
    expect(result.usage.outputTokens).toBeGreaterThan(0)
    const cost = result.providerMetadata?.nanogpt?.costUsd
    expect(cost).toBeGreaterThan(0)
    expect(before - emulator.account.balance).toBeCloseTo(cost as number, 10)
    expect(result.warnings).toEqual([])
    expect(emulator.unknownFields).toEqual([])
  })

  test('runs a loop of tools, and replays what was said', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.replies.next({
      reasoning: 'I need the city.',
      toolCalls: [{ id: 'c1', name: 'findCity', arguments: { name: 'Paris' } }],
    })
    emulator.replies.next({ toolCalls: [{ id: 'c2', name: 'getWeather', arguments: { cityId: 7 } }] })
    emulator.replies.next({ text: 'It is sunny.' })
    const getWeather = vi.fn(async ({ cityId }: { cityId: number }) => ({ cityId, sky: 'sunny' }))
    const { text, steps } = await generateText({
      model: nanogpt('zai-org/glm-5:thinking'),
      prompt: 'What is the weather in Paris?',
      stopWhen: isStepCount(5),
      tools: {
        findCity: tool({ inputSchema: z.object({ name: z.string() }), execute: async () => ({ cityId: 7 }) }),
        getWeather: tool({ inputSchema: z.object({ cityId: z.number() }), execute: getWeather }),
      },
    })
    expect(text).toBe('It is sunny.')
    expect(steps.map(step => step.finishReason)).toEqual(['tool-calls', 'tool-calls', 'stop'])
    expect(getWeather).toHaveBeenCalledOnce()
    expect(emulator.requests[2]?.body).toHaveProperty('messages', [
      { role: 'user', content: 'What is the weather in Paris?' },
      {
        role: 'assistant',
        content: null,
        reasoning: 'I need the city.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'findCity', arguments: '{"name":"Paris"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: '{"cityId":7}' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'c2', type: 'function', function: { name: 'getWeather', arguments: '{"cityId":7}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c2', content: '{"cityId":7,"sky":"sunny"}' },
    ])
  })

  test('returns an object that satisfies its schema', async () => {
    const { model } = setUp()
    const schema = z.object({
      title: z.string().min(1),
      minutes: z.number().int().min(1),
      tags: z.array(z.string()),
    })
    const { output } = await generateText({ model, prompt: 'A recipe', output: Output.object({ schema }) })
    expect(schema.parse(output)).toEqual(output)
  })

  test('takes images as bytes and as URLs, and does not download the latter', async () => {
    const { model, lastBody } = setUp()
    await generateText({
      model,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'file', mediaType: 'image', data: new URL('https://example.com/cat.png') },
          ],
        },
      ],
    })
    expect(lastBody().messages).toMatchObject([
      {
        content: [{ type: 'text' }, { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } }],
      },
    ])
  })

  test('retries what may pass, and does not what will not', async () => {
    const { model, emulator } = setUp()
    emulator.faults.next({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } })
    await expect(generateText({ model, prompt: 'Hi' })).resolves.toMatchObject({ finishReason: 'stop' })
    expect(emulator.requests).toHaveLength(2)

    emulator.reset()
    emulator.faults.always({ type: 'status', status: 402 })
    const error = await rejectionOf(generateText({ model, prompt: 'Hi' }))
    expect(isNanoGPTError(error) && error.data.status).toBe(402)
    expect(emulator.requests).toHaveLength(1)
  })
})

describe('streamText', () => {
  const weather = () => {
    const execute = vi.fn(async () => 'sunny')
    return { execute, tools: { getWeather: tool({ inputSchema: z.object({ city: z.string() }), execute }) } }
  }
  const call = (args: string, index = 0) =>
    chunk({ tool_calls: [{ index, id: `c${index}`, function: { name: 'getWeather', arguments: args } }] })

  test('streams reasoning and text', async () => {
    const { nanogpt } = setUp()
    const result = streamText({ model: nanogpt('zai-org/glm-5:thinking:online'), prompt: 'News of owls?' })
    const types = new Set((await collect(result.fullStream)).map(part => part.type))
    expect([...types]).toEqual(expect.arrayContaining(['reasoning-delta', 'text-delta', 'source', 'finish']))
    expect((await result.sources).length).toBeGreaterThan(0)
    expect(await result.finishReason).toBe('stop')
  })

  test('streams a typed object', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ text: '{"title":"Soup","minutes":20}', chunkSize: 5 })
    const schema = z.object({ title: z.string(), minutes: z.number() })
    const result = streamText({ model, prompt: 'A recipe', output: Output.object({ schema }) })
    const partials = await collect(result.partialOutputStream)
    expect(partials.length).toBeGreaterThan(1)
    expect(schema.parse(await result.output)).toEqual(partials.at(-1))
  })

  test('executes no tool of a stream that was cut', async () => {
    const { model, emulator } = setUp()
    const { execute, tools } = weather()
    emulator.replies.next({ frames: [call('{"city":"Paris"}'), call('{"city":', 1)], done: false })
    const result = streamText({ model, prompt: 'Weather?', tools, stopWhen: isStepCount(3) })
    await result.consumeStream()
    expect(await result.finishReason).toBe('interrupted')
    expect(execute).not.toHaveBeenCalled()
    expect(emulator.requests).toHaveLength(1)
  })

  test('executes the complete tool calls of a stream that ended with [DONE] and no reason', async () => {
    const { model, emulator } = setUp()
    const { execute, tools } = weather()
    emulator.replies.next({ frames: [call('{"city":"Paris"}')] })
    emulator.replies.next({ text: 'Sunny.' })
    const result = streamText({ model, prompt: 'Weather?', tools, stopWhen: isStepCount(3) })
    expect(await result.text).toBe('Sunny.')
    expect(execute).toHaveBeenCalledOnce()
  })

  test('hands an error frame to onError, and stays failed', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({
      frames: [chunk({ content: 'Hel' }), { error: { message: 'upstream failed', status: 503 } }],
    })
    const onError = vi.fn()
    const result = streamText({ model, prompt: 'Hi', onError })
    await result.consumeStream()
    expect(onError).toHaveBeenCalledOnce()
    expect(isNanoGPTError(onError.mock.calls[0]?.[0].error)).toBe(true)
    expect(await result.finishReason).toBe('error')
  })

  test('retries an error of the first frame', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({
      body: 'data: {"error":{"message":"busy","status":503}}\n\n',
      headers: { 'content-type': 'text/event-stream', 'retry-after-ms': '1' },
    })
    const result = streamText({ model, prompt: 'Hi' })
    expect(await result.finishReason).toBe('stop')
    expect(emulator.requests).toHaveLength(2)
  })

  test('does not retry a 402 of the first frame', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [{ error: { message: 'no money', status: 402 } }] })
    const onError = vi.fn()
    await streamText({ model, prompt: 'Hi', onError }).consumeStream()
    expect(onError).toHaveBeenCalledOnce()
    expect(emulator.requests).toHaveLength(1)
  })
})
