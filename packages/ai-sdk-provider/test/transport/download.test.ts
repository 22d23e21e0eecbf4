import { APICallError } from '@ai-sdk/provider'
import { describe, expect, test, vi } from 'vitest'
import { isNanoGPTError } from '../../src/index.ts'
import { rejectionOf } from '../harness.ts'
import { bytesOf, clientOf, KEY } from './client-of.ts'

const file = (body = 'sound') =>
  new Response(bytesOf(body), { headers: { 'content-type': 'audio/mpeg; rate=1' } })

const options = { what: 'The audio', abortSignal: undefined }

test('a file is fetched without credentials', async () => {
  const { client, requests } = clientOf(() => file())
  const { bytes, mediaType } = await client.download({
    ...options,
    url: 'https://files.example/a?signature=1',
  })
  expect(new TextDecoder().decode(bytes)).toBe('sound')
  expect(mediaType).toBe('audio/mpeg')
  expect([...(requests[0]?.headers.keys() ?? [])]).toEqual(['user-agent'])
})

test('the configured host may be a private address', async () => {
  const { client } = clientOf(() => file())
  const { bytes } = await client.download({ ...options, url: 'http://127.0.0.1:8787/files/1' })
  expect(bytes).toHaveLength(5)
})

describe('what cannot be fetched is an error that no retry repeats, with the address', () => {
  const refusals: [string, (url: URL) => Response, RegExp][] = [
    [
      'http://169.254.169.254/latest',
      () => file(),
      /The audio could not be downloaded: .*169\.254\.169\.254.* is not allowed/,
    ],
    ['http://127.0.0.1:9999/other-port', () => file(), /is not allowed/],
    ['ftp://files.example/a', () => file(), /must be http, https/],
    [
      'https://files.example/a',
      url =>
        url.pathname === '/a'
          ? new Response(null, { status: 302, headers: { location: 'https://10.0.0.1/b' } })
          : file(),
      /10\.0\.0\.1.* is not allowed/,
    ],
    [
      'https://files.example/expired',
      () =>
        new Response('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>', {
          status: 403,
        }),
      /answered 403 \(Request has expired\)\. .*about an hour/,
    ],
    [
      'https://files.example/short',
      () => new Response(bytesOf('sou'), { headers: { 'content-length': '5' } }),
      /ended after 3 of 5 bytes/,
    ],
  ]
  test.each(refusals)('%s', async (url, answer, message) => {
    const { client, requests } = clientOf(answer)
    const error = await rejectionOf(client.download({ ...options, url }))
    expect(error).toMatchObject({ isRetryable: false, data: { code: 'download_failed', details: { url } } })
    expect(isNanoGPTError(error) && error.message).toMatch(message)
    expect(JSON.stringify(requests.map(({ headers }) => [...headers]))).not.toContain(KEY)
  })

  test('a file above the limit', async () => {
    const { client } = clientOf(() => file('x'.repeat(100)))
    const url = 'https://files.example/large'
    const error = await rejectionOf(client.download({ ...options, url, maxBytes: 99 }))
    expect(error).toMatchObject({ message: expect.stringContaining('99 bytes'), isRetryable: false })
  })
})

test('a host that fails for a moment is asked again', async () => {
  let failures = 2
  const { client, requests } = clientOf(() => {
    failures -= 1
    if (failures === 1) throw new TypeError('fetch failed')
    return failures === 0 ? new Response('busy', { status: 503 }) : file()
  })
  const { bytes } = await client.download({ ...options, url: 'https://files.example/a' })
  expect(bytes).toHaveLength(5)
  expect(requests).toHaveLength(3)
})

test('a host that says when to ask again is asked then', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const headers = { 'retry-after': '20' }
  const { client, requests } = clientOf(() =>
    requests.length === 1 ? new Response('busy', { status: 429, headers }) : file(),
  )
  const download = client.download({ ...options, url: 'https://files.example/a' })
  await vi.advanceTimersByTimeAsync(19_999)
  expect(requests).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect((await download).bytes).toHaveLength(5)
  vi.useRealTimers()
})

test('one that wants to be asked much later is given up', async () => {
  const headers = { 'retry-after': '3600' }
  const { client, requests } = clientOf(() => new Response('busy', { status: 503, headers }))
  const error = await rejectionOf(client.download({ ...options, url: 'https://files.example/a' }))
  expect(error).toMatchObject({ data: { code: 'download_failed' } })
  expect(requests).toHaveLength(1)
})

test('a connection that fails says so', async () => {
  const { client } = clientOf(() => {
    throw new TypeError('fetch failed', { cause: new Error('other side closed') })
  })
  const error = await rejectionOf(client.download({ ...options, url: 'https://files.example/a' }))
  expect(error).toHaveProperty(
    'message',
    expect.stringContaining('The audio could not be downloaded: the connection failed (other side closed).'),
  )
})

test('one that goes on failing is given up', async () => {
  const { client, requests } = clientOf(() => new Response('busy', { status: 503 }))
  const error = await rejectionOf(client.download({ ...options, url: 'https://files.example/a' }))
  expect(APICallError.isInstance(error) && [error.isRetryable, error.statusCode]).toEqual([false, 503])
  expect(requests).toHaveLength(3)
})

test('an abort ends a download that hangs, with the reason that was given', async () => {
  const { client } = clientOf(() => new Promise<Response>(() => {}))
  const controller = new AbortController()
  const download = client.download({
    what: 'The audio',
    url: 'https://files.example/a',
    abortSignal: controller.signal,
  })
  const reason = new Error('enough')
  controller.abort(reason)
  expect(await rejectionOf(download)).toBe(reason)
})
