import { APICallError, InvalidArgumentError } from '@ai-sdk/provider'
import { generateSpeech, NoSpeechGeneratedError } from 'ai'
import { describe, expect, test } from 'vitest'
import { rejectionOf } from '../harness.ts'
import { audio, fakeSpeech, FILE, FILE_URL, json, MP3, never, SPEECH, TTS, WAV } from './fake-api.ts'

describe('generateSpeech', () => {
  test('gets a file', async () => {
    const { model, requests } = fakeSpeech({
      [SPEECH]: audio(MP3, 'audio/mpeg', {
        'x-request-id': 'req_1',
        'x-cost': '0.0006',
        'x-remaining-balance': '12.5',
      }),
    })
    const result = await generateSpeech({
      model,
      text: 'Hi 🦉',
      voice: 'nova',
      outputFormat: 'mp3',
      speed: 1.5,
    })
    expect(result.audio.uint8Array).toEqual(MP3)
    expect(result.audio.mediaType).toBe('audio/mpeg')
    expect(result.warnings).toEqual([])
    expect(result.providerMetadata.nanogpt).toEqual({
      mediaType: 'audio/mpeg',
      cost: { amount: 0.0006, currency: 'USD' },
      costUsd: 0.0006,
      remainingBalance: 12.5,
      requestId: 'req_1',
    })
    expect(result.responses).toEqual([
      {
        timestamp: expect.any(Date),
        modelId: 'tts-1',
        headers: expect.objectContaining({ 'x-request-id': 'req_1' }),
      },
    ])
    expect(requests).toHaveLength(1)
    expect(requests[0]?.url.href).toBe('https://nano-gpt.com/api/v1/audio/speech')
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer sk-nano-very-secret')
    expect(requests[0]?.body).toEqual({
      model: 'tts-1',
      input: 'Hi 🦉',
      voice: 'nova',
      response_format: 'mp3',
      speed: 1.5,
    })
  })

  test('is audio under a media type that is wrong', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio(MP3, 'application/json') })
    const { audio: made } = await generateSpeech({ model, text: 'Hello' })
    expect(made.uint8Array).toEqual(MP3)
    expect(made.mediaType).toBe('audio/mpeg')
  })

  test('gets JSON with a URL, and fetches that without the key', async () => {
    const { model, requests } = fakeSpeech(
      {
        [TTS]: json({
          audioUrl: FILE_URL,
          contentType: 'audio/wav',
          model: 'Kokoro-82m',
          text: 'Hello',
          duration: 1.5,
          cost: 0.00005,
          currency: 'USD',
        }),
        [FILE]: audio(WAV, 'application/octet-stream'),
      },
      { modelId: 'Kokoro-82m' },
    )
    const result = await generateSpeech({
      model,
      text: 'Hello',
      providerOptions: { nanogpt: { route: 'tts' } },
    })
    expect(result.audio.uint8Array).toEqual(WAV)
    expect(result.audio.mediaType).toBe('audio/wav')
    expect(result.providerMetadata.nanogpt).toMatchObject({
      mediaType: 'audio/wav',
      duration: 1.5,
      costUsd: 0.00005,
      audioUrl: FILE_URL,
    })
    expect(result.responses[0]?.body).toMatchObject({ duration: 1.5 })
    expect(requests[0]?.body).toEqual({ model: 'Kokoro-82m', text: 'Hello' })
    expect([...(requests[1]?.headers.keys() ?? [])]).toEqual(['user-agent'])
  })

  test('has the same in the other endpoint’s answer', async () => {
    const { model } = fakeSpeech({ [SPEECH]: json({ url: FILE_URL }), [FILE]: audio() })
    const { audio: made } = await generateSpeech({ model, text: 'Hello' })
    expect(made.uint8Array).toEqual(MP3)
  })

  test('says what came where another format was asked for', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio(WAV, 'audio/mpeg') }, { modelId: 'acme/voice' })
    const { warnings, audio: made } = await generateSpeech({ model, text: 'a', outputFormat: 'flac' })
    expect(made.mediaType).toBe('audio/wav')
    expect(warnings).toEqual([
      {
        type: 'compatibility',
        feature: 'outputFormat',
        details: 'flac was asked for, and audio/wav came.',
      },
    ])
  })

  test('warns of what a subscription does not pay', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio() }, { billing: 'subscription' })
    const { warnings } = await generateSpeech({ model, text: 'a' })
    expect(warnings).toEqual([{ type: 'other', message: expect.stringContaining('has no speech') }])
  })

  test('counts the characters, and has the body for telemetry', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio(MP3, 'audio/mpeg', { 'x-cost': '0.25' }) })
    expect(await model.doGenerate({ text: '🦉!' })).toMatchObject({
      usage: { inputCharacters: 2, raw: { cost: { amount: 0.25, currency: 'USD' } } },
      request: { body: { input: '🦉!' } },
    })
  })
})

describe('before anything is sent', () => {
  test.each([
    ['a text that says nothing', { text: ' ' }],
    ['a text that is too long', { text: 'a'.repeat(4_097) }],
    ['a format that nobody knows', { text: 'a', outputFormat: 'midi' }],
    ['an option that nobody knows', { text: 'a', providerOptions: { nanogpt: { volume: 1 } } }],
  ])('%s is refused', async (_, call) => {
    const { model, requests } = fakeSpeech({})
    const error = await rejectionOf(generateSpeech({ model, ...call }))
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(requests).toEqual([])
  })
})

describe('errors', () => {
  test('of the server are shown with their code, and not repeated', async () => {
    const { model, requests } = fakeSpeech({
      [SPEECH]: json(
        {
          error: {
            message: 'Voice xyz is unknown',
            type: 'invalid_request_error',
            param: null,
            code: 'invalid_voice',
          },
        },
        400,
      ),
    })
    const error = await rejectionOf(generateSpeech({ model, text: 'a', voice: 'xyz' }))
    expect(error).toMatchObject({ statusCode: 400, data: { code: 'invalid_voice' } })
    expect(requests).toHaveLength(1)
  })

  test('that pass are repeated by the SDK', async () => {
    const { model, requests } = fakeSpeech({
      [SPEECH]: [json({ error: { message: 'busy' } }, 503, { 'retry-after-ms': '1' }), audio()],
    })
    const result = await generateSpeech({ model, text: 'a' })
    expect(result.audio.uint8Array).toEqual(MP3)
    expect(requests).toHaveLength(2)
  })

  test.each<[string, () => Response, object]>([
    ['a page', audio('<html><title>Oops</title></html>', 'text/html'), { code: 'unreadable_response' }],
    [
      'words',
      audio('The model returned no audio.', 'text/plain'),
      { message: 'The model returned no audio.' },
    ],
    ['JSON about nothing', json({ model: 'tts-1' }), { code: 'unreadable_response' }],
    [
      'a ticket without an id',
      json({ status: 'pending', cost: 0.1 }),
      {
        message: expect.stringContaining('without an id'),
        details: { answer: { status: 'pending', cost: 0.1 } },
      },
    ],
    ['a job that failed at once', json({ status: 'failed', message: 'No.' }), { code: 'job_failed' }],
    ['an error under 200', json({ error: { message: 'No.', code: 'invalid_voice' } }), {}],
  ])('are %s, and are not bought again', async (_, answer, data) => {
    const { model, requests } = fakeSpeech({ [SPEECH]: answer })
    const error = await rejectionOf(generateSpeech({ model, text: 'a' }))
    expect(error).toMatchObject({ isRetryable: false, data })
    expect(requests).toHaveLength(1)
  })

  test('are a file that is gone, with its address', async () => {
    const { model, calls } = fakeSpeech({
      [SPEECH]: json({ audioUrl: FILE_URL }),
      [FILE]: () => new Response('gone', { status: 410 }),
    })
    const error = await rejectionOf(generateSpeech({ model, text: 'a' }))
    expect(error).toMatchObject({
      isRetryable: false,
      data: { code: 'download_failed', details: { url: FILE_URL } },
    })
    expect(calls().filter(call => call === SPEECH)).toHaveLength(1)
  })

  test.each<[string, () => Response]>([
    ['no audio, but text/html', audio('<html>Sign in</html>', 'text/html')],
    ['no audio, but application/json', json({ error: 'expired' })],
    ['no audio, but application/octet-stream', audio('<?xml version="1.0"?>', 'application/octet-stream')],
    ['an empty file', audio(new Uint8Array())],
  ])('are a file that is %s, with its address', async (problem, file) => {
    const { model, calls } = fakeSpeech({ [SPEECH]: json({ audioUrl: FILE_URL }), [FILE]: file })
    const error = await rejectionOf(generateSpeech({ model, text: 'a' }))
    expect(error).toMatchObject({
      isRetryable: false,
      message: expect.stringContaining(problem),
      data: { code: 'download_failed', details: { url: FILE_URL } },
    })
    expect(calls()).toEqual([SPEECH, 'GET /made.mp3'])
  })

  test('are audio of no length', async () => {
    const { model, requests } = fakeSpeech({ [SPEECH]: audio(new Uint8Array()) })
    const error = await rejectionOf(generateSpeech({ model, text: 'a' }))
    expect(NoSpeechGeneratedError.isInstance(error)).toBe(true)
    expect(requests).toHaveLength(1)
  })

  test('never have the key', async () => {
    const { model } = fakeSpeech({
      [SPEECH]: json({ error: { message: 'Bad key sk-nano-very-secret' } }, 401),
    })
    const error = await rejectionOf(generateSpeech({ model, text: 'a' }))
    expect(APICallError.isInstance(error)).toBe(true)
    expect(JSON.stringify(error) + String(error)).not.toContain('very-secret')
  })
})

describe('an abort', () => {
  test('before the call sends nothing', async () => {
    const { model, requests } = fakeSpeech({})
    const abortSignal = AbortSignal.abort(new DOMException('Enough', 'AbortError'))
    await expect(generateSpeech({ model, text: 'a', abortSignal })).rejects.toThrow('Enough')
    expect(requests).toEqual([])
  })

  test.each([
    ['of the request', { [SPEECH]: never }],
    ['of the download', { [SPEECH]: json({ url: FILE_URL }), [FILE]: never }],
  ])('%s ends the call', async (_, answers) => {
    const { model } = fakeSpeech(answers)
    const abortSignal = AbortSignal.timeout(30)
    await expect(generateSpeech({ model, text: 'a', abortSignal })).rejects.toThrow(/abort|timeout/i)
  })
})

test('what the host does not say of a file, the answer may', async () => {
  const { model } = fakeSpeech({
    [SPEECH]: json({ audioUrl: FILE_URL, contentType: 'audio/pcm' }),
    [FILE]: audio(new Uint8Array(100), 'application/octet-stream'),
  })
  const { providerMetadata } = await generateSpeech({ model, text: 'a' })
  expect(providerMetadata.nanogpt).toMatchObject({ mediaType: 'audio/pcm' })
})

test.each([
  ['paygo', 'paygo'],
  ['auto', null],
] as const)('billing %s is said to the server', async (billing, header) => {
  const { model, requests } = fakeSpeech({ [SPEECH]: audio() }, { billing })
  await generateSpeech({ model, text: 'a' })
  expect(requests[0]?.headers.get('x-billing-mode')).toBe(header)
})

test.each([[0x7b], [0x3c], [0x20, 0x0a, 0x7b], [0, 0, 0x3c]])(
  'raw samples may begin with any byte: %i',
  async (...beginning) => {
    const samples = Uint8Array.from([...beginning, 1, 2, 3, 0xff, 0xfe, 0x80, 9, 9, 9, 9, 9, 9])
    const { model } = fakeSpeech({ [SPEECH]: audio(samples, 'audio/pcm') })
    const { audio: made } = await generateSpeech({ model, text: 'a', outputFormat: 'pcm' })
    expect(made.uint8Array).toEqual(samples)
  },
)
