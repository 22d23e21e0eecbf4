import { generateSpeech, type GeneratedAudioFile } from 'ai'
import { describe, expect, test } from 'vitest'
import { rejectionOf } from '../harness.ts'
import {
  audio,
  fakeSpeech,
  FAST,
  FILE,
  FILE_URL,
  json,
  MP3,
  never,
  SPEECH,
  STATUS,
  TICKET,
  TTS,
  type Answers,
} from './fake-api.ts'

const ticket = json(TICKET, 202)
const pending = json({ status: 'pending', runId: TICKET.runId, queuePosition: 1 })
const completed = json({
  status: 'completed',
  audioUrl: FILE_URL,
  contentType: 'audio/mpeg',
  model: TICKET.model,
})
const busy = json({ error: { message: 'busy' } }, 503)

function setUp(answers: Answers) {
  return fakeSpeech({ [TTS]: ticket, [FILE]: audio(), ...answers }, { modelId: TICKET.model })
}

test('a ticket is asked for until the audio is there', async () => {
  const { model, requests, calls } = setUp({ [STATUS]: [pending, pending, completed] })
  const result = await generateSpeech({
    model,
    text: 'Hello',
    voice: 'Rachel',
    providerOptions: { nanogpt: { ...FAST.nanogpt, stability: 0.2 } },
  })
  const made: GeneratedAudioFile = result.audio
  expect(made.uint8Array).toEqual(MP3)
  expect(result.providerMetadata.nanogpt).toEqual({
    mediaType: 'audio/mpeg',
    runId: TICKET.runId,
    audioUrl: FILE_URL,
    cost: { amount: 0.0050388, currency: 'USD' },
    costUsd: 0.0050388,
    paymentSource: 'USD',
  })
  expect(result.warnings).toEqual([])
  expect(calls()).toEqual([TTS, STATUS, STATUS, STATUS, 'GET /made.mp3'])
  expect(requests[0]?.body).toEqual({ model: TICKET.model, text: 'Hello', voice: 'Rachel', stability: 0.2 })
})

test('the question is the ticket as it came, with the key', async () => {
  const { model, requests } = setUp({ [STATUS]: completed })
  await generateSpeech({ model, text: 'a', providerOptions: FAST })
  expect(Object.fromEntries(requests[1]?.url.searchParams ?? [])).toEqual({
    runId: TICKET.runId,
    model: TICKET.model,
    cost: '0.0050388',
    paymentSource: 'USD',
    isApiRequest: 'true',
  })
  expect(requests[1]?.headers.get('authorization')).toBe('Bearer sk-nano-very-secret')
})

test('the endpoint of OpenAI’s form may answer with a ticket too', async () => {
  const { model, calls } = fakeSpeech(
    { [SPEECH]: ticket, [STATUS]: completed, [FILE]: audio() },
    { modelId: 'acme/voice' },
  )
  const { audio: made } = await generateSpeech({ model, text: 'a', providerOptions: FAST })
  expect(made.uint8Array).toEqual(MP3)
  expect(calls()).toEqual([SPEECH, STATUS, 'GET /made.mp3'])
})

test.each([
  ['a number', { ...TICKET, runId: 12345 }, '12345'],
  ['under another name', { ...TICKET, runId: undefined, id: 'run_1' }, 'run_1'],
])('the id of a job may be %s', async (_, odd, runId) => {
  const { model, requests } = setUp({ [TTS]: json(odd, 202), [STATUS]: completed })
  const { providerMetadata } = await generateSpeech({ model, text: 'a', providerOptions: FAST })
  expect(requests[1]?.url.searchParams.get('runId')).toBe(runId)
  expect(providerMetadata.nanogpt).toMatchObject({ runId })
})

test('a ticket of a job that is done already is not asked for', async () => {
  const { model, calls } = setUp({ [TTS]: json({ ...TICKET, status: 'completed', audioUrl: FILE_URL }) })
  await generateSpeech({ model, text: 'a' })
  expect(calls()).toEqual([TTS, 'GET /made.mp3'])
})

describe('a job', () => {
  test.each([
    [
      'says why it failed',
      json({ status: 'error', error: 'Not allowed.', code: 'CONTENT_POLICY_VIOLATION' }),
    ],
    [
      'says so in a rare word',
      json({ status: 'aborted', error: 'Not allowed.', code: 'CONTENT_POLICY_VIOLATION' }),
    ],
    [
      'says so under an error status',
      json({ status: 'error', error: 'Not allowed.', code: 'CONTENT_POLICY_VIOLATION' }, 400),
    ],
  ])('%s, and is not submitted again', async (_, failed) => {
    const { model, calls } = setUp({ [STATUS]: [pending, failed] })
    const error = await rejectionOf(generateSpeech({ model, text: 'a', providerOptions: FAST }))
    expect(error).toMatchObject({
      message: expect.stringContaining('Not allowed.'),
      isRetryable: false,
      data: { code: 'CONTENT_POLICY_VIOLATION', details: { runId: TICKET.runId } },
    })
    expect(calls()).toEqual([TTS, STATUS, STATUS])
  })

  test('that is done without audio has failed', async () => {
    const { model } = setUp({ [STATUS]: json({ status: 'completed' }) })
    const error = await rejectionOf(generateSpeech({ model, text: 'a', providerOptions: FAST }))
    expect(error).toMatchObject({
      message: expect.stringContaining('neither audio nor a URL'),
      isRetryable: false,
      data: { details: { runId: TICKET.runId } },
    })
  })

  test('is not submitted again when a question fails', async () => {
    const torn = () => {
      throw new TypeError('fetch failed', { cause: new Error('other side closed') })
    }
    const { model, calls } = setUp({ [STATUS]: [busy, torn, pending, busy, completed] })
    await generateSpeech({ model, text: 'a', providerOptions: FAST })
    expect(calls().filter(call => call === TTS)).toHaveLength(1)
  })

  test('whose state is refused names its id', async () => {
    const { model, calls } = setUp({ [STATUS]: json({ error: { message: 'No such run' } }, 404) })
    const error = await rejectionOf(generateSpeech({ model, text: 'a', providerOptions: FAST }))
    expect(error).toMatchObject({ isRetryable: false, message: expect.stringContaining(TICKET.runId) })
    expect(calls()).toEqual([TTS, STATUS])
  })

  test('that takes too long names its id', async () => {
    const { model, calls } = setUp({ [STATUS]: pending })
    const providerOptions = { nanogpt: { pollIntervalMs: 1, pollTimeoutMs: 30 } }
    const error = await rejectionOf(generateSpeech({ model, text: 'a', providerOptions }))
    expect(error).toMatchObject({
      isRetryable: false,
      message: expect.stringMatching(`${TICKET.runId} .*pollTimeoutMs`),
      data: { code: 'job_timeout', details: { runId: TICKET.runId } },
    })
    expect(calls().filter(call => call === TTS)).toHaveLength(1)
  })

  test('is asked for no sooner than Retry-After says', async () => {
    const { model, calls } = setUp({ [STATUS]: json({ error: 'slow down' }, 429, { 'retry-after': '30' }) })
    const error = await rejectionOf(generateSpeech({ model, text: 'a', providerOptions: FAST }))
    expect(error).toMatchObject({ data: { code: 'job_timeout' } })
    expect(calls()).toEqual([TTS, STATUS])
  })

  test.each([
    ['between two questions', { [STATUS]: pending }, 60_000],
    ['during a question', { [STATUS]: never }, 1],
    ['during the download', { [STATUS]: completed, [FILE]: never }, 1],
  ])('is left by an abort %s', async (_, answers, pollIntervalMs) => {
    const { model } = setUp(answers)
    const call = generateSpeech({
      model,
      text: 'a',
      abortSignal: AbortSignal.timeout(30),
      providerOptions: { nanogpt: { pollIntervalMs } },
    })
    await expect(call).rejects.toThrow(/abort|timeout/i)
  })
})
