import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY } from '../src/index.ts'
import { chatPath, host, user } from './ask.ts'

const emulator = createEmulator()
const body = JSON.stringify({ model: 'zai-org/glm-5', messages: [user('whales '.repeat(1000))] })

function send(bytes: Uint8Array, encoding: string): Promise<Response> {
  return emulator.fetch(host + chatPath, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-encoding': encoding,
      authorization: `Bearer ${EMULATOR_API_KEY}`,
    },
    body: new Uint8Array(bytes),
  })
}

it.each([
  ['gzip', gzipSync(body)],
  ['x-gzip', gzipSync(body)],
  ['GZIP', gzipSync(body)],
  ['deflate', deflateSync(body)],
  ['br', brotliCompressSync(body)],
  ['identity', new TextEncoder().encode(body)],
  ['deflate, gzip', gzipSync(deflateSync(body))],
])('a body in %s is read, and its bytes on the wire are recorded', async (encoding, bytes) => {
  const response = await send(bytes, encoding)
  expect(response.status).toBe(200)
  expect(emulator.requests.at(-1)).toMatchObject({ bodyText: body, bytesReceived: bytes.length })
})

it('a body that is not what its encoding says is refused', async () => {
  const response = await send(new TextEncoder().encode(body), 'gzip')
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { code: 'invalid_compressed_body' } })
})

it('a small body that unpacks to more than 32 MiB is refused', async () => {
  const response = await send(gzipSync(' '.repeat(33 * 1024 * 1024)), 'gzip')
  expect(response.status).toBe(413)
})
