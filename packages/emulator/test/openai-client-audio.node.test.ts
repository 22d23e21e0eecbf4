import OpenAI, { toFile } from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EMULATOR_API_KEY } from '../src/index.ts'
import { serveEmulator, type ServedEmulator } from '../src/server.ts'
import { listen } from './sound.ts'

// The official client of another company: what it can use, any client can.
let served: ServedEmulator
let client: OpenAI

beforeAll(async () => {
  served = await serveEmulator()
  client = new OpenAI({ baseURL: `${served.url}/api/v1`, apiKey: EMULATOR_API_KEY, maxRetries: 0 })
})
beforeEach(() => served.emulator.reset())
afterAll(() => served.close())

const said = 'Where does the owl sleep? In the old barn.'
const request = { model: 'gpt-4o-mini-tts', voice: 'alloy', input: said } as const

describe('the openai package speaks', () => {
  it.each([
    ['mp3', 'MP3'],
    ['aac', 'ADTS'],
    ['flac', 'FLAC'],
    ['wav', 'WAVE'],
    ['opus', 'Ogg'],
  ] as const)('%s', async (format, container) => {
    const response = await client.audio.speech.create({ ...request, response_format: format })
    const sound = await listen(await response.arrayBuffer())
    expect(sound.container).toBe(container)
    expect(sound.seconds).toBeCloseTo(said.length / 15, 0)
    expect(served.emulator.unknownFields).toEqual([])
  })

  it('raw samples', async () => {
    const response = await client.audio.speech.create({ ...request, response_format: 'pcm' })
    expect((await response.arrayBuffer()).byteLength).toBe(Math.round((said.length / 15) * 24_000) * 2)
  })

  it('piece by piece', async () => {
    const whole = await (await client.audio.speech.create(request)).arrayBuffer()
    const response = await client
      .post('/audio/speech', { body: { ...request, stream: true }, __binaryResponse: true })
      .asResponse()
    expect(response.headers.get('transfer-encoding')).toBe('chunked')
    expect(response.headers.get('content-length')).toBeNull()
    const pieces: Uint8Array<ArrayBuffer>[] = []
    for await (const piece of response.body!) pieces.push(new Uint8Array(piece as Uint8Array))
    expect(await new Blob(pieces).arrayBuffer()).toEqual(whole)
  })

  it('and throws its own classes', async () => {
    const refused = client.audio.speech.create({ ...request, voice: 'Rachel' })
    await expect(refused).rejects.toThrow(OpenAI.BadRequestError)
    await expect(refused).rejects.toMatchObject({ code: 'invalid_voice', param: null })
  })
})

describe('the openai package hears', () => {
  const recording = async () => toFile(await client.audio.speech.create(request), 'speech.mp3')
  const model = 'Whisper-Large-V3'

  it('text', async () => {
    const heard = await client.audio.transcriptions.create({ file: await recording(), model, language: 'en' })
    expect(heard.text).toBe(said)
    expect(heard.usage).toMatchObject({ type: 'duration' })
    expect(served.emulator.unknownFields).toEqual([])
  })

  it('words and segments', async () => {
    const heard = await client.audio.transcriptions.create({
      file: await recording(),
      model,
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
      temperature: 0,
      prompt: 'About owls.',
    })
    expect(heard.segments?.map(({ text }) => text)).toEqual(['Where does the owl sleep?', 'In the old barn.'])
    expect(heard.words?.map(({ word }) => word).join(' ')).toBe('Where does the owl sleep In the old barn')
    expect(heard.words?.at(-1)?.end).toBeCloseTo(heard.duration, 2)
  })

  it('captions', async () => {
    const srt = await client.audio.transcriptions.create({
      file: await recording(),
      model,
      response_format: 'srt',
    })
    expect(srt).toContain('00:00:00,000 --> ')
    expect(srt).toContain('In the old barn.')
  })

  it('what it sends as a file, and the log keeps only its description', async () => {
    await client.audio.transcriptions.create({ file: await recording(), model })
    expect(served.emulator.requests.at(-1)?.body).toEqual({
      model,
      file: { name: 'speech.mp3', type: expect.any(String), size: expect.any(Number) },
    })
  })
})
