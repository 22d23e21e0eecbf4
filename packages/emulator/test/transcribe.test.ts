import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  MkvOutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'
import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { ask, host, type Json } from './ask.ts'
import { get, postForm, silence } from './sound.ts'

const path = '/api/transcribe'
const file = (seconds = 75): File => new File([silence(seconds)], 'meeting.wav', { type: 'audio/wav' })
const json = async (response: Response): Promise<Json> => (await response.json()) as Json

const post = (emulator: Emulator, body: Json, where = path): Promise<Response> =>
  ask(emulator, { messages: undefined, model: undefined, ...body }, { path: where })

/** A recording as browsers make it: silent Opus packets of 20 milliseconds. */
async function recording(format: MkvOutputFormat | WebMOutputFormat): Promise<ArrayBuffer> {
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 }
  for (let index = 0; index < 100; index += 1) {
    const packet = new EncodedPacket(new Uint8Array([0xf8, 0xff, 0xfe]), 'key', index / 50, 1 / 50)
    await source.add(packet, { decoderConfig })
  }
  await output.finalize()
  return target.buffer ?? new ArrayBuffer(0)
}

describe('POST /api/transcribe', () => {
  it.each(['audio', 'file'])('hears a file in %s, and counts in minutes', async name => {
    const emulator = createEmulator()
    const response = await postForm(emulator, path, {
      [name]: file(),
      model: 'Wizper',
      language: 'auto',
      diarize: 'false',
    })
    expect(await json(response)).toEqual({
      transcription: expect.any(String),
      metadata: {
        fileName: 'meeting.wav',
        fileSize: 75 * 8000 + 44,
        actualDuration: 1.25,
        chargedDuration: 1.3,
        language: 'en',
        cost: 0.013,
        currency: 'USD',
        model: 'Wizper',
      },
    })
    expect(100 - emulator.account.balance).toBeCloseTo(0.013, 12)
    expect(emulator.unknownFields).toEqual([])
  })

  it('believes what it is told of an address', async () => {
    const body = {
      audioUrl: 'https://example.com/talks/long%20one.mp3',
      actualDuration: '90.01',
      tagAudioEvents: true,
    }
    const { metadata } = await json(await post(createEmulator(), body))
    expect(metadata).toMatchObject({
      fileName: 'long one.mp3',
      actualDuration: 90.01,
      chargedDuration: 90.1,
      model: 'Whisper-Large-V3',
    })
    expect(metadata).not.toHaveProperty('fileSize')
  })

  it.each([
    ['https://example.com/a%ZZ.mp3', 'a%ZZ.mp3'],
    ['https://example.com', ''],
  ])('names what is at %s', async (audioUrl, fileName) => {
    expect(await json(await post(createEmulator(), { audioUrl }))).toMatchObject({ metadata: { fileName } })
  })

  it('hears what was said in a file of ours', async () => {
    const emulator = createEmulator()
    const text = 'The owl hunts at night.'
    const { audioUrl } = await json(await post(emulator, { text }, '/api/tts'))
    const heard = await json(await post(emulator, { audioUrl, actualDuration: '500' }))
    expect(heard).toMatchObject({ transcription: text, metadata: { chargedDuration: 0.1 } })
  })

  it.each<[string, Json, number, string]>([
    ['without a recording', {}, 400, 'missing_required_parameter'],
    ['of a document', { audioUrl: 'https://example.com/a.pdf' }, 400, 'unsupported_format'],
    [
      'by a model nobody knows',
      { audioUrl: 'https://example.com/a.mp3', model: 'x' },
      404,
      'model_not_found',
    ],
    [
      'with text for a boolean',
      { audioUrl: 'https://example.com/a.mp3', diarize: 'yes' },
      400,
      'invalid_parameter_value',
    ],
    [
      'with words for minutes',
      { audioUrl: 'https://example.com/a.mp3', actualDuration: 'two' },
      400,
      'invalid_parameter_value',
    ],
  ])('is refused %s, in words', async (_, body, status, code) => {
    const response = await post(createEmulator(), body)
    expect([response.status, await response.json()]).toEqual([status, { error: expect.any(String), code }])
  })

  it('is refused over 3 MB, with two files, and without money', async () => {
    const emulator = createEmulator()
    expect(
      (await postForm(emulator, path, { audio: new File([new Uint8Array(3 * 1024 * 1024 + 1)], 'a.wav') }))
        .status,
    ).toBe(413)
    expect((await postForm(emulator, path, { audio: file(1), file: file(1) })).status).toBe(400)
    expect((await postForm(createEmulator({ balance: 0 }), path, { audio: file() })).status).toBe(402)
  })
})

describe('a job', () => {
  const submit = async (emulator: Emulator, fields: Record<string, string | Blob> = {}): Promise<Json> => {
    const response = await postForm(emulator, path, { audio: file(12), model: 'Elevenlabs-STT', ...fields })
    expect(response.status).toBe(202)
    return json(response)
  }
  const look = (emulator: Emulator, ticket: Json): Promise<Response> =>
    post(emulator, ticket, '/api/transcribe/status')

  it('has a ticket, three states, and then words', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    const ticket = await submit(emulator)
    expect(ticket).toEqual({
      runId: expect.any(String),
      status: 'pending',
      model: 'Elevenlabs-STT',
      cost: 0.006,
      paymentSource: 'USD',
      isApiRequest: true,
      fileName: 'meeting.wav',
      fileSize: 96_044,
      chargedDuration: 0.2,
      diarize: false,
    })
    expect(await json(await look(emulator, ticket))).toEqual({ status: 'pending' })
    emulator.clock.advance(200)
    expect(await json(await look(emulator, ticket))).toEqual({ status: 'processing' })
    emulator.clock.advance(400)
    const done = await json(await look(emulator, ticket))
    expect(done).toMatchObject({ status: 'completed', metadata: { cost: 0.006, actualDuration: 0.2 } })
    expect(done).not.toHaveProperty('diarization')
    const words = done.words as { text: string; type: string; start: number; end: number }[]
    expect(words[0]).toMatchObject({ type: 'word', start: 0 })
    expect(words.at(-1)).toEqual({ type: 'punctuation', text: '.', start: 12, end: 12 })
    expect(words.filter(({ type }) => type === 'word')).toHaveLength(30)
    expect(emulator.unknownFields).toEqual([])
  })

  it('tells speakers and events apart when asked to', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    const ticket = await submit(emulator, { diarize: 'true', tagAudioEvents: 'true' })
    emulator.clock.advance(600)
    const done = await json(await look(emulator, ticket))
    const { segments } = done.diarization as {
      segments: { speaker: string; text: string; start: number; end: number }[]
    }
    expect(segments.slice(0, 2).map(({ speaker }) => speaker)).toEqual(['Speaker 1', 'Speaker 2'])
    expect(segments.map(({ speaker, text }) => `${speaker}: ${text}`).join(' ')).toBe(done.transcription)
    expect(segments.at(-1)).toMatchObject({ text: '[applause]', end: 12 })
    const words = done.words as Json[]
    expect(words[0]).toHaveProperty('speaker_id', 'speaker_0')
    expect(words.at(-1)).toMatchObject({ text: '[applause]', type: 'word' })
  })

  it('that fails is refunded to who shows the ticket, once', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    emulator.faults.next({ type: 'job', message: 'Audio file could not be processed' })
    const ticket = await submit(emulator)
    const paid = emulator.account.balance
    emulator.clock.advance(600)
    const failed = { status: 'failed', error: 'Audio file could not be processed' }
    for (const wrong of [
      { runId: ticket.runId },
      { ...ticket, cost: 1 },
      { ...ticket, isApiRequest: false },
    ]) {
      expect(await json(await look(emulator, wrong))).toEqual(failed)
    }
    expect(emulator.account.balance).toBe(paid)
    expect(await json(await look(emulator, ticket))).toEqual(failed)
    await look(emulator, ticket)
    expect(emulator.account.balance).toBe(100)
  })

  it('of a voice clone ends with a voice', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    const embedding = await submit(emulator, { model: 'qwen-voice-clone' })
    const voice = await submit(emulator, { model: 'minimax-voice-clone' })
    expect([embedding.cost, voice.cost]).toEqual([0.25, 1])
    emulator.clock.advance(600)
    const { speakerEmbeddingUrl } = await json(await look(emulator, embedding))
    expect((await get(emulator, String(speakerEmbeddingUrl))).status).toBe(200)
    expect(await json(await look(emulator, voice))).toMatchObject({
      status: 'completed',
      audioUrls: [expect.any(String)],
      metadata: { model: 'minimax-voice-clone' },
    })
  })

  it('nobody knows is a 404, and one of another endpoint too', async () => {
    const emulator = createEmulator()
    expect((await look(emulator, { runId: 'x' })).status).toBe(404)
    expect((await look(emulator, {})).status).toBe(400)
    const speech = await post(emulator, { model: 'Elevenlabs-V3', text: 'Hello.' }, '/api/tts')
    expect((await look(emulator, { runId: (await json(speech)).runId })).status).toBe(404)
  })
})

describe('what browsers record', () => {
  const hear = async (bytes: ArrayBuffer, model: string): Promise<Response> => {
    const audio = new File([bytes], 'recording.webm', { type: 'audio/webm' })
    return postForm(createEmulator(), '/api/v1/audio/transcriptions', { file: audio, model })
  }

  it('is heard as WebM, and refused as Matroska but by the model for videos', async () => {
    const webm = await recording(new WebMOutputFormat())
    const matroska = await recording(new MkvOutputFormat())
    expect(await json(await hear(webm, 'Wizper'))).toMatchObject({ duration: expect.closeTo(2, 1) })
    expect(await json(await hear(matroska, 'openai-whisper-with-video'))).toMatchObject({
      duration: expect.closeTo(2, 1),
    })
    const refused = await hear(matroska, 'Wizper')
    expect([refused.status, await json(refused)]).toMatchObject([
      400,
      { error: { code: 'unsupported_format', param: 'file' } },
    ])
  })
})

describe('GET /api/v1/audio-models', () => {
  const list = async (query = ''): Promise<{ data: Json[]; meta: Json }> => {
    const response = await createEmulator({ clock: 'manual' }).fetch(`${host}/api/v1/audio-models${query}`)
    return (await response.json()) as { data: Json[]; meta: Json }
  }

  it('lists what speaks and what listens, without a key', async () => {
    const { data, meta } = await list()
    expect(meta).toEqual({ count: data.length, generated_at: '2026-11-01T00:00:00.000Z' })
    expect(data.find(({ id }) => id === 'tts-1')).toMatchObject({
      object: 'model',
      architecture: { modality: 'audio', input_modalities: ['text'], output_modalities: ['audio'] },
      pricing: { per_1k_characters: 0.015, currency: 'USD' },
      capabilities: { text_to_speech: true, speech_to_text: false },
      supported_parameters: {
        streaming: true,
        max_input_characters: 4096,
        voices: expect.arrayContaining(['alloy']),
      },
    })
    expect(data.find(({ id }) => id === 'Elevenlabs-STT')).toMatchObject({
      pricing: { per_minute: 0.03 },
      capabilities: { text_to_speech: false, speech_to_text: true },
      supported_parameters: { diarization: true, max_file_size_mb: 500 },
    })
  })

  it('lists one of them, or names only', async () => {
    const [all, tts, stt] = [await list(), await list('?type=tts'), await list('?type=stt')]
    expect(tts.meta).toMatchObject({ count: tts.data.length, type: 'tts' })
    expect([...tts.data, ...stt.data]).toEqual(all.data)
    const { data } = await list('?detailed=false&type=all')
    expect(data).toEqual(all.data.map(({ id, object }) => ({ id, object })))
  })

  it('knows no other type', async () => {
    expect((await createEmulator().fetch(`${host}/api/v1/audio-models?type=video`)).status).toBe(400)
  })
})
