import { InvalidArgumentError, InvalidResponseDataError } from '@ai-sdk/provider'
import { transcribe } from 'ai'
import { describe, expect, test } from 'vitest'
import { isNanoGPTError } from '../../src/index.ts'
import type { NanoGPTTranscriptionModelOptions } from '../../src/transcription/transcription-options.ts'
import { rejectionOf } from '../harness.ts'
import { brokenConnection, never, setUpFake, wav, type FakeAnswer } from './fake-api.ts'

const VERBOSE = {
  text: 'Owls hunt.',
  language: 'english',
  duration: 1.5,
  segments: [{ text: 'Owls hunt.', start: 0, end: 1.5 }],
}

const audio = wav()
const url = new URL('https://example.com/owls.mp3')

/** What is sent with these options. */
async function send(options: NanoGPTTranscriptionModelOptions, modelId?: string) {
  const { model, lastRequest } = setUpFake({ ...(modelId && { modelId }), answers: [VERBOSE] })
  const providerOptions = { nanogpt: { ...options } }
  const result = await transcribe({ model, audio, providerOptions, maxRetries: 0 })
  return { ...lastRequest(), warnings: result.warnings }
}

describe('by upload', () => {
  test('transcribe bytes', async () => {
    const { model, requests, lastRequest } = setUpFake({ answers: [VERBOSE] })
    const result = await transcribe({ model, audio })
    expect(result).toMatchObject({
      text: 'Owls hunt.',
      segments: [{ text: 'Owls hunt.', startSecond: 0, endSecond: 1.5 }],
      language: 'en',
      durationInSeconds: 1.5,
      warnings: [],
    })
    expect(requests).toHaveLength(1)
    const { url: address, headers, fields, files } = lastRequest()
    expect(address).toBe('https://nano-gpt.com/api/v1/audio/transcriptions')
    expect(headers.get('authorization')).toBe('Bearer sk-nano-test')
    // With its boundary, which only `fetch` knows.
    expect(headers.get('content-type')).toBeNull()
    expect(fields).toEqual({ model: ['Whisper-Large-V3'], response_format: ['verbose_json'] })
    expect([files.file?.name, files.file?.type]).toEqual(['audio.wav', 'audio/wav'])
    expect(new Uint8Array((await files.file?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(audio)
  })

  test('are a form, whatever media type the headers of an application have', async () => {
    const { model, lastRequest } = setUpFake({ answers: [VERBOSE] })
    await transcribe({ model, audio, headers: { 'Content-Type': 'application/json' } })
    // `fetch` itself says it, with the boundary.
    expect(lastRequest().headers.get('content-type')).toBeNull()
    expect(lastRequest().files.file?.name).toBe('audio.wav')
  })

  test('transcribe base64', async () => {
    const { model, lastRequest } = setUpFake({ answers: [VERBOSE] })
    await transcribe({ model, audio: btoa('OggS, and so on') })
    expect(lastRequest().files.file).toMatchObject({ name: 'audio.ogg', type: 'audio/ogg', size: 15 })
  })

  test('says in the result what was sent, without the audio', async () => {
    const { model } = setUpFake({ answers: [VERBOSE] })
    const { request, response } = await model.doGenerate({ audio, mediaType: 'audio/wav' })
    expect(JSON.parse(request?.body ?? '')).toEqual({
      model: 'Whisper-Large-V3',
      response_format: 'verbose_json',
      audio: { name: 'audio.wav', mediaType: 'audio/wav', size: 64 },
    })
    expect(response).toMatchObject({ modelId: 'Whisper-Large-V3', body: VERBOSE })
    expect(response.timestamp).toBeInstanceOf(Date)
  })

  test('of OpenAI asks for what those models know', async () => {
    const { fields } = await send({}, 'gpt-4o-mini-transcribe-latest')
    expect(fields.response_format).toEqual(['json'])
  })
})

describe('by URL', () => {
  test('leave it to NanoGPT to fetch the audio', async () => {
    const { model, requests, lastRequest } = setUpFake({ answers: [VERBOSE] })
    const { text } = await transcribe({ model, audio: url, timestampGranularities: ['word'] })
    expect(text).toBe('Owls hunt.')
    expect(requests).toHaveLength(1)
    expect(lastRequest()).toMatchObject({
      url: 'https://nano-gpt.com/api/v1/audio/transcriptions',
      json: {
        model: 'Whisper-Large-V3',
        response_format: 'verbose_json',
        timestamp_granularities: ['word'],
        file_url: 'https://example.com/owls.mp3',
      },
    })
  })

  test('go to /transcribe under its own names', async () => {
    const { model, lastRequest } = setUpFake({ modelId: 'Elevenlabs-STT', answers: [VERBOSE] })
    await transcribe({
      model,
      audio: url,
      providerOptions: { nanogpt: { diarize: true, actualDuration: 2 } },
    })
    expect(lastRequest()).toMatchObject({
      url: 'https://nano-gpt.com/api/transcribe',
      json: {
        model: 'Elevenlabs-STT',
        diarize: true,
        actualDuration: '2',
        audioUrl: 'https://example.com/owls.mp3',
      },
    })
  })

  test('what the server cannot reach is left to the SDK', async () => {
    const { model, requests } = setUpFake({ answers: [VERBOSE] })
    for (const address of [
      'http://localhost/a.mp3',
      'http://10.0.0.1/a.mp3',
      'data:audio/wav;base64,UklGRg==',
    ]) {
      expect(await model.doGenerateFromUrl({ audio: new URL(address) })).toBeUndefined()
    }
    expect(requests).toEqual([])
    const data = new URL(`data:audio/wav;base64,${btoa('OggS, and so on')}`)
    expect((await transcribe({ model, audio: data })).text).toBe('Owls hunt.')
    expect(requests[0]?.files.file?.name).toBe('audio.ogg')
  })

  test('but for the API itself, wherever it is', async () => {
    const { model, lastRequest } = setUpFake({ baseURL: 'http://localhost:8787/api/v1', answers: [VERBOSE] })
    await transcribe({ model, audio: new URL('http://localhost:8787/files/a.mp3') })
    expect(lastRequest().json).toHaveProperty('file_url', 'http://localhost:8787/files/a.mp3')
  })
})

describe('options', () => {
  test('are fields of the form', async () => {
    const { fields, warnings } = await send({
      language: 'de',
      prompt: 'Uhu',
      temperature: 0,
      task: 'translate',
      timestampGranularities: ['word', 'segment'],
      extraBody: { seed: 7, nothing: null, list: ['a', 'b'] },
    })
    expect(fields).toEqual({
      model: ['Whisper-Large-V3'],
      language: ['de'],
      prompt: ['Uhu'],
      temperature: ['0'],
      task: ['translate'],
      response_format: ['verbose_json'],
      'timestamp_granularities[]': ['word', 'segment'],
      seed: ['7'],
      'list[]': ['a', 'b'],
    })
    expect(warnings).toEqual([])
  })

  test('are fields of the other form, booleans as words', async () => {
    const {
      url: address,
      fields,
      files,
      warnings,
    } = await send(
      { language: 'auto', diarize: true, tagAudioEvents: false, actualDuration: 0.5 },
      'Elevenlabs-STT',
    )
    expect(address).toBe('https://nano-gpt.com/api/transcribe')
    expect(fields).toEqual({
      model: ['Elevenlabs-STT'],
      language: ['auto'],
      diarize: ['true'],
      tagAudioEvents: ['false'],
      actualDuration: ['0.5'],
    })
    expect(files.audio?.name).toBe('audio.wav')
    expect(warnings).toEqual([])
  })

  test('choose the endpoint', async () => {
    const path = async (...sent: Parameters<typeof send>) => new URL((await send(...sent)).url).pathname
    expect(await path({ route: 'transcribe' })).toBe('/api/transcribe')
    expect(await path({ diarize: true })).toBe('/api/transcribe')
    expect(await path({ tagAudioEvents: true })).toBe('/api/transcribe')
    expect(await path({ diarize: false })).toBe('/api/v1/audio/transcriptions')
    expect(await path({}, 'Elevenlabs-STT')).toBe('/api/transcribe')
    expect(await path({ route: 'transcriptions' }, 'Elevenlabs-STT')).toBe('/api/v1/audio/transcriptions')
  })

  test('auto is no language where there is no such word', async () => {
    expect((await send({ language: 'auto' })).fields).not.toHaveProperty('language')
  })

  test('win over the call, and an empty list asks for nothing', async () => {
    const { model, lastRequest } = setUpFake({ answers: [VERBOSE, VERBOSE, VERBOSE] })
    const asked = async (own?: ('word' | 'segment')[]) => {
      await transcribe({
        model,
        audio,
        timestampGranularities: ['word'],
        ...(own && { providerOptions: { nanogpt: { timestampGranularities: own } } }),
      })
      return lastRequest().fields['timestamp_granularities[]']
    }
    expect(await asked()).toEqual(['word'])
    expect(await asked(['segment'])).toEqual(['segment'])
    expect(await asked([])).toBeUndefined()
  })

  test('are read under the name of the provider too', async () => {
    const { model, lastRequest } = setUpFake({ providerName: 'my-nano', answers: [VERBOSE] })
    expect(model.provider).toBe('my-nano.transcription')
    await transcribe({ model, audio, providerOptions: { myNano: { prompt: 'Uhu' } } })
    expect(lastRequest().fields.prompt).toEqual(['Uhu'])
  })

  test.each([
    ['word', 'words'],
    ['segment', 'segments'],
  ] as const)('a model without timings of a %s is a warning, and is not asked', async (granularity, what) => {
    const { fields, warnings } = await send(
      { timestampGranularities: [granularity] },
      'gpt-4o-mini-transcribe',
    )
    expect(fields).not.toHaveProperty('timestamp_granularities[]')
    expect(warnings).toEqual([
      {
        type: 'unsupported',
        feature: 'timestampGranularities',
        details: expect.stringContaining(`no timings of ${what}`),
      },
    ])
  })

  test.each([
    ['Whisper-Large-V3', { actualDuration: 1 }, ['actualDuration']],
    ['Whisper-Large-V3', { diarize: true }, ['diarize']],
    [
      'Whisper-Large-V3',
      { tagAudioEvents: true, timestampGranularities: ['word'] },
      ['tagAudioEvents', 'timestampGranularities'],
    ],
    ['Elevenlabs-STT', { prompt: 'a', temperature: 0 }, ['prompt', 'temperature']],
    ['Elevenlabs-STT', { timestampGranularities: ['segment'] }, ['timestampGranularities']],
    ['Elevenlabs-STT', { diarize: true, timestampGranularities: ['segment', 'word'] }, []],
  ] as const)('%s: of %j it does not heed %j', async (modelId, options, features) => {
    const { warnings } = await send(structuredClone(options) as NanoGPTTranscriptionModelOptions, modelId)
    expect(warnings.map(warning => (warning.type === 'unsupported' ? warning.feature : warning))).toEqual(
      features,
    )
  })

  test('a subscription has no transcriptions, so they are charged, with a warning', async () => {
    const { model } = setUpFake({ billing: 'subscription', answers: [VERBOSE] })
    const { warnings } = await transcribe({ model, audio })
    expect(warnings).toEqual([{ type: 'other', message: expect.stringContaining('no transcriptions') }])
  })

  test('pay as you go is a header', async () => {
    const { model, lastRequest } = setUpFake({ billing: 'paygo', answers: [VERBOSE] })
    await transcribe({ model, audio })
    expect(lastRequest().headers.get('x-billing-mode')).toBe('paygo')
  })
})

describe('before anything is sent', () => {
  const refusals: [string, NanoGPTTranscriptionModelOptions | Record<string, never>, string, string?][] = [
    ['an unknown option', { granularity: 1 } as object, 'granularity is not an option'],
    ['an option of the wrong kind', { temperature: 'hot' } as object, 'providerOptions.nanogpt.temperature'],
    ['a timer that would fire at once', { pollTimeoutMs: 2 ** 31 }, 'providerOptions.nanogpt.pollTimeoutMs'],
    [
      'speakers on an endpoint without',
      { diarize: true, route: 'transcriptions' },
      "diarize needs route 'transcribe'",
    ],
    ['a translation of speakers', { diarize: true, task: 'translate' }, 'contradicts diarize'],
    [
      'a translation on an endpoint without',
      { route: 'transcribe', task: 'translate' },
      "contradicts route 'transcribe'",
    ],
    ['a translation by a model without', { task: 'translate' }, 'contradicts this model', 'Elevenlabs-STT'],
    ['another model', { extraBody: { model: 'b' } }, "must not contain 'model'"],
    ['another file', { extraBody: { audio_url: 'b' } }, "must not contain 'audio_url'"],
    ['a model that makes voices', {}, 'makes a voice', 'qwen-voice-clone'],
  ]
  test.each(refusals)('%s is refused', async (_, options, message, modelId = 'Whisper-Large-V3') => {
    const { model, requests } = setUpFake({ modelId, answers: [VERBOSE] })
    for (const source of [audio, url]) {
      const error = await rejectionOf(
        transcribe({ model, audio: source, providerOptions: { nanogpt: { ...options } } }),
      )
      expect(InvalidArgumentError.isInstance(error)).toBe(true)
      expect(error).toHaveProperty('message', expect.stringContaining(message))
    }
    expect(requests).toEqual([])
  })

  const MEBIBYTE = 1024 * 1024
  test.each([
    ['the file alone', 4 * MEBIBYTE + 1, {}],
    ['the file with the form around it', 4 * MEBIBYTE - 10, {}],
    ['the file on the other endpoint', 3 * MEBIBYTE + 1, { route: 'transcribe' }],
  ] as const)('too much is refused: %s', async (_, size, nanogpt) => {
    const { model, requests } = setUpFake({ answers: [] })
    const error = await rejectionOf(transcribe({ model, audio: wav(size), providerOptions: { nanogpt } }))
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('message', expect.stringContaining('Pass a URL that NanoGPT can fetch'))
    expect(requests).toEqual([])
  })

  test.each([
    [4 * MEBIBYTE - 1000, {}],
    [3 * MEBIBYTE, { route: 'transcribe' }],
  ] as const)('%i bytes are not too much', async (size, nanogpt) => {
    const { model, requests } = setUpFake({ answers: [VERBOSE] })
    await transcribe({ model, audio: wav(size), providerOptions: { nanogpt } })
    expect(requests).toHaveLength(1)
  })
})

describe('answers of other shapes', () => {
  const answerTo = (answer: FakeAnswer) => {
    const { model, requests } = setUpFake({ answers: [answer] })
    return { requests, result: transcribe({ model, audio }) }
  }

  test('of the other endpoint are understood on either', async () => {
    const { result } = answerTo({ transcription: 'Owls.', metadata: { actualDuration: 0.5, language: 'en' } })
    expect(await result).toMatchObject({ text: 'Owls.', durationInSeconds: 30, language: 'en' })
  })

  test('may be plain text', async () => {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    const { result } = answerTo(new Response('Eulen jagen, ü', { headers }))
    expect((await result).text).toBe('Eulen jagen, ü')
  })

  test.each([
    ['a page', new Response('<html><title>Hi</title></html>', { headers: { 'content-type': 'text/html' } })],
    ['nothing at all', new Response('', { headers: { 'content-type': 'text/plain' } })],
    ['a file', new Response(wav() as BodyInit, { headers: { 'content-type': 'audio/wav' } })],
    ['an artefact', Response.json({ audioUrls: ['https://example.com/voice.mp3'] })],
  ])('%s is no transcript, and is not asked for twice', async (_, response) => {
    const { result, requests } = answerTo(response)
    const error = await rejectionOf(result)
    expect(isNanoGPTError(error) || InvalidResponseDataError.isInstance(error)).toBe(true)
    expect(requests).toHaveLength(1)
  })

  test('silence is a transcript', async () => {
    expect((await answerTo({ text: '' }).result).text).toBe('')
  })
})

describe('errors', () => {
  test('that pass are retried by the SDK', async () => {
    const busy = Response.json(
      { error: { message: 'Busy' } },
      { status: 503, headers: { 'retry-after-ms': '1' } },
    )
    const { model, requests } = setUpFake({ answers: [busy, VERBOSE] })
    expect((await transcribe({ model, audio })).text).toBe('Owls hunt.')
    expect(requests[1]?.files.file?.size).toBe(64)
  })

  test('that may have cost something are not', async () => {
    const { model, requests } = setUpFake({ answers: [brokenConnection(), VERBOSE] })
    const error = await rejectionOf(transcribe({ model, audio }))
    expect(isNanoGPTError(error) && error.data.code).toBe('outcome_unknown')
    expect(requests).toHaveLength(1)
  })

  test('never hold the audio', async () => {
    const refusal = Response.json(
      { error: { message: 'No', type: 'invalid_request_error' } },
      { status: 400 },
    )
    const { model } = setUpFake({ answers: [refusal] })
    const error = await rejectionOf(transcribe({ model, audio }))
    expect(isNanoGPTError(error) && error.requestBodyValues).toMatchObject({
      model: 'Whisper-Large-V3',
      file: { name: 'audio.wav', type: 'audio/wav', size: 64 },
    })
  })

  test('an abort ends the upload, and one before it sends nothing', async () => {
    const { model, requests } = setUpFake({ answers: [never] })
    const controller = new AbortController()
    const result = transcribe({ model, audio, abortSignal: controller.signal })
    setTimeout(() => controller.abort(), 20)
    expect(await rejectionOf(result)).toHaveProperty('name', 'AbortError')
    expect(requests).toHaveLength(1)
    expect(await rejectionOf(transcribe({ model, audio, abortSignal: controller.signal }))).toHaveProperty(
      'name',
      'AbortError',
    )
    expect(requests).toHaveLength(1)
  })
})
