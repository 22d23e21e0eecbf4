import { APICallError, type LanguageModelV4StreamPart } from '@ai-sdk/provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect, finishOf, partsOf, promptOf, rejectionOf } from '../harness.ts'
import { answerOf, chunk, serveText, type Scripted } from './serve-text.ts'

const prompt = promptOf('Once')
const hello = chunk('Hello')

async function read(answer: Scripted, options: Parameters<typeof serveText>[1] = {}) {
  const { model } = serveText([answer], options)
  const { stream } = await model.doStream({ prompt })
  return collect(stream)
}

const textOf = (parts: readonly LanguageModelV4StreamPart[]) =>
  partsOf(parts, 'text-delta')
    .map(({ delta }) => delta)
    .join('')

describe('a stream ends as', () => {
  test.each<[name: string, answer: Scripted, unified: string, raw?: string]>([
    ['stop', { frames: [hello, chunk('', 'stop')] }, 'stop', 'stop'],
    ['stop, without [DONE]', { frames: [hello, chunk('', 'stop')], end: 'cut' }, 'stop', 'stop'],
    ['stop, without a reason', { frames: [hello] }, 'stop'],
    ['length', { frames: [chunk('Hello', 'length')] }, 'length', 'length'],
    ['content-filter', { frames: [hello, chunk('', 'content_filter')] }, 'content-filter', 'content_filter'],
    ['other', { frames: [hello, chunk('', 'bored')] }, 'other', 'bored'],
    ['interrupted', { frames: [hello], end: 'cut' }, 'interrupted'],
    ['interrupted, in a frame', { frames: [hello, 'data: {"choices":[{"te'], end: 'cut' }, 'interrupted'],
    ['error, by its reason', { frames: [hello, chunk('', 'error')] }, 'error', 'error'],
    ['error, by a frame', { frames: [hello, { error: { message: 'No' } }] }, 'error'],
    ['error, which nothing mends', { frames: [hello, { error: 'No' }, chunk('', 'stop')] }, 'error'],
    ['error, by what is no JSON', { frames: [hello, 'data: upstream gone\n\n'] }, 'error'],
    ['error, by the connection', { frames: [hello], end: 'break' }, 'error'],
  ])('%s', async (_, answer, unified, raw) => {
    const parts = await read(answer)
    expect(parts[0]?.type).toBe('stream-start')
    expect(finishOf(parts).finishReason).toEqual({ unified, raw })
    expect(textOf(parts)).toBe('Hello')
    expect(partsOf(parts, 'text-start')).toHaveLength(1)
    expect(partsOf(parts, 'text-end')).toHaveLength(1)
    expect(partsOf(parts, 'error')).toHaveLength(unified === 'error' ? 1 : 0)
  })

  test('error, after no event for idleTimeout', async () => {
    const parts = await read({ frames: [hello], end: 'stall' }, { idleTimeout: 50 })
    expect(finishOf(parts).finishReason.unified).toBe('error')
    expect(partsOf(parts, 'error')[0]?.error).toHaveProperty('data.code', 'idle_timeout')
  })

  test.each([
    ['stop', 'The model said nothing.'],
    ['length', 'The model said nothing before it reached its limit of tokens: raise maxOutputTokens.'],
  ])('%s, with a warning when nothing was said', async (reason, warning) => {
    const parts = await read({ frames: [chunk('', reason)] })
    expect(partsOf(parts, 'text-start')).toEqual([])
    expect(finishOf(parts).providerMetadata?.nanogpt?.warnings).toEqual([warning])
  })
})

describe('a stream that begins with', () => {
  test.each<[what: string, answer: Scripted, retryable: boolean]>([
    ['an error frame', { frames: [{ error: { status: 503, message: 'Busy' } }] }, true],
    ['a refusal', { json: { error: { message: 'No', code: 'insufficient_balance' } }, status: 402 }, false],
    ['a page', new Response('<html><title>Bad gateway</title></html>'), false],
    ['an error under 200', { json: { error: { message: 'No such model', code: 'model_not_found' } } }, false],
  ])('%s throws', async (_, answer, retryable) => {
    const { model } = serveText([answer])
    const error = await rejectionOf(model.doStream({ prompt }))
    expect(APICallError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('isRetryable', retryable)
  })

  test('a whole answer is read as one', async () => {
    const parts = await read({ json: answerOf('Hello') })
    expect(textOf(parts)).toBe('Hello')
    expect(finishOf(parts)).toMatchObject({
      finishReason: { unified: 'stop' },
      usage: { inputTokens: { total: 5 } },
    })
  })
})

describe('usage and facts', () => {
  const usage = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 }

  test.each<[where: string, frames: object[]]>([
    ['on the last chunk', [hello, chunk('', 'stop', { usage })]],
    ['on an empty chunk after it', [hello, chunk('', 'stop'), { choices: [], usage }]],
    ['in the choice', [hello, { choices: [{ index: 0, text: '', finish_reason: 'stop', usage }] }]],
    [
      'in the price alone',
      [hello, chunk('', 'stop', { x_nanogpt_pricing: { inputTokens: 5, outputTokens: 7 } })],
    ],
  ])('are read %s', async (_, frames) => {
    expect(finishOf(await read({ frames })).usage).toMatchObject({
      inputTokens: { total: 5 },
      outputTokens: { total: 7 },
    })
  })

  test('are unknown, not zero, where there are none', async () => {
    const { usage: unknown } = finishOf(await read({ frames: [hello, chunk('', 'stop')] }))
    expect(unknown.inputTokens.total).toBeUndefined()
    expect(unknown.outputTokens.total).toBeUndefined()
  })

  test('log probabilities of all chunks are put together', async () => {
    const piece = (text: string, logprob: number) => ({
      choices: [{ index: 0, text, logprobs: { tokens: [text], token_logprobs: [logprob] } }],
    })
    const finish = finishOf(await read({ frames: [piece('Hel', -0.5), piece('lo', -1), chunk('', 'stop')] }))
    expect(finish.providerMetadata?.nanogpt?.logprobs).toEqual({
      tokens: ['Hel', 'lo'],
      token_logprobs: [-0.5, -1],
    })
  })

  test('other choices are not mixed in, and raw chunks come when asked for', async () => {
    const other = { choices: [{ index: 1, text: 'Bye' }] }
    const { model } = serveText([{ frames: [hello, other, chunk('', 'stop')] }])
    const { stream } = await model.doStream({ prompt, includeRawChunks: true })
    const parts = await collect(stream)
    expect(textOf(parts)).toBe('Hello')
    expect(partsOf(parts, 'raw')).toHaveLength(3)
  })
})

test('any text comes back, in whatever pieces', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), async pieces => {
      const streamed = await read({ frames: [...pieces.map(piece => chunk(piece)), chunk('', 'stop')] })
      expect(textOf(streamed)).toBe(pieces.join(''))
    }),
    { numRuns: 50 },
  )
})
