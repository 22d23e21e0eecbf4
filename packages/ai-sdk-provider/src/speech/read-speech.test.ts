import { expect, test } from 'vitest'
import { isFinished, readAudioURL, readFailure, readRunId, readStatusQuery } from './read-speech.ts'

test.each([
  [{ audioUrl: 'https://a.example/1' }, 'https://a.example/1'],
  [{ audio_url: 'https://a.example/1' }, 'https://a.example/1'],
  [{ url: 'https://a.example/1' }, 'https://a.example/1'],
  [{ audio: { url: 'https://a.example/1' } }, 'https://a.example/1'],
  [{ audioUrl: '' }, undefined],
  [{ audioUrl: null, url: 5 }, undefined],
])('%j has the audio at %s', (record, url) => {
  expect(readAudioURL(record)).toBe(url)
})

test.each([
  [{ status: 'pending', runId: 'r' }, 'r'],
  [{ runId: 12345 }, '12345'],
  [{ status: 'pending', id: 'r' }, 'r'],
  [{ status: 'pending', runId: null, id: 7 }, '7'],
  [{ id: 'gen_1', audioUrl: 'https://a.example/1' }, undefined],
  [{ status: 'pending', runId: ' ' }, undefined],
])('%j is of the job %s', (record, runId) => {
  expect(readRunId(record)).toBe(runId)
})

test.each([
  [{ status: 'pending', runId: 'r', queuePosition: 3 }, false],
  [{ status: 'processing' }, false],
  [{ status: 'error', error: 'x' }, false],
  [{ status: 'completed', audioUrl: 'https://a.example/1' }, true],
  [{ status: 'COMPLETED' }, true],
  [{ audioUrl: 'https://a.example/1' }, true],
  [{}, false],
])('%j is finished: %s', (record, expected) => {
  expect(isFinished(record)).toBe(expected)
})

test.each([
  [{ status: 'pending' }, undefined],
  [{ status: 'completed', error: null }, undefined],
  [
    { status: 'error', error: 'Not allowed.', code: 'CONTENT_POLICY_VIOLATION', runId: 'r' },
    { message: 'Not allowed.', code: 'CONTENT_POLICY_VIOLATION', details: { runId: 'r' } },
  ],
  [
    { status: 'FAILED', error: { message: 'No.', code: 'c' } },
    { message: 'No.', code: 'c' },
  ],
  [
    { status: 'failed', message: 'No.' },
    { message: 'No.', code: undefined },
  ],
  [{ status: 'error' }, { message: expect.stringContaining('no reason'), code: undefined }],
])('%j failed with %j', (record, failure) => {
  expect(readFailure(record)).toEqual(failure)
})

test('the question echoes the ticket as it came, and nothing that did not come', () => {
  const ticket = {
    status: 'pending',
    runId: '98b0',
    model: 'Elevenlabs-Turbo-V2.5',
    charged: true,
    cost: 0.0050388,
    paymentSource: 'USD',
    isApiRequest: true,
  }
  expect(readStatusQuery(ticket, '98b0', 'my-model')).toEqual({
    runId: '98b0',
    model: 'Elevenlabs-Turbo-V2.5',
    cost: '0.0050388',
    paymentSource: 'USD',
    isApiRequest: 'true',
  })
  expect(readStatusQuery({ cost: 0, model: null, isApiRequest: false }, 'r', 'my-model')).toEqual({
    runId: 'r',
    model: 'my-model',
    cost: '0',
    isApiRequest: 'false',
  })
})
