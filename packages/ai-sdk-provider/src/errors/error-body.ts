import type { JSONObject } from '@ai-sdk/provider'
import {
  asFilledText,
  asList,
  asNumber,
  asRecord,
  firstDefined,
  parseJson,
  type JsonRecord,
} from '../wire/json.ts'

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
  // An error may have the form of the stream that was asked for.
  const json = parseJson(body.replace(/^\s*(?:event:.*\s+)?data:/, ''))
  // Google's compatible endpoint answers with a list of one.
  const record = asRecord(json) ?? asRecord(asList(json)[0])
  if (record) return readErrorRecord(record, status)
  const words = json === undefined ? body : (asFilledText(json) ?? '')
  return { code: undefined, message: readPlainBody(words, status), status }
}

/** Reads an error envelope that is already parsed: a body, or a frame of a stream. */
export function readErrorRecord(body: JsonRecord, httpStatus: number | undefined): NanoGPTErrorData {
  const { error: envelope, base_resp: baseResponse, ...outer } = body
  const error = asRecord(envelope) ?? readBaseResponse(baseResponse)
  // What stands in the envelope is about the error; what stands beside it may be.
  const levels = [error, outer]
  const code = firstDefined(...levels.map(level => readCode(level.code)))
  const type = firstDefined(
    ...levels.map(level => (level.type === 'error' ? undefined : asFilledText(level.type))),
    asFilledText(outer.error_type),
  )
  const param = firstDefined(
    ...levels.flatMap(level => [asFilledText(level.param), asFilledText(level.parameter)]),
  )
  const status = firstDefined(
    asStatus(httpStatus),
    ...levels.flatMap(level => [asStatus(level.status), asStatus(level.code)]),
    asStatus(envelope),
  )
  const message = firstDefined(
    readWords(error.message),
    asRecord(envelope) ? undefined : readWords(envelope),
    ...[outer.message, outer.detail, outer.msg].map(readWords),
    code,
    type,
  )
  const details = { ...otherEntries(outer), ...otherEntries(error) }
  return {
    code,
    message: message ?? statusWords(status),
    ...(type !== undefined && { type }),
    ...(param !== undefined && { param }),
    status,
    ...(Object.keys(details).length > 0 && { details: details as JSONObject }),
  }
}

/** MiniMax puts a status of its own beside every answer; 0 is success. */
function readBaseResponse(baseResponse: unknown): JsonRecord {
  const { status_code: code, status_msg: message } = asRecord(baseResponse) ?? {}
  return code === undefined || code === 0 ? {} : { code: readCode(code) ?? 'unknown', message }
}

/** Words are a text, or what frameworks make of several problems: a list or a record of them. */
function readWords(words: unknown): string | undefined {
  if (typeof words === 'number' || typeof words === 'boolean') return undefined
  const text = asFilledText(words)
  if (text !== undefined) return text
  const problems = asList(words).map(problem => {
    const { loc, msg, message } = asRecord(problem) ?? {}
    const place = asList(loc).join('.')
    const said =
      asFilledText(msg) ?? asFilledText(message) ?? asFilledText(problem) ?? JSON.stringify(problem)
    return place === '' ? said : `${place}: ${said}`
  })
  if (problems.length > 0) return problems.join('; ')
  return asRecord(words) && Object.keys(words as JsonRecord).length > 0 ? JSON.stringify(words) : undefined
}

// What is read into the fields of an error, and what an error inside a chunk has around it.
const READ_KEYS: ReadonlySet<string> = new Set(
  'message msg code type error_type status param parameter id object created model choices usage x_nanogpt_pricing'.split(
    ' ',
  ),
)

function otherEntries(level: JsonRecord): JsonRecord {
  const { detail, ...rest } = level
  const others = Object.entries(rest).filter(([key]) => !READ_KEYS.has(key))
  // A detail that is a text is the message; one that is a list is more than that.
  return { ...Object.fromEntries(others), ...(typeof detail === 'object' && detail !== null && { detail }) }
}

/**
 * Whether a frame of a stream, or a body under status 200, is an error. `error: null` is not: many
 * gateways put it on every chunk.
 */
export function isErrorRecord(body: JsonRecord): boolean {
  const { error, code, status, object, type } = body
  if (body.base_resp !== undefined && readBaseResponse(body.base_resp).code !== undefined) return true
  if (typeof error === 'string' || typeof error === 'number') return error !== '' && error !== 0
  if (Array.isArray(error)) return error.length > 0
  const envelope = asRecord(error)
  if (envelope) return Object.values(envelope).some(value => value !== null && value !== '' && value !== 0)
  // The flat envelopes: nothing an answer would carry, and words beside something that says failure.
  if (body.choices !== undefined) return false
  if (object === 'error' || type === 'error') return true
  if (asFilledText(body.message) === undefined) return false
  return error === true || asStatus(status) !== undefined || asStatus(code) !== undefined || isErrorWord(code)
}

function isErrorWord(code: unknown): boolean {
  return (
    typeof code === 'string' &&
    /[a-z]/i.test(code) &&
    !/^(?:ok|success|processing|pending|queued|loading|in_progress)$/i.test(code)
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
export function statusWords(status: number | undefined): string {
  return status === undefined
    ? 'The server gave no reason'
    : `The server answered with status ${status} and no reason`
}
