import type { ErrorFacts } from './api-error.ts'

/** `error.type` by status, as the API's error page lists it. */
const typeByStatus: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'insufficient_quota',
  403: 'permission_denied_error',
  404: 'not_found_error',
  413: 'invalid_request_error',
  415: 'invalid_request_error',
  429: 'rate_limit_error',
  503: 'service_unavailable',
}

export function errorType(facts: ErrorFacts): string {
  return (
    facts.type ??
    typeByStatus[facts.status] ??
    (facts.status < 500 ? 'invalid_request_error' : 'server_error')
  )
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

type Envelope = (facts: ErrorFacts) => Record<string, unknown> | string

/**
 * Every error body the documents show. The API really does use all of them, which is why a client's
 * error reader deserves a test with each.
 */
export const envelopes = {
  /** `{error: {message, type, code, param}}`: most endpoints under `/api/v1`. */
  openai: facts => ({
    error: { message: facts.message, type: errorType(facts), code: facts.code, param: facts.param },
  }),
  /** The same with `error.status`: refusals of routing and stickiness. */
  'openai-status': facts => ({
    error: { message: facts.message, status: facts.status, type: errorType(facts), code: facts.code },
  }),
  /** `parameter` for `param` and the code repeated at the top: `/api/v1/images`. */
  images: facts => ({
    error: { message: facts.message, type: errorType(facts), code: facts.code, parameter: facts.param },
    code: facts.code,
  }),
  /** The Anthropic form: `/api/v1/messages`. */
  anthropic: facts => ({
    type: 'error',
    error: { type: errorType(facts), message: facts.message, param: facts.param },
  }),
  /** `{error: text, status, requiredBalance}`: balance errors of every endpoint. */
  balance: facts => ({ error: facts.message, requiredBalance: 0.0035, status: facts.status }),
  /** `{error: text}`: memory, web, scraping, YouTube. */
  string: facts => ({ error: facts.message }),
  /** `{code, message}`: the model lists under load. */
  flat: facts => ({ code: facts.code, message: facts.message }),
  /** `{code, message, details, status}`: teams, provider preferences. */
  details: facts => ({ code: facts.code, message: facts.message, details: {}, status: facts.status }),
  /** `{error: {message, type}, refundMessage}`: video. */
  video: facts => ({
    error: { message: facts.message, type: facts.type ?? facts.code?.toUpperCase() ?? errorType(facts) },
    refundMessage: 'The amount was refunded to your balance.',
  }),
  /** `{error: <number>, message}`: what openapi.json calls `Error`. */
  numeric: facts => ({ error: facts.status, message: facts.message }),
  /** The OpenAI form with the status as a numeric `code`. */
  'numeric-code': facts => ({
    error: { message: facts.message, type: errorType(facts), code: facts.status },
  }),
  /** Plain text. */
  text: facts => facts.message,
  /** The x402 challenge: a balance error with a `payment` offer. */
  payment: facts => ({
    error: { message: facts.message, type: 'insufficient_quota', code: facts.code ?? 'insufficient_quota' },
    payment: {
      version: 1,
      paymentId: 'pay_emulator',
      requestHash: '0'.repeat(64),
      expiresAt: '2026-12-31T00:00:00.000Z',
      amountUsd: 0.0035,
      statusUrl: '/api/x402/status/pay_emulator',
      completeUrl: '/api/x402/complete/pay_emulator',
      accepted: [],
    },
    x402Version: 1,
    accepts: [],
  }),
  /** An HTML page: what a wrong base path answers. */
  html: facts =>
    `<!DOCTYPE html><html><head><title>${facts.status}</title></head><body><h1>${facts.message}</h1></body></html>`,
  /** Object stores, at the end of signed URLs. */
  xml: facts =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(facts.code ?? 'InternalError')}</Code><Message>${escapeXml(facts.message)}</Message></Error>`,
} satisfies Record<string, Envelope>

/** Names of the documented error bodies. */
export type EnvelopeName = keyof typeof envelopes

const textTypes: Partial<Record<EnvelopeName, string>> = {
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  xml: 'application/xml',
}

/** An error in the words of one envelope: the body's text and its content type. */
export function writeError(
  facts: ErrorFacts,
  envelope: EnvelopeName,
  extra: Record<string, unknown> = {},
): { body: string; contentType: string } {
  const written = envelopes[envelope](facts)
  if (typeof written === 'string') return { body: written, contentType: textTypes[envelope] ?? 'text/plain' }
  return { body: JSON.stringify({ ...written, ...extra }), contentType: 'application/json' }
}
