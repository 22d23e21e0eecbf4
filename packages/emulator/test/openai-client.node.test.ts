import OpenAI from 'openai'
import type {
  ChatCompletionFunctionTool,
  ChatCompletionMessageFunctionToolCall,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EMULATOR_API_KEY } from '../src/index.ts'
import { serveEmulator, type ServedEmulator } from '../src/server.ts'

// The official client of another company: what it can use, any client can.
let served: ServedEmulator
let client: OpenAI

beforeAll(async () => {
  served = await serveEmulator()
  client = new OpenAI({ baseURL: `${served.url}/api/v1`, apiKey: EMULATOR_API_KEY, maxRetries: 0 })
})
beforeEach(() => served.emulator.reset())
afterAll(() => served.close())

const model = 'zai-org/glm-5'
const ask = (content: string): ChatCompletionMessageParam[] => [{ role: 'user', content }]
const getWeather: ChatCompletionFunctionTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
  },
}

describe('the openai package', () => {
  it('embeds, and decodes what it asks for in base64', async () => {
    const { data, usage } = await client.embeddings.create({
      model: 'text-embedding-3-small',
      input: ['An owl.', 'A bee.'],
      dimensions: 64,
    })
    expect(data.map(({ index, embedding }) => [index, embedding.length])).toEqual([
      [0, 64],
      [1, 64],
    ])
    expect(usage.prompt_tokens).toBeGreaterThan(0)
    expect(served.emulator.requests.at(-1)?.body).toHaveProperty('encoding_format', 'base64')
  })

  it('chats', async () => {
    const { data, request_id } = await client.chat.completions
      .create({ model, messages: ask('How do bees fly?') })
      .withResponse()
    expect(data.choices[0]?.message.content).toContain('How do bees fly?')
    expect(request_id).toBe(served.emulator.requests[0]?.id)
    expect(served.emulator.unknownFields).toEqual([])
  })

  it('streams', async () => {
    const stream = await client.chat.completions.create({
      model,
      messages: ask('How do bees fly?'),
      stream: true,
      stream_options: { include_usage: true },
    })
    let text = ''
    let tokens = 0
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      tokens = chunk.usage?.total_tokens ?? tokens
    }
    expect(text).toContain('How do bees fly?')
    expect(tokens).toBeGreaterThan(10)
  })

  it('calls tools from a stream, and gets an answer for the result', async () => {
    const messages = ask('What is the weather in Paris?')
    const runner = client.chat.completions.stream({ model, messages, tools: [getWeather] })
    const { message, finish_reason } = (await runner.finalChatCompletion()).choices[0]!
    expect(finish_reason).toBe('tool_calls')
    const call = message.tool_calls?.find(
      ({ type }) => type === 'function',
    ) as ChatCompletionMessageFunctionToolCall
    expect(JSON.parse(call.function.arguments)).toEqual({ city: 'Paris' })
    const answer = await client.chat.completions.create({
      model,
      messages: [
        ...messages,
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: call.id, content: '21 degrees' },
      ],
      tools: [getWeather],
    })
    expect(answer.choices[0]?.message.content).toContain('21 degrees')
  })

  it('gets objects', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, born: { type: 'integer' } },
      required: ['name', 'born'],
      additionalProperties: false,
    }
    const { choices } = await client.chat.completions.create({
      model,
      messages: ask('Who was Ada Lovelace, born 1815?'),
      response_format: { type: 'json_schema', json_schema: { name: 'person', strict: true, schema } },
    })
    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ name: 'Ada Lovelace', born: 1815 })
  })

  it('lists models', async () => {
    const ids = []
    for await (const { id } of client.models.list()) ids.push(id)
    expect(ids).toContain(model)
  })

  it('throws its own classes for our statuses', async () => {
    const stranger = new OpenAI({ baseURL: `${served.url}/api/v1`, apiKey: 'wrong', maxRetries: 0 })
    await expect(stranger.chat.completions.create({ model, messages: ask('x') })).rejects.toThrow(
      OpenAI.AuthenticationError,
    )
    await expect(
      client.chat.completions.create({ model: 'nobody/nothing', messages: ask('x') }),
    ).rejects.toThrow(OpenAI.NotFoundError)
    await expect(client.chat.completions.create({ model, messages: [] })).rejects.toMatchObject({
      status: 400,
      code: 'invalid_parameter_value',
      param: 'messages',
    })
    served.emulator.faults.next({ type: 'status', status: 429, retryAfter: 1 })
    await expect(client.chat.completions.create({ model, messages: ask('x') })).rejects.toThrow(
      OpenAI.RateLimitError,
    )
  })

  it('retries after a fault, and then succeeds', async () => {
    served.emulator.faults.next({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } })
    const patient = client.withOptions({ maxRetries: 1 })
    expect((await patient.chat.completions.create({ model, messages: ask('x') })).choices).toHaveLength(1)
    expect(served.emulator.requests.map(({ status }) => status)).toEqual([503, 200])
  })

  it('sees an error frame in a stream', async () => {
    served.emulator.faults.next({ type: 'errorFrame', afterFrames: 2, message: 'The provider died.' })
    const stream = await client.chat.completions.create({ model, messages: ask('x'), stream: true })
    const reading = (async () => {
      for await (const chunk of stream) void chunk
    })()
    await expect(reading).rejects.toThrow('The provider died.')
  })
})

describe('over a socket', () => {
  const post = (body: object, signal?: AbortSignal): Promise<Response> =>
    fetch(`${served.url}/api/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': EMULATOR_API_KEY },
      body: JSON.stringify({ model, messages: ask('How do bees fly?'), ...body }),
      ...(signal && { signal }),
    })

  it('a failing network is a connection that breaks', async () => {
    served.emulator.faults.next({ type: 'network' })
    await expect(post({})).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'UND_ERR_SOCKET' },
    })
  })

  it('a broken stream delivers its frames and then fails the reader', async () => {
    served.emulator.faults.next({ type: 'cut', afterFrames: 2, how: 'break' })
    const response = await post({ stream: true })
    let text = ''
    const decoder = new TextDecoder()
    const reading = (async () => {
      for await (const piece of response.body!) text += decoder.decode(piece as Uint8Array, { stream: true })
    })()
    await expect(reading).rejects.toMatchObject({ message: 'terminated' })
    expect(text.match(/^data: /gm)).toHaveLength(2)
  })

  it('a cut stream ends politely', async () => {
    served.emulator.faults.next({ type: 'cut', afterFrames: 2, how: 'end' })
    expect((await (await post({ stream: true })).text()).match(/^data: /gm)).toHaveLength(2)
  })

  it('a client that leaves a stream is recorded', async () => {
    served.emulator.faults.next({ type: 'stall', afterFrames: 1 })
    const controller = new AbortController()
    const response = await post({ stream: true }, controller.signal)
    await response.body!.getReader().read()
    controller.abort()
    await expect.poll(() => served.emulator.requests[0]?.cancelled).toBe(true)
  })

  it('a client that reads to the end is not recorded as leaving', async () => {
    await (await post({ stream: true })).text()
    await (await post({})).text()
    expect(served.emulator.requests.map(({ cancelled, status }) => [cancelled, status])).toEqual([
      [false, 200],
      [false, 200],
    ])
  })

  it('pieces of one byte arrive as the same text', async () => {
    served.emulator.faults.next({ type: 'split', bytes: 1 })
    served.emulator.replies.next({ text: '😀 größer' })
    expect(await (await post({})).json()).toMatchObject({ choices: [{ message: { content: '😀 größer' } }] })
  })
})
