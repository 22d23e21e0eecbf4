import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { createProviderRegistry, experimental_streamSpeech as streamSpeech, generateSpeech } from 'ai'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import type { NanoGPTSpeechMetadata, NanoGPTSpeechModelOptions } from '../../src/index.ts'
import { NanoGPTSpeechModel } from '../../src/speech/speech-model.ts'
import { collect, rejectionOf, setUp } from '../harness.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const OWL = 'Owls hunt mice at night. 🦉'

function setUpModel(modelId: string) {
  const { emulator, nanogpt, lastBody } = setUp({
    emulator: { onUnknownField: 'error', jobs: { queuedMs: 10, runningMs: 10 } },
  })
  const paths = () => emulator.requests.map(({ path }) => path)
  return { emulator, nanogpt, lastBody, paths, model: nanogpt.speechModel(modelId) }
}

const FAST = { nanogpt: { pollIntervalMs: 5 } satisfies NanoGPTSpeechModelOptions }

describe('generateSpeech', () => {
  test.each([
    ['mp3', 'audio/mpeg'],
    ['wav', 'audio/wav'],
    ['flac', 'audio/flac'],
    ['aac', 'audio/aac'],
    ['pcm', 'audio/pcm'],
  ])('makes %s', async (outputFormat, mediaType) => {
    const { model, emulator, lastBody } = setUpModel('gpt-4o-mini-tts')
    const { audio, warnings, providerMetadata } = await generateSpeech({
      model,
      text: OWL,
      voice: 'nova',
      outputFormat,
      instructions: 'Whisper.',
    })
    expect(audio.uint8Array.length).toBeGreaterThan(1_000)
    expect(audio.mediaType).toBe(mediaType)
    expect(warnings).toEqual([])
    expect(providerMetadata.nanogpt).toMatchObject({ mediaType, requestId: expect.stringMatching(/^req_/) })
    expect(lastBody()).toEqual({
      model: 'gpt-4o-mini-tts',
      input: OWL,
      voice: 'nova',
      response_format: outputFormat,
      instructions: 'Whisper.',
    })
    expect(emulator.unknownFields).toEqual([])
  })

  test('gets Opus in its usual container', async () => {
    const { model } = setUpModel('tts-1')
    const { audio, warnings } = await generateSpeech({ model, text: OWL, outputFormat: 'opus' })
    expect(audio.mediaType).toBe('audio/ogg')
    expect(warnings).toEqual([])
  })

  test.each([
    ['Elevenlabs-Turbo-V2.5', { stability: 0.2, similarityBoost: 1, style: 0.1 }],
    [
      'Qwen-3-TTS-1.7B',
      {
        speakerVoiceEmbeddingFileUrl: 'https://example.com/voice.safetensors',
        referenceText: 'Hello.',
        prompt: 'Cheerful.',
      },
    ],
    ['Kokoro-82m', { route: 'tts' }],
  ] as const)('takes all that /api/tts knows, of %s', async (modelId, options) => {
    const { model, emulator, paths } = setUpModel(modelId)
    const { balance } = emulator.account
    const { audio, providerMetadata } = await generateSpeech({
      model,
      text: OWL,
      language: modelId.startsWith('Qwen') ? 'en' : 'auto',
      speed: 1.25,
      providerOptions: { nanogpt: { ...FAST.nanogpt, ...options } satisfies NanoGPTSpeechModelOptions },
    })
    const metadata: NanoGPTSpeechMetadata = providerMetadata.nanogpt ?? {}
    expect(audio.uint8Array.length).toBeGreaterThan(1_000)
    expect(metadata.mediaType).toBe(audio.mediaType)
    expect(metadata.audioUrl).toMatch(/^https:/)
    expect(metadata.costUsd).toBeCloseTo(balance - emulator.account.balance, 10)
    expect(paths()[0]).toBe('/api/tts')
    expect(emulator.unknownFields).toEqual([])
  })

  test('makes music of a prompt, and leaves the voice out', async () => {
    const { model, emulator, lastBody } = setUpModel('Elevenlabs-Music-V1')
    const { audio, warnings, providerMetadata } = await generateSpeech({
      model,
      text: 'A calm piano.',
      voice: 'Rachel',
      providerOptions: FAST,
    })
    expect(audio.uint8Array.length).toBeGreaterThan(10_000)
    expect(warnings).toEqual([expect.objectContaining({ type: 'unsupported', feature: 'voice' })])
    expect(providerMetadata.nanogpt).toMatchObject({ costUsd: 0.2, runId: expect.any(String) })
    expect(lastBody()).toBeUndefined()
    expect(emulator.requests[0]?.body).toEqual({ model: 'Elevenlabs-Music-V1', text: 'A calm piano.' })
  })

  test('works where instructions would break it', async () => {
    const { model } = setUpModel('gemini-3.1-flash-tts')
    const { audio, warnings } = await generateSpeech({ model, text: OWL, instructions: 'Whisper.' })
    expect(audio.uint8Array.length).toBeGreaterThan(1_000)
    expect(warnings).toEqual([expect.objectContaining({ type: 'unsupported', feature: 'instructions' })])
    const providerOptions = { nanogpt: { extraBody: { instructions: 'Whisper.' } } }
    const error = await rejectionOf(model.doGenerate({ text: OWL, providerOptions }))
    expect(error).toMatchObject({ statusCode: 502 })
  })

  test('finds its model in a registry', async () => {
    const { nanogpt } = setUpModel('tts-1')
    const model = createProviderRegistry({ nanogpt }).speechModel('nanogpt:tts-1')
    expect((await generateSpeech({ model, text: OWL })).audio.format).toBe('mp3')
  })
})

describe('a job', () => {
  test('is asked for again when a question fails, and is not submitted again', async () => {
    const { model, emulator, paths } = setUpModel('Elevenlabs-V3')
    emulator.faults.next({ type: 'status', status: 503 }, { path: '/tts/status', times: 2 })
    emulator.faults.next({ type: 'network' }, { path: '/tts/status' })
    await generateSpeech({ model, text: OWL, providerOptions: FAST })
    expect(paths().filter(path => path === '/api/tts')).toHaveLength(1)
  })

  test('that fails says why, is refunded, and is not submitted again', async () => {
    const { model, emulator, paths } = setUpModel('Elevenlabs-V3')
    const { balance } = emulator.account
    emulator.faults.next({ type: 'job', message: 'Not allowed.', code: 'CONTENT_POLICY_VIOLATION' })
    const error = await rejectionOf(generateSpeech({ model, text: OWL, providerOptions: FAST }))
    expect(error).toMatchObject({
      message: 'Not allowed.',
      isRetryable: false,
      data: { code: 'CONTENT_POLICY_VIOLATION', details: { runId: expect.any(String) } },
    })
    expect(paths().filter(path => path === '/api/tts')).toHaveLength(1)
    expect(emulator.account.balance).toBeCloseTo(balance, 10)
  })
})

describe('streamSpeech', () => {
  test.each(['tts-1', 'Elevenlabs-Turbo-V2.5'])('is the same audio in pieces, by %s', async modelId => {
    const { model, emulator } = setUpModel(modelId)
    const result = streamSpeech({ model, text: ['Owls hunt mice ', 'at night. 🦉'] })
    const chunks = await collect(result.audioStream)
    expect(chunks.length).toBeGreaterThan(3)
    expect(await result.warnings).toEqual([])
    expect(await result.usage).toEqual({ inputCharacters: 26 })
    expect(await result.providerMetadata).toMatchObject({ nanogpt: { mediaType: 'audio/mpeg' } })

    const providerOptions = { nanogpt: { route: 'speech' } satisfies NanoGPTSpeechModelOptions }
    const { audio } = await generateSpeech({ model, text: OWL, providerOptions })
    expect(new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer())).toEqual(audio.uint8Array)
    expect(emulator.unknownFields).toEqual([])
  })

  test.each(['Kokoro-82m', 'Qwen-3-TTS-1.7B', 'Elevenlabs-Music-V1'])(
    'works with %s, in one piece',
    async modelId => {
      const { model } = setUpModel(modelId)
      const result = streamSpeech({ model, text: OWL, providerOptions: FAST })
      const chunks = await collect(result.audioStream)
      expect(chunks.some(chunk => chunk.length > 0)).toBe(true)
      expect(await result.warnings).toEqual([expect.objectContaining({ feature: 'stream' })])
    },
  )

  test('has raw samples with their rate', async () => {
    const { model } = setUpModel('tts-1')
    const result = streamSpeech({ model, text: OWL, outputFormat: { type: 'audio/pcm', rate: 24_000 } })
    const [part] = await collect(result.fullStream)
    expect(part).toMatchObject({ type: 'audio', audioFormat: { type: 'audio/pcm', rate: 24_000 } })
    expect(await result.warnings).toEqual([])
  })

  test('fails when the connection breaks', async () => {
    const { model, emulator } = setUpModel('tts-1')
    emulator.faults.next({ type: 'cut', afterFrames: 3, how: 'break' })
    const result = streamSpeech({ model, text: OWL })
    expect(await rejectionOf(collect(result.audioStream))).toMatchObject({
      data: { code: 'connection_broken' },
    })
  })

  test('ends with an abort while the server is silent', async () => {
    const { model, emulator } = setUpModel('tts-1')
    emulator.faults.next({ type: 'stall', afterFrames: 2 })
    const result = streamSpeech({ model, text: OWL, abortSignal: AbortSignal.timeout(50) })
    await expect(collect(result.audioStream)).rejects.toThrow(/abort|timeout/i)
  })

  test('is charged, and a subscription says so', async () => {
    const { nanogpt, emulator } = setUp({ billing: 'subscription', emulator: { subscription: true } })
    const { balance } = emulator.account
    const result = streamSpeech({ model: nanogpt.speech('tts-1'), text: OWL })
    expect(await result.warnings).toEqual([
      { type: 'other', message: expect.stringContaining('charged to the balance') },
    ])
    expect(emulator.account.balance).toBeLessThan(balance)
  })
})

test('a model survives a workflow engine, without its secrets', async () => {
  const { nanogpt, emulator } = setUp({ apiKey: 'sk-nano-secret', name: 'mine' })
  const model = nanogpt.speechModel('Elevenlabs-V3')
  if (!(model instanceof NanoGPTSpeechModel)) throw new Error('Another class.')
  const state = JSON.stringify(NanoGPTSpeechModel[WORKFLOW_SERIALIZE](model))
  expect(state).not.toContain('secret')

  vi.stubEnv('NANOGPT_API_KEY', EMULATOR_API_KEY)
  vi.stubGlobal('fetch', emulator.fetch)
  const revived = NanoGPTSpeechModel[WORKFLOW_DESERIALIZE](JSON.parse(state))
  expect([revived.provider, revived.modelId]).toEqual(['mine.speech', 'Elevenlabs-V3'])
  const { audio } = await generateSpeech({
    model: revived,
    text: OWL,
    providerOptions: { mine: { pollIntervalMs: 5 } },
  })
  expect(audio.mediaType).toBe('audio/mpeg')
})
