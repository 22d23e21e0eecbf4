import type { JSONObject } from '@ai-sdk/provider'
import { asFilledText, asNumber, asRecord, firstDefined, parseJson, type JsonRecord } from '../wire/json.ts'

/** What the server said went wrong, whatever envelope it used. */
export interface NanoGPTErrorData {
  /** NanoGPT's code, for example `insufficient_balance` or `model_not_found`. */
  code: string | undefined
  /** The server's own words. */
  message: string
  /** The class of error, for example `invalid_request_error`. */
  type?: string
  /** The request field at fault. */
  param?: string
  /** HTTP status, or the status that an error frame named; `undefined` when neither is known. */
  status: number | undefined
  /** Id to quote to NanoGPT's support, and to look up the charge with. */
  requestId?: string
  /** Everything else the envelope carried: `payment`, `requiredBalance`, `moderation`, `refundMessage`, … */
  details?: JSONObject
}

/**
 * Reads an error body in any envelope that NanoGPT, its upstreams and the proxies before it use
 * (API sheet §26.1): `{error: {…}}`, `{error: 'text', status}`, `{type: 'error', error}`, flat
 * `{code, message}`, `{error: 404, message}`, `{detail}`, plain text, HTML, nothing.
 */
export function readErrorBody(body: string, status: number | undefined): NanoGPTErrorData {
  const json = parseJson(body)
  const record = asRecord(json)
  if (record) return readErrorRecord(record, status)
  return { code: undefined, message: readPlainBody(asFilledText(json) ?? body, status), status }
}

/** Reads an error envelope that is already parsed: a body, or a frame of a stream. */
export function readErrorRecord(body: JsonRecord, httpStatus: number | undefined): NanoGPTErrorData {
  const { error: envelope, message, detail, msg, code, type, status, param, parameter, ...rest } = body
  const error = asRecord(envelope) ?? {}
  const {
    message: innerMessage,
    code: innerCode,
    type: innerType,
    status: innerStatus,
    param: innerParam,
    parameter: innerParameter,
    ...innerRest
  } = error

  const codeValue = firstDefined(readCode(innerCode), readCode(code))
  const statusValue = firstDefined(
    asStatus(httpStatus),
    asStatus(innerStatus),
    asStatus(status),
    asStatus(innerCode),
    asStatus(code),
    asStatus(envelope),
  )
  const words = firstDefined(
    asFilledText(innerMessage),
    asFilledText(envelope),
    asFilledText(message),
    asFilledText(detail),
    asFilledText(msg),
  )
  const typeValue = firstDefined(asFilledText(innerType), type === 'error' ? undefined : asFilledText(type))
  const paramValue = [innerParam, innerParameter, param, parameter].find(value => asFilledText(value))
  const details = { ...rest, ...innerRest }

  return {
    code: codeValue,
    message: words ?? codeValue ?? typeValue ?? statusWords(statusValue),
    ...(typeValue !== undefined && { type: typeValue }),
    ...(typeof paramValue === 'string' && { param: paramValue }),
    status: statusValue,
    ...(Object.keys(details).length > 0 && { details: details as JSONObject }),
  }
}

/**
 * Whether a frame of a stream, or a body under status 200, is an error. `error: null` is not: many
 * gateways put it on every chunk.
 */
export function isErrorRecord(body: JsonRecord): boolean {
  const { error } = body
  if (typeof error === 'string' || typeof error === 'number') return error !== '' && error !== 0
  const envelope = asRecord(error)
  if (envelope) return Object.keys(envelope).length > 0
  // The flat envelopes: nothing an answer would carry, and a message beside a code.
  const isFlat = body.choices === undefined && asFilledText(body.message) !== undefined
  return (
    isFlat && (body.code != null || body.status != null || body.object === 'error' || body.type === 'error')
  )
}

function readCode(code: unknown): string | undefined {
  if (asStatus(code) !== undefined) return undefined
  return typeof code === 'number' ? String(code) : asFilledText(code)
}

/** HTTP error statuses only: envelopes put other numbers and words into the same places. */
function asStatus(value: unknown): number | undefined {
  const status = asNumber(value)
  return status !== undefined && Number.isInteger(status) && status >= 400 && status < 600
    ? status
    : undefined
}

/** How a message begins when a page came back: a wrong base URL, or a proxy's own error. */
export const HTML_MESSAGE = 'An HTML page came back instead of an answer'

function readPlainBody(body: string, status: number | undefined): string {
  const text = body.trim()
  if (text === '') return statusWords(status)
  if (!text.startsWith('<')) return text.slice(0, 500)
  const title = /<(?:title|h1)[^>]*>([^<]+)</i.exec(text)?.[1]?.trim()
  return title ? `${HTML_MESSAGE} (“${title}”)` : HTML_MESSAGE
}

/** HTTP/2 has no reason phrase, so a blank body must not become a blank message. */
function statusWords(status: number | undefined): string {
  return status === undefined
    ? 'The server gave no reason'
    : `The server answered with status ${status} and no reason`
}
