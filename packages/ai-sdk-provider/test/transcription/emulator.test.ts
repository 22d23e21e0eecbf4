import type { Emulator } from '@nanogpt/emulator'
import { generateSpeech, transcribe } from 'ai'
import { describe, expect, test } from 'vitest'
import { isNanoGPTError, type NanoGPTProvider, type NanoGPTTranscriptionMetadata } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'

const SPOKEN = 'Owls hunt mice at night. By day they sleep in hollow trees.'

function setUpModel(modelId: string) {
  const { emulator, nanogpt } = setUp({
    emulator: { onUnknownField: 'error', jobs: { queuedMs: 10, runningMs: 10 } },
  })
  return { emulator, nanogpt, model: nanogpt.transcriptionModel(modelId) }
}

/** A recording of that text. */
async function speak(nanogpt: NanoGPTProvider, outputFormat = 'wav'): Promise<Uint8Array> {
  const { audio } = await generateSpeech({ model: nanogpt.speechModel('tts-1'), text: SPOKEN, outputFormat })
  return audio.uint8Array
}

const FAST = { pollIntervalMs: 5 }

/** Requests since the recording was made. */
const pathsOf = ({ requests }: Emulator) => requests.slice(1).map(({ path }) => path)

describe('a recording', () => {
  test.each(['wav', 'mp3', 'flac', 'aac'])('in %s is understood', async format => {
    const { emulator, nanogpt, model } = setUpModel('Whisper-Large-V3')
    const audio = await speak(nanogpt, format)
    const { balance } = emulator.account
    const result = await transcribe({ model, audio })
    expect(result.text).toBe(SPOKEN)
    expect(result.language).toBe('en')
    expect(result.segments).toHaveLength(2)
    expect(result.segments.at(-1)?.endSecond).toBeCloseTo(result.durationInSeconds ?? 0, 1)
    expect(emulator.unknownFields).toEqual([])
    const metadata: NanoGPTTranscriptionMetadata = result.providerMetadata.nanogpt ?? {}
    expect(metadata.costUsd).toBeCloseTo(balance - emulator.account.balance, 10)
    expect(metadata.generationId).toMatch(/^gen-/)
    expect(metadata.requestId).toMatch(/^req_/)
  })

  test('has its words in time', async () => {
    const { nanogpt, model } = setUpModel('Whisper-Large-V3')
    const audio = await speak(nanogpt)
    const timestampGranularities: ('word' | 'segment')[] = ['word', 'segment']
    const { words = [], segments } = await transcribe({ model, audio, timestampGranularities })
    expect(words.map(({ text }) => text)).toEqual(SPOKEN.replaceAll('.', '').split(' '))
    expect(segments).toHaveLength(2)
    const starts = words.map(({ startSecond }) => startSecond)
    expect(starts).toEqual(starts.toSorted((one, other) => one - other))
  })

  test('is understood by a model without timings too', async () => {
    const { nanogpt, model } = setUpModel('gpt-4o-mini-transcribe')
    const result = await model.doGenerate({ audio: await speak(nanogpt), mediaType: 'audio/wav' })
    expect(result).toMatchObject({ text: SPOKEN, segments: [], usage: { type: 'tokens' } })
  })

  test('by URL is fetched by the API', async () => {
    const { emulator, model } = setUpModel('Whisper-Large-V3')
    const { text, segments } = await transcribe({ model, audio: new URL('https://example.com/owls.mp3') })
    expect(text).not.toBe('')
    expect(segments).not.toEqual([])
    expect(emulator.requests.map(({ path }) => path)).toEqual(['/api/v1/audio/transcriptions'])
  })

  test('goes to the other endpoint on request', async () => {
    const { emulator, nanogpt, model } = setUpModel('Wizper')
    const audio = await speak(nanogpt)
    const result = await transcribe({ model, audio, providerOptions: { nanogpt: { route: 'transcribe' } } })
    expect(result).toMatchObject({ text: SPOKEN, segments: [], language: 'en', warnings: [] })
    expect(result.durationInSeconds).toBeGreaterThan(1)
    expect(pathsOf(emulator)).toEqual(['/api/transcribe'])
  })
})

describe('a job', () => {
  test('tells speakers apart', async () => {
    const { emulator, nanogpt, model } = setUpModel('Elevenlabs-STT')
    const audio = await speak(nanogpt)
    const { balance } = emulator.account
    const result = await transcribe({
      model,
      audio,
      providerOptions: { nanogpt: { ...FAST, diarize: true, language: 'en' } },
    })
    const metadata: NanoGPTTranscriptionMetadata = result.providerMetadata.nanogpt ?? {}
    expect(metadata.speakerSegments?.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['Speaker 1', 'Owls hunt mice at night.'],
      ['Speaker 2', 'By day they sleep in hollow trees.'],
    ])
    expect(result.segments.map(({ text }) => text)).toEqual(metadata.speakerSegments?.map(({ text }) => text))
    expect(result.words?.at(-1)?.text).toBe('trees')
    expect(metadata.words?.at(-1)).toMatchObject({ text: '.', type: 'punctuation', speakerId: 'speaker_1' })
    expect(metadata.runId).toMatch(/^stt-/)
    expect(metadata.costUsd).toBeCloseTo(balance - emulator.account.balance, 10)
    expect(emulator.unknownFields).toEqual([])
  })

  test('is asked for again when a question fails', async () => {
    const { emulator, nanogpt, model } = setUpModel('Elevenlabs-STT')
    const audio = await speak(nanogpt)
    emulator.faults.next({ type: 'status', status: 503 }, { path: '/transcribe/status', times: 2 })
    emulator.faults.next({ type: 'network' }, { path: '/transcribe/status' })
    const { text } = await transcribe({ model, audio, providerOptions: { nanogpt: FAST } })
    expect(text).toBe(SPOKEN)
    expect(pathsOf(emulator).filter(path => path === '/api/transcribe')).toHaveLength(1)
  })

  test('that fails is an error, is refunded, and is not submitted again', async () => {
    const { emulator, nanogpt, model } = setUpModel('Elevenlabs-STT')
    const audio = await speak(nanogpt)
    const { balance } = emulator.account
    emulator.faults.next({ type: 'job', message: 'The recording is too noisy.' })
    const error = await rejectionOf(transcribe({ model, audio, providerOptions: { nanogpt: FAST } }))
    expect(isNanoGPTError(error) && error).toMatchObject({
      message: 'The recording is too noisy.',
      isRetryable: false,
      data: { code: 'job_failed' },
    })
    expect(pathsOf(emulator).filter(path => path === '/api/transcribe')).toHaveLength(1)
    expect(emulator.account.balance).toBeCloseTo(balance, 10)
  })
})

test.each(['Whisper-Large-V3', 'Elevenlabs-STT'])('%s: what is no recording is refused', async modelId => {
  const { model } = setUpModel(modelId)
  const audio = new TextEncoder().encode('This is no sound at all.')
  const error = await rejectionOf(transcribe({ model, audio }))
  expect(isNanoGPTError(error) && error.isRetryable).toBe(false)
})
