import { APICallError } from '@ai-sdk/provider'
import { expect, test } from 'vitest'
import { waitAfter } from './billing-wait.ts'

function failure(statusCode: number | undefined, retryAfter?: string, isRetryable = false): APICallError {
  return new APICallError({
    message: '',
    url: 'https://nano-gpt.com/api/v1/usage/requests/req_1',
    requestBodyValues: {},
    isRetryable,
    ...(statusCode !== undefined && { statusCode }),
    ...(retryAfter !== undefined && { responseHeaders: { 'retry-after': retryAfter } }),
  })
}

test.each([
  ['not booked yet', failure(404, '30'), 30_000],
  ['not booked yet, without saying when', failure(404), 30_000],
  ['longer than usual', failure(404, '90'), 90_000],
  ['until a date', failure(404, 'Fri, 20 Nov 2026 12:00:10 GMT'), 10_000],
  ['at once, which would be a loop', failure(404, '0'), 1000],
  ['too many questions', failure(429, '5', true), 5000],
  ['too many questions for a while', failure(429, '3600'), 3_600_000],
  ['too many for the day', failure(429), undefined],
  ['unavailable', failure(503, undefined, true), 30_000],
  ['several charges', failure(409), undefined],
  ['a wrong key', failure(401), undefined],
  ['a network that is down', failure(undefined, undefined, true), undefined],
  ['an abort', new DOMException('Gone', 'AbortError'), undefined],
])('%s', (_what, error, expected) => {
  expect(waitAfter(error, Date.parse('2026-11-20T12:00:00Z'))).toBe(expected)
})
