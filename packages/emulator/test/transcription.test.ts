import { beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { ask, host, type Json } from './ask.ts'
import { get, postForm, silence } from './sound.ts'

const path = '/api/v1/audio/transcriptions'
const emulator = createEmulator()
beforeEach(() => emulator.reset())

const file = (seconds = 6, name = 'talk.wav'): File =>
  new File([silence(seconds)], name, { type: 'audio/wav' })

interface Transcription {
  text: string
  language: string
  duration: number
  task?: string
  segments?: { id: number; start: number; end: number; text: string }[]
  words?: { word: string; start: number; end: number }[]
  usage: Json
}

async function upload(fields: Record<string, string | string[] | Blob> = {}): Promise<Transcription> {
  const response = await postForm(emulator, path, { file: file(), ...fields })
  expect(response.status).toBe(200)
  return (await response.json()) as Transcription
}

const post = (body: Json, where = path, which = emulator): Promise<Response> =>
  ask(which, { messages: undefined, model: undefined, ...body }, { path: where })

async function transcribe(body: Json): Promise<Transcription> {
  const response = await post(body)
  expect(response.status).toBe(200)
  return (await response.json()) as Transcription
}

const countWords = (text: string): number => text.split(/\s+/).length
const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))

async function speech(input: string, format = 'mp3', which: Emulator = emulator): Promise<Blob> {
  const body = { messages: undefined, model: 'tts-1', input, response_format: format }
  return (await ask(which, body, { path: '/api/v1/audio/speech' })).blob()
}

describe('a transcription', () => {
  it.each([path, '/v1/audio/transcriptions'])(
    'at %s has as many words as the recording is long',
    async where => {
      const response = await postForm(emulator, where, { file: file(), model: 'Whisper-Large-V3' })
      const body = (await response.json()) as Transcription
      expect(body).toEqual({
        text: expect.any(String),
        language: 'en',
        duration: 6,
        usage: { type: 'duration', seconds: 6, cost: 0.00005, currency: 'USD' },
      })
      expect(countWords(body.text)).toBe(15)
      expect(response.headers.get('x-generation-id')).toMatch(/^gen-/)
      expect(100 - emulator.account.balance).toBeCloseTo(0.00005, 12)
      expect(emulator.unknownFields).toEqual([])
    },
  )

  it('is the same for the same recording, and another for another', async () => {
    const { text } = await upload()
    expect((await upload()).text).toBe(text)
    expect((await upload({ file: file(6.1) })).text).not.toBe(text)
  })

  it.each(['mp3', 'wav', 'flac', 'aac', 'opus'])('of our own speech in %s is what was said', async format => {
    const said = 'Where does the owl sleep? In the old barn.'
    const heard = await upload({ file: new File([await speech(said, format)], `speech.${format}`) })
    expect(heard.text).toBe(said)
    expect(heard.duration).toBeCloseTo(said.length / 15, 0)
  })

  it('is forgotten by reset', async () => {
    const sound = await speech('Remember this.')
    emulator.reset()
    expect((await upload({ file: new File([sound], 'a.mp3') })).text).not.toBe('Remember this.')
  })

  it.each([
    ['Wo ist der Vogel, und was macht er auf dem Dach?', 'de'],
    ['Où est la chouette et que fait-elle dans le grenier ?', 'fr'],
    ['フクロウは夜に狩りをする。', 'ja'],
    ['Сова охотится ночью.', 'ru'],
    ['Owls!', 'en'],
  ])('detects the language of %j', async (said, language) => {
    const sound = new File([await speech(said)], 'a.mp3')
    expect((await upload({ file: sound })).language).toBe(language)
    expect((await upload({ file: sound, language: 'auto' })).language).toBe(language)
    expect((await upload({ file: sound, language: 'pt' })).language).toBe('pt')
  })

  it('counts tokens where the model is billed so', async () => {
    const { usage } = await upload({ model: 'gpt-4o-mini-transcribe' })
    expect(usage).toMatchObject({ type: 'tokens', input_tokens: 60, cost: 0.0003 })
    expect(usage.total_tokens).toBe(60 + Number(usage.output_tokens))
  })
})

describe('times', () => {
  const verbose = { response_format: 'verbose_json' }

  it('of segments come without being asked for, and cover the recording', async () => {
    const { segments = [], words, text, task } = await upload(verbose)
    expect([task, words]).toEqual(['transcribe', undefined])
    expect(segments.map(segment => segment.text).join(' ')).toBe(text)
    expect([segments[0]?.start, segments.at(-1)?.end]).toEqual([0, 6])
    expect(segments.map(({ id }) => id)).toEqual(segments.map((_, index) => index))
  })

  it.each(['timestamp_granularities[]', 'timestamp_granularities', 'timestampGranularities'])(
    'of words come when %s asks',
    async name => {
      const { segments, words = [], text } = await upload({ ...verbose, [name]: 'word' })
      expect(segments).toBeUndefined()
      expect(words).toHaveLength(countWords(text))
      expect([words[0]?.start, words.at(-1)?.end]).toEqual([0, 6])
      for (const [index, { start, end }] of words.entries()) {
        expect(end).toBeGreaterThan(start)
        expect(start).toBe(words[index - 1]?.end ?? 0)
      }
      expect(words.map(({ word }) => word).join(' ')).toBe(text.replaceAll('.', ''))
    },
  )

  it('of both come when both are asked for', async () => {
    const both = await upload({
      ...verbose,
      'timestamp_granularities[]': ['word', 'segment'],
      task: 'translate',
    })
    expect(both).toMatchObject({ task: 'translate', words: expect.any(Array), segments: expect.any(Array) })
    const same = await transcribe({
      ...verbose,
      timestamp_granularities: ['word', 'segment'],
      task: 'translate',
      input_audio: { data: base64(silence(6)), format: 'wav' },
    })
    expect({ ...same }).toEqual({ ...both })
  })

  it('of a language without spaces are of its signs', async () => {
    const sound = new File([await speech('夜に。狩りをする')], 'a.mp3')
    const { words = [], segments = [] } = await upload({
      file: sound,
      ...verbose,
      'timestamp_granularities[]': ['word', 'segment'],
    })
    expect(words.map(({ word }) => word)).toEqual(['夜', 'に', '狩', 'り', 'を', 'す', 'る'])
    expect(segments.map(({ text }) => text)).toEqual(['夜に。', '狩りをする'])
  })
})

describe('as text', () => {
  const said = 'Where does the owl sleep? In the old barn.'
  const asText = async (format: string): Promise<string> => {
    const sound = new File([await speech(said, 'wav')], 'a.wav')
    const response = await postForm(emulator, path, { file: sound, response_format: format })
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('x-generation-id')).toMatch(/^gen-/)
    return response.text()
  }

  it('is the text', async () => expect(await asText('text')).toBe(`${said}\n`))

  it('is SubRip', async () => {
    expect(await asText('srt')).toBe(
      '1\n00:00:00,000 --> 00:00:01,693\nWhere does the owl sleep?\n\n2\n00:00:01,693 --> 00:00:02,800\nIn the old barn.\n',
    )
  })

  it('is WebVTT', async () => {
    expect(await asText('vtt')).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.693\nWhere does the owl sleep?\n\n00:00:01.693 --> 00:00:02.800\nIn the old barn.\n',
    )
  })
})

describe('a recording', () => {
  it.each(['file_url', 'audio_url', 'audioUrl'])(
    'may be an address in %s, which is not followed',
    async name => {
      const body = { [name]: 'https://example.com/talk.mp3?part=1' }
      const heard = await transcribe(body)
      expect(heard.duration).toBeGreaterThanOrEqual(5)
      expect(heard.duration).toBeLessThanOrEqual(60)
      expect(countWords(heard.text)).toBe(Math.round(heard.duration * 2.5))
      expect(await transcribe(body)).toEqual(heard)
    },
  )

  it('may be a file of ours', async () => {
    const said = 'The owl hunts at night.'
    const spoken = await ask(
      emulator,
      { messages: undefined, model: undefined, text: said },
      { path: '/api/tts' },
    )
    const { audioUrl } = (await spoken.json()) as { audioUrl: string }
    expect((await transcribe({ file_url: audioUrl })).text).toBe(said)
    const broken = await post({ file_url: audioUrl.replace(/signature=.*/, 'signature=0') })
    expect(broken.status).toBe(400)
  })

  it.each([
    ['a data URI', () => ({ file_url: `data:audio/wav;base64,${base64(silence(4))}` })],
    ['base64 in input_audio', () => ({ input_audio: { data: base64(silence(4)), format: 'wav' } })],
    ['base64 in inputAudio', () => ({ inputAudio: { data: base64(silence(4)), format: 'wav' } })],
  ])('may be %s', async (_, body) => {
    expect((await transcribe(body())).duration).toBe(4)
  })

  it('may become a voice instead', async () => {
    const response = await postForm(emulator, path, { file: file(), model: 'qwen-voice-clone' })
    const { speakerEmbeddingUrl } = (await response.json()) as { speakerEmbeddingUrl: string }
    expect((await (await get(emulator, speakerEmbeddingUrl)).arrayBuffer()).byteLength).toBe(1024)
    expect(emulator.account.balance).toBeCloseTo(99.75, 10)
    const voice = await postForm(emulator, path, { file: file(), model: 'minimax-voice-clone' })
    const { customVoiceId, audioUrls } = (await voice.json()) as {
      customVoiceId: string
      audioUrls: string[]
    }
    expect(customVoiceId).toMatch(/^[A-Za-z][A-Za-z0-9]{7,}$/)
    expect((await get(emulator, String(audioUrls[0]))).headers.get('content-type')).toBe('audio/mpeg')
  })
})

describe('a transcription is refused', () => {
  const wav = { file_url: 'https://example.com/a.wav' }

  it.each<[string, Json, number, string, string | undefined]>([
    ['without a recording', {}, 400, 'missing_required_parameter', 'file'],
    [
      'with two addresses',
      { ...wav, audio_url: 'https://example.com/b.wav' },
      400,
      'invalid_parameter_value',
      'audio_url',
    ],
    [
      'with an address and data',
      { ...wav, input_audio: { data: 'AAAA', format: 'wav' } },
      400,
      'invalid_parameter_value',
      'input_audio',
    ],
    ['of a document', { file_url: 'https://example.com/a.pdf' }, 400, 'unsupported_format', 'file_url'],
    ['of a video', { file_url: 'https://example.com/a.mkv' }, 400, 'unsupported_format', 'file_url'],
    [
      'of another scheme',
      { file_url: 'ftp://example.com/a.wav' },
      400,
      'invalid_parameter_value',
      'file_url',
    ],
    ['of a path', { file_url: 'a.wav' }, 400, 'invalid_parameter_value', 'file_url'],
    [
      'of what is no sound',
      { input_audio: { data: btoa('hello there'), format: 'mp3' } },
      400,
      'unsupported_format',
      'input_audio',
    ],
    [
      'of another format',
      { input_audio: { data: 'AAAA', format: 'txt' } },
      400,
      'unsupported_format',
      'input_audio.format',
    ],
    [
      'of broken base64',
      { input_audio: { data: '*', format: 'wav' } },
      400,
      'invalid_parameter_value',
      'input_audio.data',
    ],
    ['by a model nobody knows', { ...wav, model: 'tts-1' }, 404, 'model_not_found', 'model'],
    [
      'in a language by its name',
      { ...wav, language: 'English' },
      400,
      'invalid_parameter_value',
      'language',
    ],
    ['for another task', { ...wav, task: 'sing' }, 400, 'invalid_parameter_value', 'task'],
    [
      'as another format',
      { ...wav, response_format: 'xml' },
      400,
      'invalid_parameter_value',
      'response_format',
    ],
    ['with a temperature above 1', { ...wav, temperature: 2 }, 400, 'invalid_parameter_value', 'temperature'],
    [
      'with times without their format',
      { ...wav, timestamp_granularities: ['word'] },
      400,
      'invalid_parameter_value',
      'timestamp_granularities',
    ],
    ['with a duration', { ...wav, actualDuration: '2' }, 400, 'invalid_parameter_value', 'actualDuration'],
  ])('%s', async (_, body, status, code, param) => {
    const response = await post(body)
    const { error } = (await response.json()) as { error: Json }
    expect({ status: response.status, code: error.code, param: error.param }).toEqual({ status, code, param })
  })

  it.each<[string, Record<string, string | string[] | Blob>, string, string]>([
    ['with an unknown field', { file: file(), mood: 'happy' }, 'unknown_parameter', 'mood'],
    ['with a duration', { file: file(), actualDuration: '2' }, 'invalid_parameter_value', 'actualDuration'],
    [
      'with a file and an address',
      { file: file(), file_url: 'https://example.com/a.wav' },
      'invalid_parameter_value',
      'file_url',
    ],
    ['without a file', { model: 'Wizper' }, 'missing_required_parameter', 'file'],
    ['with text for a file', { file: 'hello' }, 'unknown_parameter', 'file'],
    ['with a file for a text', { file: file(), prompt: file() }, 'invalid_parameter_value', 'prompt'],
    ['with a model twice', { file: file(), model: ['Wizper', 'Wizper'] }, 'invalid_parameter_value', 'model'],
    [
      'with words for a number',
      { file: file(), temperature: 'warm' },
      'invalid_parameter_value',
      'temperature',
    ],
    ['of an empty file', { file: new File([], 'a.wav') }, 'unsupported_format', 'file'],
    ['of a text file', { file: new File(['hello'], 'a.wav') }, 'unsupported_format', 'file'],
  ])('as a form %s', async (_, fields, code, param) => {
    const response = await postForm(emulator, path, fields)
    const { error } = (await response.json()) as { error: Json }
    expect({ status: response.status, code: error.code, param: error.param }).toEqual({
      status: 400,
      code,
      param,
    })
  })

  it('over 4 MiB', async () => {
    const response = await postForm(emulator, path, {
      file: new File([new Uint8Array(4 * 1024 * 1024)], 'a.wav'),
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ error: { code: 'request_body_too_large', param: 'body' } })
  })

  it('without a key, without money, and in another content type', async () => {
    const poor = createEmulator({ balance: 0 })
    expect((await poor.fetch(host + path, { method: 'POST', body: new FormData() })).status).toBe(401)
    expect((await post(wav, path, poor)).status).toBe(402)
    const headers = { 'x-api-key': 'sk-nano-emulator', 'content-type': 'text/plain' }
    expect((await poor.fetch(host + path, { method: 'POST', headers, body: 'x' })).status).toBe(415)
  })

  it('but unknown fields of JSON are only recorded', async () => {
    await transcribe({ ...wav, mood: 'happy' })
    expect(emulator.unknownFields.map(({ field }) => field)).toEqual(['mood'])
  })
})

it('takes a reply of the test', async () => {
  emulator.replies.next({ json: { transcription: 'Mine.' } }, { model: 'Wizper' })
  const response = await postForm(emulator, path, { file: file(), model: 'Wizper' })
  expect(await response.json()).toEqual({ transcription: 'Mine.' })
})
