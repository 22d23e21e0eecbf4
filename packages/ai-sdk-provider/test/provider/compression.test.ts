import { describe, expect, test } from 'vitest'
import type { NanoGPTProviderSettings } from '../../src/index.ts'
import { promptOf, rejectionOf, setUp } from '../harness.ts'

const long = promptOf('owl '.repeat(10_000))

async function send(settings: NanoGPTProviderSettings, prompt = long) {
  const { model, lastRequest } = setUp(settings)
  const { content } = await model.doGenerate({ prompt })
  expect(content).not.toEqual([])
  const { headers, bytesReceived, bodyText } = lastRequest()
  return { encoding: headers['content-encoding'], bytesReceived, length: bodyText.length }
}

describe('a long request', () => {
  test("is gzipped for NanoGPT's own hosts", async () => {
    const { encoding, bytesReceived, length } = await send({})
    expect(encoding).toBe('gzip')
    expect(length).toBeGreaterThan(40_000)
    expect(bytesReceived).toBeLessThan(length / 10)
  })

  test.each([
    ['for other hosts', { baseURL: 'http://localhost:8787' }],
    ['when that is off', { compression: 'off' }],
    ['below the size that was set', { compression: { minBytes: 1_000_000 } }],
  ] as const)('is sent as it is %s', async (_name, settings) => {
    expect((await send(settings)).encoding).toBeUndefined()
  })

  test('is gzipped for other hosts from the size that was set on', async () => {
    expect((await send({ baseURL: 'http://localhost:8787', compression: { minBytes: 10 } })).encoding).toBe(
      'gzip',
    )
  })
})

test('a short request is sent as it is', async () => {
  expect((await send({}, promptOf('owl'))).encoding).toBeUndefined()
})

test('a server that refuses gzip gets the request once more, and is remembered', async () => {
  const { model, emulator } = setUp()
  emulator.faults.next({ type: 'status', status: 415, code: 'unsupported_content_encoding' })
  await model.doGenerate({ prompt: long })
  await model.doGenerate({ prompt: long })
  expect(emulator.requests.map(request => request.headers['content-encoding'])).toEqual([
    'gzip',
    undefined,
    undefined,
  ])
})

test('a 415 of another request is an error at once', async () => {
  const { model, emulator } = setUp({ compression: 'off' })
  emulator.faults.next({ type: 'status', status: 415 })
  expect(await rejectionOf(Promise.resolve(model.doGenerate({ prompt: long })))).toMatchObject({
    statusCode: 415,
  })
  expect(emulator.requests).toHaveLength(1)
})
