import { beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY, type EmulatorOptions } from '../src/index.ts'
import { ask, host } from './ask.ts'

const emulator = createEmulator({ clock: 'manual' })
beforeEach(() => emulator.reset())

/** The address of a picture that was just made. */
async function makeFile(from = emulator): Promise<string> {
  const body = { model: 'stable-diffusion-xl', prompt: 'A bee', size: '512x512', response_format: 'url' }
  const response = await ask(from, { messages: undefined, ...body }, { path: '/v1/images/generations' })
  const { data } = (await response.json()) as { data: { url: string }[] }
  return data[0]?.url ?? ''
}

async function refusal(response: Response): Promise<[status: number, code: string | undefined]> {
  expect(response.headers.get('content-type')).toBe('application/xml')
  return [response.status, /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]]
}

describe('a signed URL', () => {
  it('shows its file to everybody, with its type and length', async () => {
    const url = await makeFile()
    const response = await emulator.fetch(url)
    const bytes = await response.arrayBuffer()
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-length')).toBe(String(bytes.byteLength))
    expect(new Uint8Array(bytes).subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'))
  })

  it('answers HEAD with no body', async () => {
    const response = await emulator.fetch(await makeFile(), { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000)
    expect(await response.text()).toBe('')
  })

  it('expires after an hour, by the emulator’s clock', async () => {
    const url = await makeFile()
    emulator.clock.advance(3_599_000)
    expect((await emulator.fetch(url)).status).toBe(200)
    emulator.clock.advance(2000)
    expect(await refusal(await emulator.fetch(url))).toEqual([403, 'AccessDenied'])
  })

  it.each([
    ['authorization', `Bearer ${EMULATOR_API_KEY}`],
    ['x-api-key', EMULATOR_API_KEY],
  ])('refuses the header %s', async (name, value) => {
    const response = await emulator.fetch(await makeFile(), { headers: { [name]: value } })
    expect(await refusal(response)).toEqual([400, 'InvalidArgument'])
  })

  it.each([
    ['signature', (url: string) => url.replace(/signature=\w{4}/, 'signature=0000')],
    ['expiry', (url: string) => url.replace(/expires=\d+/, 'expires=9999999999')],
    ['file', (url: string) => url.replace('/emulator-000001', '/emulator-000002')],
    ['signature left out', (url: string) => url.replace(/&signature=\w+/, '')],
  ])('is worth nothing with another %s', async (_, forge) => {
    expect(await refusal(await emulator.fetch(forge(await makeFile())))).toEqual([
      403,
      'SignatureDoesNotMatch',
    ])
  })

  it('leads nowhere once its file is gone', async () => {
    const url = await makeFile()
    emulator.reset()
    expect(await refusal(await emulator.fetch(url))).toEqual([404, 'NoSuchKey'])
  })

  it.each<[options: EmulatorOptions, origin: string]>([
    [{}, host],
    [{ fileOrigin: 'https://files.example' }, 'https://files.example'],
  ])('of %j leads to %s', async (options, origin) => {
    expect(new URL(await makeFile(createEmulator(options))).origin).toBe(origin)
  })

  it('suffers faults that are meant for it', async () => {
    emulator.faults.next(
      { type: 'status', status: 503, envelope: 'xml', code: 'SlowDown' },
      { path: /^\/files\// },
    )
    const url = await makeFile()
    expect(await refusal(await emulator.fetch(url))).toEqual([503, 'SlowDown'])
    emulator.faults.next({ type: 'cut', afterFrames: 0, how: 'end' }, { path: /^\/files\// })
    const cut = await emulator.fetch(url)
    expect(cut.headers.has('content-length')).toBe(false)
    expect((await cut.arrayBuffer()).byteLength).toBeLessThan(
      (await (await emulator.fetch(url)).arrayBuffer()).byteLength,
    )
  })

  it('takes a reply of the test', async () => {
    emulator.replies.next({ body: 'gone', status: 410 }, { method: 'GET' })
    expect((await emulator.fetch(await makeFile())).status).toBe(410)
  })
})
