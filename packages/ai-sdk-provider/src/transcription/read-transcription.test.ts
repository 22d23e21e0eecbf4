import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJobState, readTicket } from './read-job.ts'
import { readTranscription } from './read-transcription.ts'

const read = (record: Record<string, unknown>, more: object = {}) =>
  readTranscription({ record, responseHeaders: {}, ...more })

const metadataOf = (...answer: Parameters<typeof read>) => read(...answer).providerMetadata?.nanogpt

describe('a transcript', () => {
  test('of /audio/transcriptions, with everything', () => {
    const result = read(
      {
        task: 'transcribe',
        text: ' Owls hunt at night.',
        language: 'english',
        language_probability: 0.98,
        duration: 2.5,
        segments: [{ id: 0, text: ' Owls hunt at night.', start: 0, end: 2.5, avg_logprob: -0.2 }],
        words: [{ word: 'Owls', start: 0, end: '0.4' }],
        usage: { type: 'duration', seconds: 3, cost: 0.0001, currency: 'USD' },
      },
      { responseHeaders: { 'x-generation-id': 'gen_1', 'x-request-id': 'req_1' } },
    )
    expect(result).toEqual({
      text: ' Owls hunt at night.',
      segments: [{ text: ' Owls hunt at night.', startSecond: 0, endSecond: 2.5 }],
      words: [{ text: 'Owls', startSecond: 0, endSecond: 0.4 }],
      language: 'en',
      durationInSeconds: 2.5,
      usage: { type: 'duration', seconds: 3, cost: 0.0001, currency: 'USD' },
      providerMetadata: {
        nanogpt: {
          cost: { amount: 0.0001, currency: 'USD' },
          costUsd: 0.0001,
          requestId: 'req_1',
          generationId: 'gen_1',
          language: 'english',
          languageProbability: 0.98,
        },
      },
    })
  })

  test('of /transcribe, in minutes', () => {
    const metadata = {
      actualDuration: 0.0417,
      chargedDuration: 1,
      language: 'auto',
      cost: 0.0005,
      currency: 'USD',
      model: 'Wizper',
    }
    expect(read({ transcription: 'Owls.', metadata })).toEqual({
      text: 'Owls.',
      segments: [],
      language: undefined,
      durationInSeconds: 2.502,
      providerMetadata: {
        nanogpt: { cost: { amount: 0.0005, currency: 'USD' }, costUsd: 0.0005, chargedDuration: 1 },
      },
    })
  })

  test('of a job, with speakers', () => {
    const record = {
      status: 'completed',
      transcription: 'Hello. Hi!',
      metadata: { language: 'eng' },
      words: [
        { text: 'Hello', start: 0, end: 0.5, type: 'word', speaker_id: 'speaker_0' },
        { text: '.', start: 0.5, end: 0.5, type: 'punctuation', speaker_id: 'speaker_0' },
        { text: 'Hi', start: 1, end: 1.5, type: 'word', speaker_id: 'speaker_1' },
      ],
      diarization: {
        segments: [
          { speaker: 'Speaker 1', text: 'Hello.', start: 0, end: 0.5 },
          { speaker: 'Speaker 2', text: 'Hi!', start: 1, end: 1.5 },
        ],
      },
    }
    const ticket = { runId: 'run_1', cost: 0.03, paymentSource: 'USD', chargedDuration: 0.1 }
    const result = read(record, { ticket })
    expect(result.language).toBe('en')
    expect(result.words?.map(({ text }) => text)).toEqual(['Hello', 'Hi'])
    expect(result.segments).toEqual([
      { text: 'Hello.', startSecond: 0, endSecond: 0.5 },
      { text: 'Hi!', startSecond: 1, endSecond: 1.5 },
    ])
    expect(metadataOf(record, { ticket })).toMatchObject({
      cost: { amount: 0.03, currency: 'USD' },
      paymentSource: 'USD',
      runId: 'run_1',
      chargedDuration: 0.1,
      words: [
        { text: 'Hello', type: 'word', speakerId: 'speaker_0', startSecond: 0, endSecond: 0.5 },
        { text: '.', type: 'punctuation', speakerId: 'speaker_0' },
        { text: 'Hi', type: 'word', speakerId: 'speaker_1' },
      ],
      speakerSegments: [
        { speaker: 'Speaker 1', text: 'Hello.', startSecond: 0, endSecond: 0.5 },
        { speaker: 'Speaker 2', text: 'Hi!' },
      ],
    })
  })

  test('of speakers that are numbers', () => {
    const words = [{ text: 'Hi', start: 0, end: 1, speaker_id: 0 }]
    const diarization = { segments: [{ speaker: 1, text: 'Hi', start: 0, end: 1 }] }
    expect(metadataOf({ text: 'Hi', words, diarization })).toMatchObject({
      words: [{ text: 'Hi', speakerId: '0' }],
      speakerSegments: [{ speaker: '1', text: 'Hi' }],
    })
  })

  test('whose answer names another price than the ticket did', () => {
    const answer = { transcription: 'a', metadata: { cost: 0.02, currency: 'USD' } }
    expect(metadataOf(answer, { ticket: { cost: 0.03 } })).toMatchObject({ costUsd: 0.02 })
  })

  test('keeps the segments of the model, where it has some', () => {
    const diarization = { segments: [{ speaker: 'A', text: 'said', start: 0, end: 1 }] }
    const segments = [{ text: 'heard', start: 0, end: 1 }]
    expect(read({ text: 'a', segments, diarization }).segments).toEqual([
      { text: 'heard', startSecond: 0, endSecond: 1 },
    ])
  })

  test('is empty where nobody speaks, and refused where there is none', () => {
    expect(read({ text: '' }).text).toBe('')
    expect(() => read({ audioUrls: ['https://example.com/voice.mp3'] })).toThrow('has no transcript')
    expect(() => read({ text: null })).toThrow('has no transcript')
  })
})

test.each([
  [{ start: 0, end: null }, []],
  [{ start: 'soon', end: 1 }, []],
  [{ start: -1, end: 1 }, []],
  [{ end: 1 }, []],
  [{ start: 2, end: 1 }, [{ text: 'a', startSecond: 2, endSecond: 2 }]],
  [{ start: '1', end: '2' }, [{ text: 'a', startSecond: 1, endSecond: 2 }]],
])('times are numbers of seconds (%#)', (times, segments) => {
  expect(read({ text: 'a', segments: [{ text: 'a', ...times }] }).segments).toEqual(segments)
})

test('whatever JSON comes beside the text, the result has the shape of the SDK', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, two, three) => {
      const result = read({
        text: 'a',
        language: one,
        duration: two,
        segments: three,
        words: [one, { text: two, start: three, end: one, type: two, speaker_id: one }],
        diarization: { segments: [two, { speaker: 'A', text: 'b', start: one, end: three }] },
        metadata: one,
        usage: two,
      })
      for (const { startSecond, endSecond } of [...result.segments, ...(result.words ?? [])]) {
        expect(endSecond).toBeGreaterThanOrEqual(startSecond)
      }
      expect(result.durationInSeconds ?? 0).toBeGreaterThanOrEqual(0)
      expect(result.language ?? 'en').toMatch(/^[a-z]{2}$/)
    }),
  )
})

describe('a job', () => {
  test.each([
    ['pending', 'pending'],
    ['processing', 'pending'],
    ['PROCESSING', 'pending'],
    [undefined, 'pending'],
    ['completed', 'completed'],
    ['COMPLETED', 'completed'],
    ['succeeded', 'completed'],
    ['failed', 'failed'],
    ['error', 'failed'],
    ['cancelled', 'failed'],
  ])('that is %s is %s', (status, state) => {
    expect(readJobState({ status })).toBe(state)
  })

  test('with a text is done, whatever it calls that', () => {
    expect(readJobState({ status: 'ready', transcription: '' })).toBe('completed')
  })

  test.each(['pending', 'processing', 'IN_PROGRESS', 'queued'])(
    'that is %s is not done with a part of its text, or an empty one',
    status => {
      expect(readJobState({ status, transcription: 'Hello, I' })).toBe('pending')
      expect(readTicket({ runId: 'run_1', status, transcription: '' })?.runId).toBe('run_1')
    },
  )

  test.each([
    [{ runId: 42, status: 'pending' }, '42', 42],
    [{ runId: null, id: 'run_2', status: 'pending' }, 'run_2', 'run_2'],
  ])('may have an odd id (%#)', (ticket, runId, echoed) => {
    expect(readTicket(ticket)).toEqual({ runId, statusRequest: { runId: echoed } })
    expect(metadataOf({ transcription: 'a' }, { ticket })).toMatchObject({ runId })
  })

  test('without an id cannot be fetched, and the error says that it may be charged', () => {
    expect(() => read({ status: 'pending' })).toThrow(/no runId.*charged/)
    expect(readTicket({ id: 'voice_1', audioUrls: [] })).toBeUndefined()
  })

  test('is asked for with its ticket', () => {
    const ticket = {
      runId: 'run_1',
      status: 'pending',
      model: 'Elevenlabs-STT',
      cost: 0.03,
      paymentSource: 'USD',
      isApiRequest: true,
      fileName: null,
      diarize: false,
    }
    expect(readTicket(ticket)).toEqual({
      runId: 'run_1',
      statusRequest: { runId: 'run_1', cost: 0.03, paymentSource: 'USD', isApiRequest: true, diarize: false },
    })
    expect(readTicket({ ...ticket, status: 'completed', transcription: 'done at once' })).toBeUndefined()
    expect(readTicket({ text: 'a' })).toBeUndefined()
  })
})
