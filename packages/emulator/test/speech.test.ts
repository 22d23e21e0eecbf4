import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.ts'
import { ask, fail, host, type Json } from './ask.ts'
import { get, listen } from './sound.ts'

const path = '/api/v1/audio/speech'
const input = 'The owl hunts at night, and the mouse is careful.'

const speak = (emulator: Emulator, body: Json = {}, where = path): Promise<Response> =>
  ask(emulator, { messages: undefined, model: 'tts-1', input, ...body }, { path: where })
const refuse = (body: Json, options: EmulatorOptions = {}) =>
  fail(createEmulator(options), { messages: undefined, model: 'tts-1', input, ...body }, { path })

describe('speech', () => {
  it.each([path, '/v1/audio/speech', '/api/v1/speech'])(
    'is MP3 from %s, and as long as the text',
    async where => {
      const emulator = createEmulator()
      const response = await speak(emulator, {}, where)
      const bytes = await response.arrayBuffer()
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'audio/mpeg'])
      expect(response.headers.get('content-length')).toBe(String(bytes.byteLength))
      const sound = await listen(bytes)
      expect(sound).toMatchObject({ container: 'MP3', codec: 'mp3', rate: 24_000 })
      expect(sound.seconds).toBeCloseTo(input.length / 15, 0)
      expect(emulator.unknownFields).toEqual([])
    },
  )

  it.each([
    ['mp3', 'audio/mpeg', { container: 'MP3', codec: 'mp3' }],
    ['aac', 'audio/aac', { container: 'ADTS', codec: 'aac' }],
    ['flac', 'audio/flac', { container: 'FLAC', codec: 'flac' }],
    ['wav', 'audio/wav', { container: 'WAVE', codec: 'pcm-s16' }],
    ['opus', 'audio/opus', { container: 'Ogg', codec: 'opus' }],
  ])('comes as %s', async (format, contentType, sound) => {
    const response = await speak(createEmulator(), { response_format: format })
    expect(response.headers.get('content-type')).toBe(contentType)
    expect(await listen(await response.arrayBuffer())).toMatchObject(sound)
  })

  it('comes as raw samples', async () => {
    const response = await speak(createEmulator(), { response_format: 'pcm' })
    expect(response.headers.get('content-type')).toBe('audio/pcm')
    expect((await response.arrayBuffer()).byteLength).toBe(Math.round((input.length / 15) * 24_000) * 2)
  })

  it('is faster with speed, but of the model that has none', async () => {
    const seconds = async (body: Json): Promise<number> =>
      (await listen(await (await speak(createEmulator(), { response_format: 'wav', ...body })).arrayBuffer()))
        .seconds
    const usual = await seconds({})
    expect(await seconds({ speed: 2 })).toBeCloseTo(usual / 2, 2)
    expect(await seconds({ speed: 2, model: 'gpt-4o-mini-tts' })).toBeCloseTo(usual, 2)
  })

  it('is the same for the same request, and another with another voice', async () => {
    const bytes = async (voice: string): Promise<ArrayBuffer> =>
      (await speak(createEmulator(), { voice, response_format: 'wav' })).arrayBuffer()
    const alloy = new Uint8Array(await bytes('alloy'))
    expect(new Uint8Array(await bytes('alloy'))).toEqual(alloy)
    expect(new Uint8Array(await bytes('nova'))).not.toEqual(alloy)
  })

  it('of ElevenLabs is always MP3', async () => {
    const body = { model: 'Elevenlabs-Turbo-V2.5', voice: 'Rachel', response_format: 'wav' }
    expect((await speak(createEmulator(), body)).headers.get('content-type')).toBe('audio/mpeg')
  })

  it('takes what single models know beside the text', async () => {
    const emulator = createEmulator()
    const body = { model: 'Elevenlabs-V3', stability: 0.2, similarity_boost: 1, style: 0, pitch: 3 }
    expect((await speak(emulator, body)).status).toBe(200)
    expect(emulator.unknownFields.map(({ field }) => field)).toEqual(['pitch'])
  })

  it('is charged by character', async () => {
    const emulator = createEmulator()
    await speak(emulator, { model: 'tts-1-hd', input: 'é'.repeat(1000) })
    expect(100 - emulator.account.balance).toBeCloseTo(0.03, 10)
  })

  it('of a music model is 10 to 30 seconds of music, at one price', async () => {
    const emulator = createEmulator()
    const body = { model: 'Minimax-Music-02', voice: 'anything', input: 'A calm piano.' }
    const { seconds } = await listen(await (await speak(emulator, body)).arrayBuffer())
    expect(seconds).toBeGreaterThanOrEqual(10)
    expect(seconds).toBeLessThan(31)
    expect(100 - emulator.account.balance).toBeCloseTo(0.03, 10)
  })

  it('may be an address instead', async () => {
    const emulator = createEmulator()
    const response = await speak(emulator, { model: 'Qwen-3-TTS-1.7B', response_format: 'wav' })
    const body = (await response.json()) as { audioUrl: string; duration: number }
    expect(body).toMatchObject({
      contentType: 'audio/wav',
      model: 'Qwen-3-TTS-1.7B',
      text: input,
      speed: 1,
      currency: 'USD',
    })
    const file = await get(emulator, body.audioUrl)
    expect(file.headers.get('content-type')).toBe('audio/wav')
    expect((await listen(await file.arrayBuffer())).seconds).toBeCloseTo(body.duration, 3)
  })

  it('may be a ticket instead', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    const response = await speak(emulator, { model: 'Elevenlabs-Music-V1', input: 'A calm piano.' })
    const { runId, ...ticket } = (await response.json()) as Json
    expect([response.status, ticket]).toEqual([
      202,
      {
        status: 'pending',
        model: 'Elevenlabs-Music-V1',
        charged: true,
        cost: 0.2,
        paymentSource: 'USD',
        isApiRequest: true,
      },
    ])
    emulator.clock.advance(600)
    const status = await get(emulator, `/api/tts/status?runId=${String(runId)}&model=Elevenlabs-Music-V1`)
    expect(await status.json()).toMatchObject({ status: 'completed', contentType: 'audio/mpeg' })
  })

  it('takes a reply of the test, and faults', async () => {
    const emulator = createEmulator()
    emulator.replies.next({ body: new Uint8Array([1, 2, 3]), headers: { 'content-type': 'audio/wav' } })
    const response = await speak(emulator)
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
    expect(emulator.account.balance).toBe(100)

    emulator.faults.next({ type: 'cut', afterFrames: 0, how: 'break' })
    await expect((await speak(emulator)).arrayBuffer()).rejects.toThrow('terminated')
  })
})

describe('streamed speech', () => {
  const pieces = async (response: Response): Promise<Uint8Array[]> => {
    const list: Uint8Array[] = []
    const reader = response.body!.getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) list.push(read.value)
    return list
  }

  it.each(['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'Elevenlabs-Turbo-V2.5', 'Elevenlabs-V3'])(
    'of %s has no length, and is the same sound in pieces',
    async model => {
      const whole = await (await speak(createEmulator(), { model })).arrayBuffer()
      const response = await speak(createEmulator(), { model, stream: true })
      expect(response.headers.get('content-length')).toBeNull()
      expect(response.headers.get('content-type')).toBe('audio/mpeg')
      const parts = await pieces(response)
      expect(parts.length).toBeGreaterThan(3)
      expect(new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer())).toEqual(new Uint8Array(whole))
    },
  )

  it('is not known to the other models', async () => {
    const response = await speak(createEmulator(), { model: 'Kokoro-82m', stream: true })
    expect(response.headers.get('content-length')).not.toBeNull()
    expect(await pieces(response)).toHaveLength(1)
  })

  it('is charged with its first piece', async () => {
    const emulator = createEmulator()
    const response = await speak(emulator, { model: 'tts-1', input: 'a'.repeat(1000), stream: true })
    expect(emulator.account.balance).toBe(100)
    const reader = response.body!.getReader()
    await reader.read()
    expect(emulator.account.balance).toBeCloseTo(99.985, 10)
    await reader.cancel()
    expect(emulator.account.balance).toBeCloseTo(99.985, 10)
  })

  it('keeps the pace of the emulator', async () => {
    const emulator = createEmulator({ pace: { firstFrame: 20, frame: 20 } })
    const started = performance.now()
    const parts = await pieces(await speak(emulator, { stream: true }))
    expect(performance.now() - started).toBeGreaterThanOrEqual(19 * parts.length)
  })

  it('needs money', async () => {
    expect((await speak(createEmulator({ balance: 0 }), { stream: true })).status).toBe(402)
  })
})

describe('speech is refused', () => {
  it.each<[string, Json, string]>([
    ['without a text', { input: '' }, 'invalid_request'],
    ['without a model', { model: undefined }, 'invalid_request'],
    ['of a model nobody knows', { model: 'tts-9' }, 'invalid_model'],
    ['of a model that only listens', { model: 'Whisper-Large-V3' }, 'invalid_model'],
    ['in a voice the model has not', { voice: 'Rachel' }, 'invalid_voice'],
    ['in a format nobody makes', { response_format: 'ogg' }, 'unsupported_format'],
    ['too fast', { speed: 4.1 }, 'invalid_request'],
    ['over 4,096 characters', { input: 'a'.repeat(4097) }, 'input_too_long'],
    ['over 10,000 characters', { model: 'Kokoro-82m', input: 'a'.repeat(10_001) }, 'input_too_long'],
    ['over 3,000 characters', { model: 'Elevenlabs-V3', input: 'a'.repeat(3001) }, 'input_too_long'],
  ])('%s', async (_, body, code) => {
    expect(await refuse(body)).toMatchObject({
      status: 400,
      code,
      type: 'invalid_request_error',
      param: null,
    })
  })

  it.each(['gemini-3.1-flash-tts', 'Omnivoice'])('with instructions for %s', async model => {
    expect(await refuse({ model, instructions: 'Whisper.' })).toMatchObject({
      status: 502,
      type: 'server_error',
    })
    expect((await speak(createEmulator(), { model })).status).toBe(200)
  })

  it('without a key, without money, and as a form', async () => {
    const emulator = createEmulator({ balance: 0 })
    expect((await emulator.fetch(host + path, { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await speak(emulator)).status).toBe(402)
    const form = new FormData()
    const headers = { 'x-api-key': 'sk-nano-emulator' }
    expect((await emulator.fetch(host + path, { method: 'POST', headers, body: form })).status).toBe(415)
  })
})
