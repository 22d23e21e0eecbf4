import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isErrorRecord, readErrorBody } from './error-body.ts'

describe('readErrorBody', () => {
  test.each([
    {
      name: "OpenAI's envelope",
      status: 400,
      body: {
        error: {
          message: 'model is required',
          type: 'invalid_request_error',
          code: 'missing_required_parameter',
          param: 'model',
        },
      },
      expected: {
        code: 'missing_required_parameter',
        message: 'model is required',
        type: 'invalid_request_error',
        param: 'model',
        status: 400,
      },
    },
    {
      name: 'an envelope with its own status',
      status: 503,
      body: {
        error: {
          message: 'Fallback disabled',
          status: 503,
          type: 'service_unavailable',
          code: 'fallback_blocked_for_cache_consistency',
        },
      },
      expected: {
        code: 'fallback_blocked_for_cache_consistency',
        message: 'Fallback disabled',
        type: 'service_unavailable',
        status: 503,
      },
    },
    {
      name: 'parameter instead of param',
      status: 400,
      body: {
        error: {
          message: 'no model',
          type: 'invalid_request_error',
          code: 'missing_model',
          parameter: 'model',
        },
        code: 'missing_model',
      },
      expected: {
        code: 'missing_model',
        message: 'no model',
        type: 'invalid_request_error',
        param: 'model',
        status: 400,
      },
    },
    {
      name: "Anthropic's envelope",
      status: 400,
      body: {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'max_tokens is required', param: 'max_tokens' },
      },
      expected: {
        code: undefined,
        message: 'max_tokens is required',
        type: 'invalid_request_error',
        param: 'max_tokens',
        status: 400,
      },
    },
    {
      name: 'the balance envelope',
      status: 402,
      body: { error: 'Insufficient balance', status: 402, requiredBalance: 0.0035 },
      expected: {
        code: undefined,
        message: 'Insufficient balance',
        status: 402,
        details: { requiredBalance: 0.0035 },
      },
    },
    {
      name: 'a text as error, with a code beside it',
      status: 413,
      body: { error: 'too large', code: 'IMAGE_INPUT_TOO_LARGE' },
      expected: { code: 'IMAGE_INPUT_TOO_LARGE', message: 'too large', status: 413 },
    },
    {
      name: 'a flat envelope',
      status: 429,
      body: { code: 'rate_limited', message: 'Rate limit exceeded' },
      expected: { code: 'rate_limited', message: 'Rate limit exceeded', status: 429 },
    },
    {
      name: 'a flat envelope with details',
      status: 422,
      body: { code: 'INVALID_INPUT', message: 'no', details: { field: 'x' }, status: 422 },
      expected: { code: 'INVALID_INPUT', message: 'no', status: 422, details: { details: { field: 'x' } } },
    },
    {
      name: 'a flat envelope with a type',
      status: 502,
      body: { type: 'server_error', message: 'Music generation service error' },
      expected: {
        code: undefined,
        message: 'Music generation service error',
        type: 'server_error',
        status: 502,
      },
    },
    {
      name: 'a refund message',
      status: 400,
      body: { error: { message: 'refused', type: 'CONTENT_POLICY_VIOLATION' }, refundMessage: 'refunded' },
      expected: {
        code: undefined,
        message: 'refused',
        type: 'CONTENT_POLICY_VIOLATION',
        status: 400,
        details: { refundMessage: 'refunded' },
      },
    },
    {
      name: 'a number as error',
      status: undefined,
      body: { error: 404, message: 'nothing here' },
      expected: { code: undefined, message: 'nothing here', status: 404 },
    },
    {
      name: 'a status as code',
      status: undefined,
      body: { error: { message: 'no money', type: 'insufficient_quota', code: 402 } },
      expected: { code: undefined, message: 'no money', type: 'insufficient_quota', status: 402 },
    },
    {
      name: 'an x402 challenge',
      status: 402,
      body: {
        error: { message: 'Insufficient balance. Pay so.', code: 'insufficient_quota' },
        payment: { version: 1 },
        accepts: [],
      },
      expected: {
        code: 'insufficient_quota',
        message: 'Insufficient balance. Pay so.',
        status: 402,
        details: { payment: { version: 1 }, accepts: [] },
      },
    },
    {
      name: "a text with a type beside it, TGI's",
      status: undefined,
      body: { error: 'Model is overloaded', error_type: 'overloaded' },
      expected: { code: undefined, message: 'Model is overloaded', type: 'overloaded', status: undefined },
    },
    {
      name: "a base response, MiniMax's",
      status: undefined,
      body: { id: 'x', choices: null, base_resp: { status_code: 1008, status_msg: 'insufficient balance' } },
      expected: { code: '1008', message: 'insufficient balance', status: undefined },
    },
    {
      name: "several problems, FastAPI's",
      status: 422,
      body: { detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'missing' }] },
      expected: {
        code: undefined,
        message: 'body.messages: field required',
        status: 422,
        details: { detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'missing' }] },
      },
    },
    {
      name: "FastAPI's detail",
      status: 404,
      body: { detail: 'Not Found' },
      expected: { code: undefined, message: 'Not Found', status: 404 },
    },
  ])('reads $name', ({ body, status, expected }) => {
    expect(readErrorBody(JSON.stringify(body), status)).toEqual(expected)
  })

  test.each([
    ['Invalid session', 401, 'Invalid session'],
    ['"No fallback services available."', 503, 'No fallback services available.'],
    [
      '<html><title>404: Not Found</title></html>',
      404,
      'An HTML page came back instead of an answer (“404: Not Found”)',
    ],
    ['<!doctype html><p>x', 502, 'An HTML page came back instead of an answer'],
    ['', 504, 'The server answered with status 504 and no reason'],
    ['data: {"error":{"message":"busy"}}\n\n', 429, 'busy'],
    ['event: error\ndata: {"error":{"message":"busy"}}\n\n', 429, 'busy'],
    ['{}', 500, 'The server answered with status 500 and no reason'],
  ])('reads %s', (body, status, message) => {
    expect(readErrorBody(body, status)).toEqual({ code: undefined, message, status })
  })

  test('always finds words, whatever the body', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string()),
        fc.option(fc.integer({ min: 400, max: 599 })),
        (body, status) => {
          const data = readErrorBody(body, status ?? undefined)
          expect(data.message.trim()).not.toBe('')
          expect(data.status === undefined || data.status >= 400).toBe(true)
        },
      ),
    )
  })
})

describe('isErrorRecord', () => {
  test.each([
    { error: { message: 'x' } },
    { error: 'x' },
    { error: 503 },
    { code: 'rate_limited', message: 'x' },
    { object: 'error', message: 'x' },
    { type: 'error', error: { message: 'x' } },
    { choices: [], error: { message: 'x' } },
    { choices: null, base_resp: { status_code: 1008, status_msg: 'x' } },
  ])('knows %j', record => {
    expect(isErrorRecord(record)).toBe(true)
  })

  test.each([
    { choices: [], error: null },
    { choices: [], error: {} },
    { choices: [], error: '' },
    { choices: [], message: 'x', code: 'x' },
    { id: 'x', message: 'x' },
    { choices: [], base_resp: { status_code: 0, status_msg: '' } },
    {},
  ])('does not mistake %j for one', record => {
    expect(isErrorRecord(record)).toBe(false)
  })
})
