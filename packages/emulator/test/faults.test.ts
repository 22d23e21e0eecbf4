import { beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type EnvelopeName, type Fault, type Match } from '../src/index.ts'
import { ask, complete, host, parseFrames, stream, type Frame } from './ask.ts'

const emulator = createEmulator()
beforeEach(() => emulator.reset())

const next = (fault: Fault, match?: Match & { times?: number }): void => emulator.faults.next(fault, match)
const contents = (frames: Frame[]): number =>
  frames.filter(frame => frame.choices?.[0]?.delta['content']).length

async function pieces(response: Response): Promise<Uint8Array[]> {
  const read: Uint8Array[] = []
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) read.push(piece)
  return read
}

describe('a status fault', () => {
  it.each<[status: number, type: string, code: string]>([
    [400, 'invalid_request_error', 'invalid_parameter_value'],
    [401, 'authentication_error', 'invalid_api_key'],
    [403, 'permission_denied_error', 'api_key_origin_not_allowed'],
    [413, 'invalid_request_error', 'request_body_too_large'],
    [429, 'rate_limit_error', 'rate_limit_exceeded'],
    [500, 'server_error', 'internal_error'],
    [503, 'service_unavailable', 'service_unavailable'],
  ])('%i is a %s', async (status, type, code) => {
    next({ type: 'status', status })
    const response = await ask(emulator)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: { message: expect.any(String), type, code } })
  })

  it('402 is the plain balance error', async () => {
    next({ type: 'status', status: 402 })
    expect(await (await ask(emulator)).json()).toEqual({
      error: 'Insufficient balance',
      requiredBalance: 0.0035,
      status: 402,
    })
  })

  it.each<[envelope: EnvelopeName, body: unknown]>([
    ['openai', { error: { message: 'No.', type: 'not_found_error', code: 'gone', param: 'model' } }],
    ['openai-status', { error: { message: 'No.', type: 'not_found_error', code: 'gone', status: 404 } }],
    [
      'images',
      { error: { message: 'No.', type: 'not_found_error', code: 'gone', parameter: 'model' }, code: 'gone' },
    ],
    ['anthropic', { type: 'error', error: { type: 'not_found_error', message: 'No.', param: 'model' } }],
    ['balance', { error: 'No.', status: 404, requiredBalance: 0.0035 }],
    ['string', { error: 'No.' }],
    ['flat', { code: 'gone', message: 'No.' }],
    ['details', { code: 'gone', message: 'No.', details: {}, status: 404 }],
    ['video', { error: { message: 'No.', type: 'GONE' }, refundMessage: expect.any(String) }],
    ['numeric', { error: 404, message: 'No.' }],
    ['numeric-code', { error: { message: 'No.', type: 'not_found_error', code: 404 } }],
    [
      'payment',
      {
        error: { message: 'No.', type: 'insufficient_quota', code: 'gone' },
        payment: expect.objectContaining({ version: 1 }),
        x402Version: 1,
        accepts: [],
      },
    ],
  ])('can be written as %s', async (envelope, body) => {
    next({ type: 'status', status: 404, message: 'No.', code: 'gone', param: 'model', envelope })
    expect(await (await ask(emulator)).json()).toEqual(body)
  })

  it.each<[envelope: EnvelopeName, contentType: string]>([
    ['text', 'text/plain; charset=utf-8'],
    ['html', 'text/html; charset=utf-8'],
  ])('can be %s', async (envelope, contentType) => {
    next({ type: 'status', status: 502, message: 'Bad gateway', envelope })
    const response = await ask(emulator)
    expect(response.headers.get('content-type')).toBe(contentType)
    expect(await response.text()).toContain('Bad gateway')
  })

  it('can have headers, and say when to come back', async () => {
    next({ type: 'status', status: 429, retryAfter: 3, headers: { 'X-Extra': 'yes' } })
    const { headers } = await ask(emulator)
    expect([headers.get('retry-after'), headers.get('x-extra')]).toEqual(['3', 'yes'])
  })

  it('costs nothing', async () => {
    next({ type: 'status', status: 500 })
    await ask(emulator)
    expect(emulator.account.balance).toBe(100)
  })
})

describe('when a fault happens', () => {
  const statuses = async (count: number): Promise<number[]> => {
    const seen = []
    for (let index = 0; index < count; index += 1) seen.push((await ask(emulator)).status)
    return seen
  }

  it('queued ones happen one for each request, in order', async () => {
    next({ type: 'status', status: 500 })
    next({ type: 'status', status: 503 }, { times: 2 })
    expect(await statuses(4)).toEqual([500, 503, 503, 200])
  })

  it('standing ones happen always, until they are cleared', async () => {
    emulator.faults.always({ type: 'status', status: 500 })
    expect(await statuses(3)).toEqual([500, 500, 500])
    emulator.faults.clear()
    expect(await statuses(1)).toEqual([200])
  })

  it('standing ones come beside a queued one', async () => {
    emulator.faults.always({ type: 'split', bytes: 7 })
    next({ type: 'cut', afterFrames: 1, how: 'end' })
    const read = await pieces(await ask(emulator, { stream: true }))
    expect(read.slice(0, -1).every(piece => piece.length === 7)).toBe(true)
    expect(new TextDecoder().decode(new Uint8Array(read.flatMap(piece => [...piece])))).not.toContain(
      '[DONE]',
    )
  })

  it.each<[match: Match, statuses: [glm: number, models: number]]>([
    [{ model: 'zai-org/glm-5' }, [500, 200]],
    [{ model: 'openai/gpt-5.2' }, [200, 200]],
    [{ path: '/models' }, [200, 500]],
    [{ path: /chat/ }, [500, 200]],
    [{ method: 'get' }, [200, 500]],
  ])('%j decides which requests it hits', async (match, expected) => {
    emulator.faults.always({ type: 'status', status: 500 }, match)
    const chat = await ask(emulator, { model: 'zai-org/glm-5:online' })
    const models = await emulator.fetch(`${host}/api/v1/models`)
    expect([chat.status, models.status]).toEqual(expected)
  })
})

describe('a fault that only streams can have', () => {
  it('waits for a stream', async () => {
    next({ type: 'errorFrame', afterFrames: 0 })
    expect((await ask(emulator)).status).toBe(200)
    const { frames } = await stream(emulator)
    expect(frames.some(frame => 'error' in frame)).toBe(true)
  })
})

describe('a fault of the connection', () => {
  it('latency is waited for', async () => {
    next({ type: 'latency', ms: 60 })
    const started = Date.now()
    await complete(emulator)
    expect(Date.now() - started).toBeGreaterThanOrEqual(55)
  })

  it('an answer that nobody waits for is not charged', async () => {
    next({ type: 'latency', ms: 10_000 })
    await expect(ask(emulator, {}, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    expect(emulator.account.balance).toBe(100)
    expect(emulator.requests).toMatchObject([{ status: 0, cancelled: true }])
  })

  it('a failing network is what fetch makes of it', async () => {
    next({ type: 'network' })
    await expect(ask(emulator)).rejects.toThrow(new TypeError('fetch failed'))
    next({ type: 'network', message: 'getaddrinfo ENOTFOUND' })
    await expect(ask(emulator)).rejects.toThrow('getaddrinfo ENOTFOUND')
    expect(emulator.requests[0]).toMatchObject({ status: 0, method: 'POST' })
  })
})

describe('a fault in a stream', () => {
  it('cut with end leaves whole frames and no [DONE]', async () => {
    next({ type: 'cut', afterFrames: 3, how: 'end' })
    const { frames, done } = await stream(emulator)
    expect([frames.length, contents(frames), done]).toEqual([3, 2, false])
  })

  it('cut with break fails the reader after the frames', async () => {
    next({ type: 'cut', afterFrames: 2, how: 'break' })
    const reader = (await ask(emulator, { stream: true })).body!.getReader()
    await reader.read()
    await reader.read()
    await expect(reader.read()).rejects.toMatchObject({
      message: 'terminated',
      cause: { code: 'UND_ERR_SOCKET' },
    })
  })

  it('stall sends its frames and then nothing', async () => {
    next({ type: 'stall', afterFrames: 1 })
    const reader = (await ask(emulator, { stream: true })).body!.getReader()
    expect((await reader.read()).done).toBe(false)
    const silence = new Promise(resolve => setTimeout(resolve, 30, 'silence'))
    const reading = reader.read()
    expect(await Promise.race([reading, silence])).toBe('silence')
    await reader.cancel()
    expect((await reading).done).toBe(true)
    expect(emulator.requests[0]?.cancelled).toBe(true)
  })

  it('an error frame is a chunk that finishes with error, or the error alone', async () => {
    next({ type: 'errorFrame', afterFrames: 2, status: 502, code: 'upstream', message: 'Gone.' })
    next({ type: 'errorFrame', afterFrames: 0, bare: true })
    const inChunk = await stream(emulator)
    const bare = await stream(emulator)
    expect(inChunk.done && bare.done).toBe(true)
    expect(inChunk.frames).toHaveLength(3)
    expect(inChunk.frames[2]).toMatchObject({
      choices: [{ delta: {}, finish_reason: 'error' }],
      error: { status: 502, code: 'upstream', message: 'Gone.' },
    })
    expect(bare.frames).toEqual([
      { error: { status: 503, code: 'service_unavailable', message: expect.any(String) } },
    ])
  })

  it('a malformed frame stands between good ones', async () => {
    next({ type: 'malformedFrame', afterFrames: 1 })
    const text = await (await ask(emulator, { stream: true })).text()
    const events = text.split('\n\n').filter(event => event !== '')
    expect(() => JSON.parse(events[0]!.slice(6)) as unknown).not.toThrow()
    expect(() => JSON.parse(events[1]!.slice(6)) as unknown).toThrow(SyntaxError)
    expect(() => JSON.parse(events[2]!.slice(6)) as unknown).not.toThrow()
    expect(events.at(-1)).toBe('data: [DONE]')
  })

  it('keep-alives are comments, and change nothing else', async () => {
    const { frames } = await stream(emulator)
    emulator.reset()
    next({ type: 'keepAlive', everyFrames: 2 })
    const text = await (await ask(emulator, { stream: true })).text()
    expect(text.startsWith(': keep-alive\n\n')).toBe(true)
    expect(text.match(/^: keep-alive$/gm)).toHaveLength(Math.ceil((frames.length + 1) / 2))
    expect(parseFrames(text).frames).toEqual(frames)
  })

  it.each([1, 3, 1000])('split sends pieces of %i bytes that are the same text together', async bytes => {
    emulator.replies.next({ text: 'ä😀 größer', chunkSize: 2 })
    const whole = await (await ask(emulator, { stream: true })).text()
    emulator.reset()
    emulator.replies.next({ text: 'ä😀 größer', chunkSize: 2 })
    next({ type: 'split', bytes })
    const read = await pieces(await ask(emulator, { stream: true }))
    expect(read.slice(0, -1).every(piece => piece.length === bytes)).toBe(true)
    expect(new TextDecoder().decode(new Uint8Array(read.flatMap(piece => [...piece])))).toBe(whole)
  })

  it('another content type comes with or without another body', async () => {
    next({ type: 'contentType', contentType: 'text/html', body: '<p>Just a moment …</p>' })
    next({ type: 'contentType', contentType: 'text/plain' })
    const page = await ask(emulator, { stream: true })
    expect([page.headers.get('content-type'), await page.text()]).toEqual([
      'text/html',
      '<p>Just a moment …</p>',
    ])
    const text = await ask(emulator, { stream: true })
    expect([text.headers.get('content-type'), (await text.text()).endsWith('[DONE]\n\n')]).toEqual([
      'text/plain',
      true,
    ])
  })
})

describe('a fault in a body that is not streamed', () => {
  it('cut leaves the first half', async () => {
    const whole = await (await ask(emulator)).text()
    emulator.reset()
    next({ type: 'cut', afterFrames: 0, how: 'end' })
    const text = await (await ask(emulator)).text()
    expect(text).toBe(whole.slice(0, text.length))
    expect(text.length).toBeGreaterThan(whole.length / 3)
    expect(text.length).toBeLessThan(whole.length * 0.7)
  })

  it('break fails the body', async () => {
    next({ type: 'cut', afterFrames: 0, how: 'break' })
    await expect((await ask(emulator)).text()).rejects.toThrow('terminated')
  })

  it('faults of frames do nothing', async () => {
    next({ type: 'errorFrame', afterFrames: 0 })
    expect((await complete(emulator)).choices).toHaveLength(1)
  })
})
