import { APICallError } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import type { NanoGPTErrorData } from './error-body.ts'
import { createNanoGPTError, isNanoGPTError } from './nanogpt-error.ts'

const create = (data: Partial<NanoGPTErrorData>, responseHeaders: Record<string, string> = {}) =>
  createNanoGPTError(
    { code: undefined, message: 'words', status: undefined, ...data },
    { url: 'https://nano-gpt.com', requestBodyValues: {}, responseHeaders },
  )

describe('isRetryable', () => {
  test.each([
    [{ status: 408 }, true],
    [{ status: 500 }, true],
    [{ status: 502 }, true],
    [{ status: 503 }, true],
    [{ status: 503, code: 'service_unavailable' }, true],
    [{ status: 504 }, true],
    [{ status: 524 }, true],
    [{ status: 429, code: 'rate_limit_exceeded' }, true],
    [{ status: 400 }, false],
    [{ status: 401 }, false],
    [{ status: 402, code: 'insufficient_balance' }, false],
    [{ status: 403 }, false],
    [{ status: 404 }, false],
    [{ status: 409 }, false],
    [{ status: 413 }, false],
    [{ status: 415 }, false],
    [{ status: 501 }, false],
    [{ status: 429, code: 'daily_rpd_limit_exceeded' }, false],
    [{ status: 429, code: 'daily_usd_limit_exceeded' }, false],
    [{ status: 429, type: 'insufficient_quota' }, false],
    [{ status: 503, code: 'fallback_blocked_for_cache_consistency' }, false],
    [{ status: 503, code: 'no_fallback_available' }, false],
    [{ status: 500, type: 'CONTENT_POLICY_VIOLATION' }, false],
    [{ status: 503, type: 'INSUFFICIENT_BALANCE' }, false],
    [{ status: 500, type: 'PRO_REQUIRED' }, false],
    [{ type: 'RATE_LIMITED' }, true],
    [{ status: 500, code: 'webSearch_balance_required' }, false],
    [{ code: 'insufficient_balance' }, false],
    [{ code: 'service_unavailable' }, true],
    [{}, true],
  ] as const)('%j is %s', (data, expected) => {
    expect(create(data).isRetryable).toBe(expected)
  })

  test.each([
    ['5', true],
    ['59', true],
    ['60', false],
    ['3600', false],
    ['Sat, 21 Nov 2026 00:00:00 GMT', false],
    ['Fri, 20 Nov 2026 12:00:09 GMT', true],
  ])('a rate limit that ends after %s is %s', (retryAfter, expected) => {
    const headers = { 'retry-after': retryAfter, date: 'Fri, 20 Nov 2026 12:00:00 GMT' }
    expect(create({ status: 429 }, headers).isRetryable).toBe(expected)
  })
})

test('an error inside a 200 takes its status from its words', () => {
  expect(create({ code: 'insufficient_balance' }).statusCode).toBe(402)
  expect(create({ type: 'INSUFFICIENT_BALANCE' }).statusCode).toBe(402)
  expect(create({ type: 'CONTENT_POLICY_VIOLATION' }).statusCode).toBe(400)
  expect(create({ type: 'PRO_REQUIRED' }).statusCode).toBe(403)
  expect(create({ code: 'both_balance_required' }).statusCode).toBe(402)
  expect(create({ type: 'rate_limit_error' }).statusCode).toBe(429)
  expect(create({}).statusCode).toBeUndefined()
})

test.each([
  [{ status: 401, message: 'Invalid session' }, /^Invalid session\. Check the API key .*NANOGPT_API_KEY/],
  [{ status: 402, message: 'Insufficient balance' }, /^Insufficient balance\. Add balance at https:/],
  [{ status: 413, message: 'FUNCTION_PAYLOAD_TOO_LARGE' }, /api\.nano-gpt\.com\/api\/v1/],
  [{ status: 405 }, /Check baseURL/],
  [{ status: 404, message: 'An HTML page came back instead of an answer' }, /Check baseURL/],
  [{ status: 429, code: 'daily_usd_limit_exceeded' }, /midnight UTC/],
  [{ status: 400, message: 'no such field' }, /^no such field$/],
])('%j says the way out', (data, message) => {
  expect(create(data).message).toMatch(message)
})

test('the essay of an x402 challenge is cut to its first sentence', () => {
  const error = create({
    status: 402,
    message: 'Insufficient balance. For Lightning L402: pay the invoice and retry.',
    details: { payment: { version: 1 } },
  })
  expect(error.message).toBe(
    'Insufficient balance. Add balance at https://nano-gpt.com/balance, or use a model that your subscription covers.',
  )
  expect(error.data).toMatchObject({
    details: { payment: { version: 1 } },
    message: expect.stringContaining('Lightning'),
  })
})

test('isNanoGPTError knows errors of the API, and no others', () => {
  expect(isNanoGPTError(create({ status: 500 }))).toBe(true)
  expect(isNanoGPTError(new APICallError({ message: 'x', url: 'x', requestBodyValues: {} }))).toBe(false)
  expect(isNanoGPTError(new Error('x'))).toBe(false)
  expect(isNanoGPTError(undefined)).toBe(false)
})

test('the request id is in the data', () => {
  expect(create({ status: 500 }, { 'x-request-id': 'req_1' }).data).toMatchObject({ requestId: 'req_1' })
})
