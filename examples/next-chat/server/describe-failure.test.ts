import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY, type Fault } from '@nanogpt/emulator'
import { generateText, RetryError } from 'ai'
import { expect, test } from 'vitest'
import { describeFailure } from './describe-failure.ts'

async function failureOf(fault: Fault | undefined, options: { apiKey?: string; routing?: 'price' } = {}) {
  const emulator = createEmulator()
  if (fault !== undefined) emulator.faults.always(fault)
  const nanogpt = createNanoGPT({ apiKey: options.apiKey ?? EMULATOR_API_KEY, fetch: emulator.fetch })
  const { routing } = options
  const error: unknown = await generateText({
    model: nanogpt('openai/gpt-5.2'),
    prompt: 'Hello',
    maxRetries: 0,
    ...(routing && { providerOptions: { nanogpt: { routing } } }),
  }).catch((reason: unknown) => reason)
  return describeFailure(error)
}

test.each<[Fault & { type: 'status' }, string, string | undefined]>([
  [{ type: 'status', status: 402 }, 'The balance is used up', 'add-balance'],
  [{ type: 'status', status: 404 }, 'NanoGPT does not have this model', 'choose-model'],
  [{ type: 'status', status: 413 }, 'The conversation is too large to send', 'new-conversation'],
  [{ type: 'status', status: 429 }, 'Too many questions at once', 'retry'],
  [{ type: 'status', status: 503 }, 'The model is not available right now', 'retry'],
  [
    { type: 'status', status: 400, code: 'image_input_not_supported' },
    'This model cannot see images',
    'choose-model',
  ],
  [
    { type: 'status', status: 429, code: 'daily_rpd_limit_exceeded' },
    'The daily limit of the API key is reached',
    undefined,
  ],
  [{ type: 'status', status: 418, message: 'I am a teapot' }, 'The answer broke off', 'retry'],
])('$status $code: %s', async (fault, title, wayOut) => {
  const failure = await failureOf(fault)
  expect([failure.title, failure.wayOut]).toEqual([title, wayOut])
  expect(failure.requestId).toMatch(/^req_/)
  expect(failure.advice).toMatch(/\w/)
})

test('a route that the model does not have', async () => {
  expect(await failureOf(undefined, { routing: 'price' })).toMatchObject({
    advice: 'Set Route to auto, or choose another model.',
  })
})

test('the last of several attempts counts', async () => {
  const errors = [new Error('first'), new Error('last')]
  expect(describeFailure(new RetryError({ message: 'twice', reason: 'maxRetriesExceeded', errors }))).toEqual(
    describeFailure(new Error('last')),
  )
})

test('no network, and a key with a line break in it', async () => {
  expect((await failureOf({ type: 'network' })).title).toBe('NanoGPT cannot be reached')
  expect((await failureOf(undefined, { apiKey: 'sk-nano\nbroken' })).title).toBe('There is no API key')
})

test('what nobody expected says nothing of itself', () => {
  const failure = describeFailure(new TypeError('password is hunter2'))
  expect(JSON.stringify(failure)).not.toContain('hunter2')
})
