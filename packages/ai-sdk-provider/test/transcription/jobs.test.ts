import { transcribe } from 'ai'
import { describe, expect, test } from 'vitest'
import { isNanoGPTError } from '../../src/index.ts'
import { rejectionOf } from '../harness.ts'
import { brokenConnection, never, setUpFake, wav, type FakeAnswer } from './fake-api.ts'

const TICKET = {
  runId: 'run_1',
  status: 'pending',
  model: 'Elevenlabs-STT',
  cost: 0.03,
  paymentSource: 'USD',
  isApiRequest: true,
  fileName: 'audio.wav',
  fileSize: 64,
  chargedDuration: 1,
  diarize: true,
}

const DONE = {
  status: 'completed',
  transcription: 'Hello. Hi!',
  metadata: {
    language: 'en',
    actualDuration: 0.1,
    chargedDuration: 1,
    cost: 0.03,
    currency: 'USD',
    model: 'Elevenlabs-STT',
  },
  words: [{ text: 'Hello', start: 0, end: 0.5, type: 'word', speaker_id: 'speaker_0' }],
  diarization: { segments: [{ speaker: 'Speaker 1', text: 'Hello.', start: 0, end: 0.5 }] },
}

const ticket = (status = 202) =>
  Response.json(TICKET, { status, headers: { 'x-request-id': 'req_paid', 'x-generation-id': 'gen_1' } })
const waiting = () => Response.json({ status: 'processing' })

/** A call of a model that answers with a ticket, and then so. */
function start(answers: FakeAnswer[], options: { abortSignal?: AbortSignal; pollTimeoutMs?: number } = {}) {
  const { abortSignal, pollTimeoutMs = 60_000 } = options
  const { model, requests } = setUpFake({ modelId: 'Elevenlabs-STT', answers })
  const result = transcribe({
    model,
    audio: wav(),
    providerOptions: { nanogpt: { diarize: true, pollIntervalMs: 1, pollTimeoutMs } },
    ...(abortSignal && { abortSignal }),
  })
  return { requests, result }
}

test('a job is waited for with its ticket', async () => {
  const { result, requests } = start([ticket(), { status: 'pending' }, waiting(), DONE])
  expect(await result).toMatchObject({
    text: 'Hello. Hi!',
    segments: [{ text: 'Hello.', startSecond: 0, endSecond: 0.5 }],
    words: [{ text: 'Hello', startSecond: 0, endSecond: 0.5 }],
    language: 'en',
    durationInSeconds: 6,
    responses: [{ modelId: 'Elevenlabs-STT', body: DONE }],
    providerMetadata: {
      nanogpt: {
        runId: 'run_1',
        requestId: 'req_paid',
        generationId: 'gen_1',
        cost: { amount: 0.03, currency: 'USD' },
        paymentSource: 'USD',
        chargedDuration: 1,
        speakerSegments: [{ speaker: 'Speaker 1', text: 'Hello.', startSecond: 0, endSecond: 0.5 }],
      },
    },
  })
  expect(requests.map(request => new URL(request.url).pathname)).toEqual([
    '/api/transcribe',
    '/api/transcribe/status',
    '/api/transcribe/status',
    '/api/transcribe/status',
  ])
  const { status: _status, model: _model, ...echoed } = TICKET
  expect(requests.slice(1).map(({ json }) => json)).toEqual([echoed, echoed, echoed])
})

test.each([200, 202])('a ticket is one under status %i too, on either endpoint', async status => {
  const { model, requests } = setUpFake({ answers: [ticket(status), DONE] })
  const providerOptions = { nanogpt: { pollIntervalMs: 1 } }
  const audio = new URL('https://example.com/a.mp3')
  expect((await transcribe({ model, audio, providerOptions })).text).toBe('Hello. Hi!')
  expect(requests.map(request => new URL(request.url).pathname)).toEqual([
    '/api/v1/audio/transcriptions',
    '/api/transcribe/status',
  ])
})

describe('while it is waited for', () => {
  test('a question that fails is asked again', async () => {
    const busy = Response.json({ error: { message: 'Busy' } }, { status: 503 })
    const { result, requests } = start([ticket(), busy, brokenConnection(), waiting(), DONE])
    expect((await result).text).toBe('Hello. Hi!')
    expect(requests).toHaveLength(5)
  })

  test.each([
    ['a text', { status: 'failed', error: 'The audio is broken.' }],
    ['a record', { status: 'failed', error: { message: 'The audio is broken.' } }],
    ['a code', { status: 'error', error: 'The audio is broken.', code: 'CONTENT_POLICY_VIOLATION' }],
    ['a message', { status: 'failed', message: 'The audio is broken.' }],
    ['a rare word', { status: 'rejected', error: 'The audio is broken.' }],
  ])('a failure with %s ends it, and the job is not submitted again', async (_, failure) => {
    const { result, requests } = start([ticket(), waiting(), failure, DONE])
    const error = await rejectionOf(result)
    expect(isNanoGPTError(error) && error).toMatchObject({
      message: 'The audio is broken.',
      isRetryable: false,
      data: { code: 'code' in failure ? failure.code : 'job_failed', details: { runId: 'run_1' } },
    })
    expect(requests).toHaveLength(3)
  })

  test('the reason comes with its code, and with what becomes of the money', async () => {
    const failure = {
      status: 'failed',
      error: { message: 'The audio is broken.', code: 'bad_audio' },
      refundMessage: 'Refunded $0.03.',
    }
    const error = await rejectionOf(start([ticket(), failure]).result)
    expect(isNanoGPTError(error) && error.data).toMatchObject({
      code: 'bad_audio',
      details: { runId: 'run_1', refundMessage: 'Refunded $0.03.' },
    })
  })

  test.each([
    ['a page', () => new Response('<html><title>Bad gateway</title></html>')],
    ['nothing', () => new Response('')],
    [
      'a refusal that calls itself an error',
      () => Response.json({ status: 'error', message: 'Too many requests' }, { status: 429 }),
    ],
  ])('%s in place of the state does not end it', async (_, answer) => {
    const { result, requests } = start([ticket(), answer(), DONE])
    expect((await result).text).toBe('Hello. Hi!')
    expect(requests).toHaveLength(3)
  })

  test('a failure may have no reason', async () => {
    const error = await rejectionOf(start([ticket(), { status: 'failed' }]).result)
    expect(error).toHaveProperty('message', expect.stringContaining('no reason'))
  })

  test('a job that nobody knows ends it', async () => {
    const unknown = Response.json({ error: 'Transcription job not found' }, { status: 404 })
    const { result, requests } = start([ticket(), unknown])
    const error = await rejectionOf(result)
    expect(isNanoGPTError(error) && error.isRetryable).toBe(false)
    expect(error).toHaveProperty('message', expect.stringContaining('run_1'))
    expect(requests).toHaveLength(2)
  })

  test('its time may run out', async () => {
    const answers = [ticket(), ...Array.from({ length: 1000 }, waiting)]
    const { result, requests } = start(answers, { pollTimeoutMs: 30 })
    const error = await rejectionOf(result)
    expect(isNanoGPTError(error) && error.data).toMatchObject({
      code: 'job_timeout',
      details: { runId: 'run_1' },
    })
    expect(requests.filter(request => request.url.endsWith('/transcribe'))).toHaveLength(1)
  })

  test('an abort ends it', async () => {
    const controller = new AbortController()
    const { result, requests } = start([ticket(), waiting(), never], { abortSignal: controller.signal })
    setTimeout(() => controller.abort(), 30)
    expect(await rejectionOf(result)).toHaveProperty('name', 'AbortError')
    expect(requests).toHaveLength(3)
  })

  test('a job that is done without a text is refused, and not paid twice', async () => {
    const { result, requests } = start([ticket(), { status: 'completed' }])
    await expect(result).rejects.toThrow('has no transcript')
    expect(requests).toHaveLength(2)
  })
})
