import { decode } from 'fast-png'
import OpenAI, { toFile } from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EMULATOR_API_KEY } from '../src/index.ts'
import { drawPng, fromBase64, redPng } from './pictures.ts'
import { serveEmulator, type ServedEmulator } from '../src/server.ts'

// The official client of another company, over a socket: what it can use, any client can.
let served: ServedEmulator
let client: OpenAI

beforeAll(async () => {
  served = await serveEmulator()
  client = new OpenAI({ baseURL: `${served.url}/api/v1`, apiKey: EMULATOR_API_KEY, maxRetries: 0 })
})
beforeEach(() => served.emulator.reset())
afterAll(() => served.close())

const png = (bytes: Uint8Array, name: string) => toFile(bytes, name, { type: 'image/png' })

describe('the openai package', () => {
  it('makes images in base64', async () => {
    const { data = [] } = await client.images.generate({ model: 'gpt-image-2', prompt: 'A bee', n: 2 })
    expect(data.map(({ b64_json: text = '' }) => decode(fromBase64(text)).width)).toEqual([1024, 1024])
    expect(served.emulator.unknownFields).toEqual([])
  })

  it('makes images as URLs on the same server', async () => {
    const { data = [] } = await client.images.generate({
      model: 'hidream',
      prompt: 'A bee',
      response_format: 'url',
    })
    const url = data[0]?.url ?? ''
    expect(new URL(url).origin).toBe(served.url)
    const file = await fetch(url)
    expect(decode(await file.bytes())).toMatchObject({ width: 1024, height: 1024 })
    expect(file.headers.get('content-length')).toBeTruthy()
    const withKey = await fetch(url, { headers: { authorization: `Bearer ${EMULATOR_API_KEY}` } })
    expect(withKey.status).toBe(400)
  })

  it('edits an image where a mask lets it', async () => {
    const { data = [] } = await client.images.edit({
      model: 'gpt-image-2',
      prompt: 'A bee',
      image: await png(redPng, 'red.png'),
      mask: await png(
        drawPng(64, 48, x => (x < 32 ? [0, 0, 0, 0] : [0, 0, 0, 255])),
        'mask.png',
      ),
    })
    const edited = decode(fromBase64(data[0]?.b64_json ?? ''))
    const red = (x: number): number => edited.data[(20 * edited.width + x) * 4] ?? -1
    expect(red(50)).toBe(220)
    expect(red(10)).not.toBe(220)
    expect(served.emulator.unknownFields).toEqual([])
  })

  it('edits several images', async () => {
    const { data = [] } = await client.images.edit({
      model: 'nano-banana-2-lite',
      prompt: 'A bee',
      image: [await png(redPng, 'one.png'), await png(redPng, 'other.png')],
    })
    expect(data).toHaveLength(1)
    expect(served.emulator.requests[0]?.body).toMatchObject({
      'image[]': [{ name: 'one.png' }, { name: 'other.png' }],
    })
  })

  it('reads the code of a refusal', async () => {
    await expect(client.images.generate({ model: 'hidream', prompt: 'A bee', n: 5 })).rejects.toMatchObject({
      status: 400,
      code: 'invalid_parameter_value',
      param: 'n',
    })
  })

  it('completes texts', async () => {
    const request = { model: 'zai-org/glm-5', prompt: 'Once upon a time' } as const
    const whole = await client.completions.create(request)
    expect(whole.choices[0]).toMatchObject({ finish_reason: 'stop', logprobs: null })
    let text = ''
    const stream = await client.completions.create({ ...request, stream: true })
    for await (const { choices } of stream) text += choices[0]?.text ?? ''
    expect(text).toBe(whole.choices[0]?.text)
    expect(served.emulator.unknownFields).toEqual([])
  })
})
