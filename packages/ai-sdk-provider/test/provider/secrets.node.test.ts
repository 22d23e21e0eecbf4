import { inspect } from 'node:util'
import { APICallError, InvalidArgumentError, LoadAPIKeyError } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { createNanoGPT, type NanoGPTProviderSettings } from '../../src/index.ts'
import { promptOf, rejectionOf } from '../harness.ts'

const KEY = 'sk-nano-secret-0001'

const call = (settings: NanoGPTProviderSettings) =>
  createNanoGPT(settings)('x').doGenerate({ prompt: promptOf('Hi') })
const failure = (settings: NanoGPTProviderSettings) => rejectionOf(Promise.resolve(call(settings)))

/** Everything that a log could show of a value. */
const everythingOf = (value: unknown) =>
  inspect(value, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(value)

const answering = (body: string, init?: ResponseInit) => async () =>
  new Response(body, { status: 401, ...init })

test('a model and its provider show no key and no header when they are logged or turned to JSON', () => {
  const nanogpt = createNanoGPT({ apiKey: KEY, headers: { authorization: `Bearer ${KEY}` } })
  expect(everythingOf(nanogpt)).not.toContain(KEY)
  expect(everythingOf(nanogpt('x'))).not.toContain(KEY)
})

describe('an error shows no key', () => {
  test.each([
    ['that the body repeats', { apiKey: KEY, fetch: answering(`{"error":"wrong key ${KEY}"}`) }],
    [
      'that a response header repeats',
      { apiKey: KEY, fetch: answering('', { headers: { 'x-echo': `Bearer ${KEY}` } }) },
    ],
    [
      'that came as a header',
      { headers: { Authorization: `Bearer ${KEY}` }, fetch: answering(`wrong: ${KEY}`) },
    ],
    [
      'behind an escape',
      { apiKey: KEY, fetch: answering(`{"error":{"message":"wrong:\\n${KEY} \\u003c${KEY}"}}`) },
    ],
    ['that came as x-api-key', { headers: { 'x-api-key': KEY }, fetch: answering(`wrong: ${KEY}`) }],
    [
      'that the network library repeats',
      {
        apiKey: KEY,
        fetch: () =>
          Promise.reject(new TypeError('fetch failed', { cause: new Error(`connect with Bearer ${KEY}`) })),
      },
    ],
  ])('%s', async (_name, settings) => {
    const error = await failure(settings)
    expect(APICallError.isInstance(error)).toBe(true)
    expect(everythingOf(error)).not.toContain(KEY)
  })

  test.each([
    ['a cause that is a text', () => new Error('x', { cause: `Bearer ${KEY}` })],
    ['a cause that is a record', () => new Error('x', { cause: { headers: { authorization: KEY } } })],
    ['errors in one', () => new AggregateError([new Error(KEY)], 'x')],
    ['a property of its own', () => Object.assign(new Error('x'), { config: { headers: [KEY] } })],
    ['a text', () => `failed with ${KEY}`],
  ])('that a fetch throws as %s', async (_name, thrown) => {
    const error = await failure({ apiKey: KEY, fetch: () => Promise.reject(thrown()) })
    expect(everythingOf(error)).not.toContain(KEY)
  })

  test.each([`${KEY}\nfoo`, `${KEY}\u0000`, `${KEY} two`, `${KEY}ü`])(
    'that no header can carry (%j)',
    async apiKey => {
      const error = await failure({ apiKey })
      expect(LoadAPIKeyError.isInstance(error)).toBe(true)
      expect(everythingOf(error)).not.toContain(KEY)
    },
  )

  test('in a header that cannot be sent', async () => {
    const error = await failure({ headers: { authorization: `Bearer ${KEY}\nfoo` } })
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(everythingOf(error)).not.toContain(KEY)
  })
})

test('a placeholder for a key garbles no words of the server', async () => {
  const error = await failure({
    apiKey: 'key',
    fetch: answering('{"error":{"message":"no key","code":"invalid_api_key"}}'),
  })
  expect(error).toMatchObject({
    message: expect.stringContaining('no key'),
    data: { code: 'invalid_api_key' },
  })
})

test.each([301, 302, 307, 308])('a redirect (%i) is not followed, and names where it leads', async status => {
  const requests: RequestInit[] = []
  const error = await failure({
    apiKey: KEY,
    fetch: async (_url, init) => {
      requests.push(init ?? {})
      return new Response(null, { status, headers: { location: 'https://elsewhere.example/v1' } })
    },
  })
  expect(requests).toMatchObject([{ redirect: 'manual' }])
  expect(error).toMatchObject({
    isRetryable: false,
    message: expect.stringMatching(/nano-gpt\.com redirects to https:\/\/elsewhere\.example.*baseURL/),
  })
})
