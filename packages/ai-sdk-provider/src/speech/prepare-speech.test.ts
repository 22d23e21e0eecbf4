import { InvalidArgumentError } from '@ai-sdk/provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareSpeech, type SpeechCall } from './prepare-speech.ts'
import { prepareText } from './prepare-text.ts'

function prepare(modelId: string, call: SpeechCall = {}, isStream = false) {
  return prepareSpeech({ modelId, providerName: 'nanogpt', isSubscription: false, isStream, call })
}

const withOptions = (nanogpt: NonNullable<SpeechCall['providerOptions']>[string]): SpeechCall => ({
  providerOptions: { nanogpt },
})

describe('the route', () => {
  test.each<[string, string, SpeechCall, 'speech' | 'tts']>([
    ['is the endpoint of OpenAI’s form', 'gpt-4o-mini-tts', {}, 'speech'],
    ['of unknown models too', 'acme/voice-9', {}, 'speech'],
    ['is that of tickets for models that have them', 'Elevenlabs-Turbo-V2.5', {}, 'tts'],
    ['whatever the case of their letters', 'elevenlabs-v3', {}, 'tts'],
    ['for music', 'Elevenlabs-Music-V1', {}, 'tts'],
    ['is that of the options it alone knows', 'Kokoro-82m', withOptions({ stability: 0 }), 'tts'],
    ['and of the language', 'Qwen-3-TTS-1.7B', { language: 'en' }, 'tts'],
    ['but not of a language that is found anyway', 'tts-1', { language: 'auto' }, 'speech'],
    ['nor of one that has no effect', 'tts-1', { language: 'fr' }, 'speech'],
    ['is the one that was asked for', 'tts-1', withOptions({ route: 'tts' }), 'tts'],
    ['also for models with tickets', 'Elevenlabs-V3', withOptions({ route: 'speech' }), 'speech'],
  ])('%s', (_, modelId, call, route) => {
    expect(prepare(modelId, call).route).toBe(route)
  })

  test('of a stream is always the first', () => {
    expect(prepare('Elevenlabs-V3', { language: 'en' }, true).route).toBe('speech')
  })
})

describe('fields', () => {
  test('of all settings of the SDK', () => {
    const { fields, warnings } = prepare('tts-1-hd', {
      voice: 'nova',
      outputFormat: 'OPUS',
      speed: 1.25,
      instructions: 'Whisper.',
    })
    expect(fields).toEqual({ voice: 'nova', response_format: 'opus', speed: 1.25, instructions: 'Whisper.' })
    expect(warnings).toEqual([])
  })

  test('of all options of one route', () => {
    const qwen = {
      speakerVoiceEmbeddingFileUrl: 'https://files.example/voice',
      referenceText: 'What was said.',
      prompt: 'Cheerful.',
    }
    expect(prepare('Qwen-3-TTS-1.7B', { language: 'ja', ...withOptions(qwen) })).toMatchObject({
      fields: {
        language: 'Japanese',
        speaker_voice_embedding_file_url: 'https://files.example/voice',
        reference_text: 'What was said.',
        prompt: 'Cheerful.',
      },
      warnings: [],
    })
    const voice = { stability: 0, similarityBoost: 1, style: 0.5 }
    expect(prepare('Elevenlabs-Turbo-V2.5', withOptions(voice))).toMatchObject({
      fields: { stability: 0, similarity_boost: 1, style: 0.5 },
      warnings: [],
    })
  })

  test.each([
    ['zh', 'Chinese'],
    ['AUTO', 'Auto'],
    ['English', 'English'],
    ['zz', 'zz'],
    ['not a code', 'not a code'],
  ])('name the language %s as %s', (language, field) => {
    expect(prepare('Qwen-3-TTS-1.7B', { language }).fields).toEqual({ language: field })
  })

  test('may be added and replaced, and decide what is expected', () => {
    const extraBody = { response_format: 'flac', seed: 1, left_out: undefined }
    const call = { outputFormat: 'mp3', providerOptions: { nanogpt: { extraBody } } } as SpeechCall
    expect(prepare('tts-1', call)).toMatchObject({
      fields: { response_format: 'flac', seed: 1 },
      format: 'flac',
    })
  })

  test('that somebody left empty are not sent', () => {
    const call = { voice: '', instructions: ' ', language: '' }
    expect(prepare('acme/voice-9', call)).toMatchObject({ route: 'speech', fields: {}, warnings: [] })
  })

  test('under another name of the provider', () => {
    const call = { providerOptions: { myNano: { style: 1 } } }
    const { fields } = prepareSpeech({
      modelId: 'Elevenlabs-Turbo-V2.5',
      providerName: 'my-nano',
      isSubscription: false,
      isStream: false,
      call,
    })
    expect(fields).toEqual({ style: 1 })
  })
})

describe('what has no effect is left out, with a warning', () => {
  const all = withOptions({
    stability: 1,
    similarityBoost: 1,
    style: 1,
    speakerVoiceEmbeddingFileUrl: 'https://files.example',
    referenceText: 'a',
    prompt: 'b',
  })
  test.each<[string, string, SpeechCall, string[], boolean?]>([
    [
      'a language on the other route',
      'tts-1',
      { language: 'en', ...withOptions({ route: 'speech' }) },
      ['language'],
    ],
    ['a language of OpenAI’s models', 'tts-1', { language: 'en' }, ['language']],
    ['a language of Kokoro', 'Kokoro-82m', { language: 'en' }, ['language']],
    ['a voice of music', 'Elevenlabs-Music-V1', { voice: 'Rachel' }, ['voice']],
    ['a format of ElevenLabs', 'Elevenlabs-V3', { outputFormat: 'wav' }, ['outputFormat']],
    ['speed, where it is not known', 'gpt-4o-mini-tts', { speed: 2 }, ['speed']],
    [
      'instructions, where they break it',
      'google/gemini-3.1-flash-tts',
      { instructions: 'a' },
      ['instructions'],
    ],
    ['the same in other letters', 'OMNIVOICE', { instructions: 'a' }, ['instructions']],
    [
      'a sample rate',
      'tts-1',
      { outputFormat: { type: 'audio/pcm', rate: 8000 } },
      ['outputFormat.rate'],
      true,
    ],
    [
      'options of /api/tts in a stream',
      'Elevenlabs-Turbo-V2.5',
      all,
      [
        'stability',
        'similarityBoost',
        'style',
        'speakerVoiceEmbeddingFileUrl',
        'referenceText',
        'prompt',
      ].map(name => `providerOptions.nanogpt.${name}`),
      true,
    ],
  ])('%s', (_, modelId, call, features, isStream) => {
    const { fields, warnings } = prepare(modelId, call, isStream)
    expect(warnings).toEqual(
      features.map(feature => ({ type: 'unsupported', feature, details: expect.any(String) })),
    )
    const { stream: _stream, response_format: _format, ...others } = fields
    expect(others).toEqual({})
  })

  test('and is then not expected to come', () => {
    expect(prepare('Elevenlabs-V3', { outputFormat: 'wav' }).format).toBeUndefined()
  })
})

describe('what may have no effect is sent, with a warning', () => {
  test.each<[string, string, SpeechCall, string[], boolean?]>([
    ['instructions', 'Kokoro-82m', { instructions: 'a' }, ['instructions']],
    ['a language', 'acme/voice-9', { language: 'en' }, ['language']],
    [
      'options of other voices',
      'Elevenlabs-V3',
      withOptions({ style: 1 }),
      ['providerOptions.nanogpt.style'],
    ],
    ['options of Qwen’s', 'tts-1', withOptions({ prompt: 'a' }), ['providerOptions.nanogpt.prompt']],
    ['a stream', 'Kokoro-82m', {}, ['stream'], true],
  ])('%s', (_, modelId, call, features, isStream) => {
    const { fields, warnings } = prepare(modelId, call, isStream)
    expect(warnings).toEqual(
      features.map(feature => ({ type: 'compatibility', feature, details: expect.any(String) })),
    )
    expect(Object.keys(fields)).toHaveLength(features.length)
  })
})

test.each(['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'Elevenlabs-Turbo-V2.5', 'Elevenlabs-V3'])(
  '%s streams without a warning',
  modelId => {
    expect(prepare(modelId, { outputFormat: { type: 'audio/mpeg' } }, true)).toMatchObject({
      fields: { stream: true, response_format: 'mp3' },
      warnings: [],
    })
  },
)

test('a subscription has no speech', () => {
  const { warnings } = prepareSpeech({
    modelId: 'tts-1',
    providerName: 'nanogpt',
    isSubscription: true,
    isStream: false,
    call: {},
  })
  expect(warnings).toEqual([{ type: 'other', message: expect.stringContaining('charged to the balance') }])
})

describe('refused', () => {
  test.each<[string, SpeechCall, RegExp, boolean?]>([
    ['an unknown option', withOptions({ stabilty: 1 }), /Did you mean 'stability'/],
    ['an option out of its range', withOptions({ style: 2 }), /nanogpt\.style/],
    ['a time of no length', withOptions({ pollIntervalMs: 0 }), /pollIntervalMs/],
    ['the model in the extra body', withOptions({ extraBody: { model: 'b' } }), /must not contain 'model'/],
    ['an unknown format', { outputFormat: 'midi' }, /'midi' is none of .*mp3, opus.*extraBody/],
    ['an unknown media type', { outputFormat: { type: 'audio/pcmu', rate: 8000 } }, /'audio\/pcmu' is none/],
    ['a speed that JSON cannot carry', { speed: Number.NaN }, /speed must be a number/],
    ['a speed of nothing', { speed: 0 }, /above 0/],
    ['a speed backwards', { speed: -1 }, /above 0/],
    ['a route that does not know an option', withOptions({ route: 'speech', style: 1 }), /style contradicts/],
    ['a route that cannot stream', withOptions({ route: 'tts' }), /cannot stream/, true],
  ])('%s', (_, call, message, isStream) => {
    let error: unknown
    try {
      prepare('tts-1', call, isStream)
    } catch (thrown) {
      error = thrown
    }
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('message', expect.stringMatching(message))
  })
})

describe('a text', () => {
  const send = (modelId: string, text: string) => prepareText(prepare(modelId), text)

  test('stands in the field of its route', () => {
    expect(send('tts-1', 'Hello').body).toEqual({ model: 'tts-1', input: 'Hello' })
    expect(send('Elevenlabs-V3', 'Hello').body).toEqual({ model: 'Elevenlabs-V3', text: 'Hello' })
  })

  test('is counted in code points', () => {
    const prepared = prepare('tts-1')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), text => {
        fc.pre(text.trim() !== '')
        expect(prepareText(prepared, text).inputCharacters).toBe([...text].length)
      }),
    )
  })

  test.each([
    ['tts-1', 4_096],
    ['tts-1-hd', 4_096],
    ['gpt-4o-mini-tts', 4_096],
    ['Kokoro-82m', 10_000],
    ['Elevenlabs-Turbo-V2.5', 10_000],
    ['Elevenlabs-V3', 3_000],
  ])('of %s may have %i characters, however wide, and not one more', (modelId, limit) => {
    expect(send(modelId, '🦉'.repeat(limit)).inputCharacters).toBe(limit)
    expect(() => send(modelId, 'a'.repeat(limit + 1))).toThrow(
      `The text has ${limit + 1} characters, and ${modelId} takes ${limit}. Split it`,
    )
  })

  test('of other models may be long', () => {
    expect(send('acme/voice', 'a'.repeat(100_000)).inputCharacters).toBe(100_000)
  })

  test.each([['', ' \n', undefined, null, 5]])('that says nothing is refused', text => {
    expect(() => send('tts-1', text as string)).toThrow('text must say something')
  })
})
