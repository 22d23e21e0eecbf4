import { APICallError } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { isNanoGPTError } from '../../src/index.ts'
import {
  chunk,
  collect,
  finishOf,
  partsOf,
  promptOf,
  rejectionOf,
  setUp,
  type SetUpOptions,
} from '../harness.ts'

const prompt = promptOf('Hello')
const hello = chunk({ content: 'Hello' })
const role = chunk({ role: 'assistant', content: '' })

async function open(
  reply: Parameters<ReturnType<typeof setUp>['emulator']['replies']['next']>[0],
  settings?: SetUpOptions,
) {
  const { model, emulator } = setUp(settings)
  emulator.replies.next(reply)
  return model.doStream({ prompt })
}

async function read(...reply: Parameters<typeof open>) {
  return collect((await open(...reply)).stream)
}

describe('a stream ends as', () => {
  test.each([
    ['stop', [hello, chunk({}, 'stop')], true, { unified: 'stop', raw: 'stop' }],
    [
      'stop, with a reason and no [DONE]',
      [hello, chunk({}, 'stop')],
      false,
      { unified: 'stop', raw: 'stop' },
    ],
    ['stop, with [DONE] and no reason', [hello], true, { unified: 'stop', raw: undefined }],
    ['interrupted, with neither', [hello], false, { unified: 'interrupted', raw: undefined }],
    ['interrupted, with nothing at all', [], false, { unified: 'interrupted', raw: undefined }],
    [
      'interrupted, with half a frame',
      [hello, 'data: {"choices":[{"delta":{"con'],
      false,
      { unified: 'interrupted', raw: undefined },
    ],
    [
      'interrupted, with half a [DONE]',
      [hello, 'data: [DO'],
      false,
      { unified: 'interrupted', raw: undefined },
    ],
    [
      'other, with a reason nobody knows',
      [hello, chunk({}, 'bored')],
      true,
      { unified: 'other', raw: 'bored' },
    ],
    ['length', [hello, chunk({}, 'length')], true, { unified: 'length', raw: 'length' }],
  ])('%s', async (_name, frames, done, finishReason) => {
    const finish = finishOf(await read({ frames, done }))
    expect(finish.finishReason).toEqual(finishReason)
  })

  test('length, with a warning when nothing was said', async () => {
    const finish = finishOf(await read({ frames: [role, chunk({}, 'length')] }))
    expect(finish.providerMetadata?.nanogpt?.warnings).toEqual([
      'The model said nothing before it reached its limit of tokens: raise maxOutputTokens.',
    ])
  })

  test('stop, with a warning when nothing was said', async () => {
    const finish = finishOf(await read({ frames: [role, chunk({}, 'stop')] }))
    expect(finish.providerMetadata?.nanogpt?.warnings).toEqual(['The model said nothing.'])
  })

  test.each([
    [
      'an error frame',
      [hello, { error: { message: 'upstream failed', status: 503, code: 'service_unavailable' } }],
    ],
    [
      'an error frame within a chunk',
      [
        hello,
        {
          ...chunk({}, 'error'),
          error: { status: 503, message: 'upstream failed', code: 'service_unavailable' },
        },
      ],
    ],
    [
      'an error frame that a success follows',
      [
        hello,
        { error: { message: 'upstream failed', status: 503 } },
        chunk({ content: '!' }),
        chunk({}, 'stop'),
      ],
    ],
    ['a plain error text', [hello, { error: 'upstream failed', status: 503 }]],
    ['a flat error', [hello, { code: 'service_unavailable', message: 'upstream failed' }]],
  ])('error, after %s', async (_name, frames) => {
    const parts = await read({ frames })
    const errors = partsOf(parts, 'error').map(part => part.error)
    expect(errors).toHaveLength(1)
    expect(isNanoGPTError(errors[0])).toBe(true)
    expect(errors[0]).toMatchObject({ statusCode: 503, isRetryable: true, message: 'upstream failed' })
    expect(finishOf(parts).finishReason.unified).toBe('error')
    expect(partsOf(parts, 'text-delta').map(part => part.delta)).toEqual(['Hello'])
  })

  test('error, after the reason error without an error', async () => {
    const parts = await read({ frames: [hello, chunk({}, 'error')] })
    expect(partsOf(parts, 'error')).toHaveLength(1)
    expect(finishOf(parts).finishReason).toEqual({ unified: 'error', raw: 'error' })
  })

  test('error, after a connection that broke', async () => {
    const parts = await read({ frames: [hello], end: 'break' })
    expect(partsOf(parts, 'error')).toMatchObject([
      { error: { message: expect.stringContaining('connection') } },
    ])
    expect(finishOf(parts).finishReason.unified).toBe('error')
  })

  test('error, after a frame that is no JSON in the middle', async () => {
    const parts = await read({ frames: [hello, 'data: {"choices":[{"del\n\n', chunk({}, 'stop')] })
    expect(partsOf(parts, 'error')).toMatchObject([
      { error: { message: expect.stringContaining('missing') } },
    ])
    expect(finishOf(parts).finishReason.unified).toBe('error')
  })

  test('error, with the reason of the frame that the error came in', async () => {
    const frame = { ...chunk({}, 'error'), error: { message: 'Gone', status: 503 } }
    const parts = await read({ frames: [hello, frame] })
    expect(finishOf(parts).finishReason).toEqual({ unified: 'error', raw: 'error' })
  })

  test('error, after no event for idleTimeout, although comments came', async () => {
    const { stream } = await open({ frames: [hello, ': keep-alive\n\n'], end: 'stall' }, { idleTimeout: 50 })
    const parts = await collect(stream)
    expect(partsOf(parts, 'error')).toMatchObject([{ error: { message: expect.stringContaining('50 ms') } }])
    expect(finishOf(parts).finishReason.unified).toBe('error')
  })

  test('error, at once, when the server goes silent after an error', async () => {
    const started = performance.now()
    const { stream } = await open({ frames: [hello, { error: { message: 'x', status: 503 } }], end: 'stall' })
    expect(finishOf(await collect(stream)).finishReason.unified).toBe('error')
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('usage that comes after an error is still reported', async () => {
    const parts = await read({
      frames: [
        hello,
        { error: { message: 'x', status: 500 } },
        { choices: [], usage: { prompt_tokens: 3, completion_tokens: 1 } },
      ],
    })
    expect(finishOf(parts).usage.inputTokens.total).toBe(3)
  })
})

describe('an error before the first content is thrown', () => {
  test.each([
    [
      'as the first frame',
      [{ error: { message: 'no', status: 503, code: 'service_unavailable' } }],
      { statusCode: 503, isRetryable: true },
    ],
    [
      'after the role',
      [role, { error: { message: 'no', code: 'insufficient_balance' } }],
      { statusCode: 402, isRetryable: false },
    ],
    ['without a status', [role, { error: { message: 'no' } }], { isRetryable: true }],
    ['as the reason error', [role, chunk({}, 'error')], { isRetryable: true }],
  ])('%s', async (_name, frames, expected) => {
    const error = await rejectionOf(open({ frames }))
    expect(isNanoGPTError(error)).toBe(true)
    expect(error).toMatchObject({ ...expected, url: 'https://nano-gpt.com/api/v1/chat/completions' })
  })

  test('as a broken connection', async () => {
    const error = await rejectionOf(open({ frames: [role], end: 'break' }))
    expect(APICallError.isInstance(error) && error.isRetryable).toBe(true)
  })

  test('as a body that is JSON', async () => {
    const error = await rejectionOf(
      open({ json: { error: 'Insufficient balance', status: 402, requiredBalance: 0.1 } }),
    )
    expect(error).toMatchObject({
      statusCode: 402,
      isRetryable: false,
      data: { details: { requiredBalance: 0.1 } },
    })
  })

  test.each([
    ['HTML', '<!doctype html><title>Welcome</title>', 'text/html', /HTML page.*“Welcome”.*Check baseURL/],
    ['text', 'Something is wrong here.\nTruly.', 'text/plain', /^Something is wrong here/],
    ['broken JSON', '{"choices":[', 'application/json', /choices/],
  ])('as a body that is %s', async (_name, body, contentType, message) => {
    const error = await rejectionOf(open({ body, headers: { 'content-type': contentType } }))
    expect(APICallError.isInstance(error) && error.message).toMatch(message)
    expect(error).toMatchObject({ isRetryable: false, responseBody: body })
  })

  test('but not once a model thinks for longer than the grace', async () => {
    const started = performance.now()
    const { stream } = await open({ frames: [role], end: 'stall' })
    expect(performance.now() - started).toBeLessThan(5_000)
    await stream.cancel()
  })
})

test('a whole JSON answer to a request for a stream is streamed', async () => {
  const parts = await read({
    json: {
      id: 'x',
      choices: [{ index: 0, message: { content: 'Hello', reasoning: 'Hm.' }, finish_reason: 'stop' }],
    },
  })
  expect(partsOf(parts, 'text-delta').map(part => part.delta)).toEqual(['Hello'])
  expect(partsOf(parts, 'reasoning-delta').map(part => part.delta)).toEqual(['Hm.'])
  expect(finishOf(parts).finishReason.unified).toBe('stop')
})

describe('without a stream', () => {
  const generate = (reply: Parameters<typeof open>[0]) => {
    const { model, emulator } = setUp()
    emulator.replies.next(reply)
    return model.doGenerate({ prompt })
  }

  test.each([
    [
      'an error under status 200',
      { json: { error: { message: 'no', code: 'insufficient_balance' } } },
      { statusCode: 402, isRetryable: false },
    ],
    [
      'HTML under status 200',
      { body: '<html>', headers: { 'content-type': 'text/html' } },
      { statusCode: 200, isRetryable: false },
    ],
    [
      'JSON that is no answer',
      { json: { hello: 'world' } },
      { data: { code: 'unreadable_response' }, isRetryable: false },
    ],
    [
      'the reason error and nothing said',
      { json: { choices: [{ message: {}, finish_reason: 'error' }] } },
      { isRetryable: true },
    ],
  ])('%s is thrown', async (_name, reply, expected) => {
    const error = await rejectionOf(generate(reply))
    expect(isNanoGPTError(error)).toBe(true)
    expect(error).toMatchObject(expected)
  })

  test('the reason error after some text is told', async () => {
    const { finishReason, content } = await generate({
      json: { choices: [{ message: { content: 'Hel' }, finish_reason: 'error' }] },
    })
    expect(finishReason.unified).toBe('error')
    expect(content).toMatchObject([{ text: 'Hel' }])
  })

  test('an answer has its request and response beside it', async () => {
    const result = await generate({ text: 'Hi' })
    expect(result.request).toMatchObject({
      url: 'https://nano-gpt.com/api/v1/chat/completions',
      body: { model: 'openai/gpt-5.2' },
    })
    expect(result.response).toMatchObject({
      modelId: expect.stringContaining('gpt-5.2'),
      headers: { 'x-request-id': expect.any(String) },
    })
    expect(result.response?.timestamp).toBeInstanceOf(Date)
  })
})
