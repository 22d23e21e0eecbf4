import { APICallError } from '@ai-sdk/provider'
import { asRecord } from '../wire/json.ts'
import { readRetryAfter } from '../wire/retry-after.ts'
import { HTML_MESSAGE, type NanoGPTErrorData } from './error-body.ts'

/** The request and the answer that an error belongs to. */
export interface ErrorContext {
  url: string
  requestBodyValues: unknown
  /** When the answer came, in milliseconds since 1970: what a `Retry-After` date is measured from. */
  receivedAt?: number
  responseHeaders?: Record<string, string>
  responseBody?: string
  cause?: unknown
  /** A repetition would be charged a second time, whatever the error means. */
  isFinal?: boolean
  /** A repetition costs nothing, so an answer that is none is asked for again. */
  isFree?: boolean
}

/** An error of NanoGPT's API: an `APICallError` of the AI SDK whose `data` has one shape for every envelope. */
export type NanoGPTError = APICallError & { readonly data: NanoGPTErrorData }

/**
 * Tells errors that NanoGPT's API answered with from all others, also across duplicate packages.
 *
 * @example
 * if (isNanoGPTError(error) && error.data.code === 'insufficient_balance') topUp(error.data.details)
 */
export function isNanoGPTError(error: unknown): error is NanoGPTError {
  if (!APICallError.isInstance(error)) return false
  const data = asRecord(error.data)
  return data !== undefined && typeof data.message === 'string' && 'code' in data && 'status' in data
}

/** Makes the error that an application sees: the server's words, the way out, and whether a retry can help. */
export function createNanoGPTError(read: NanoGPTErrorData, context: ErrorContext): APICallError {
  const requestId = context.responseHeaders?.['x-request-id']
  const status = read.status ?? impliedStatus(read)
  const data: NanoGPTErrorData = { ...read, status, ...(requestId && { requestId }) }
  return new APICallError({
    message: messageWithWayOut(data),
    url: context.url,
    requestBodyValues: context.requestBodyValues,
    isRetryable: !context.isFinal && isRetryable(data, context),
    data,
    ...(status !== undefined && { statusCode: status }),
    ...(context.responseHeaders && { responseHeaders: context.responseHeaders }),
    ...(context.responseBody !== undefined && { responseBody: context.responseBody }),
    ...(context.cause !== undefined && { cause: context.cause }),
  })
}

// What the words of an envelope mean where no status came with them: errors inside a 200 (API sheet §26.3). The
// endpoints of videos and images have theirs in upper case (API sheet §16.1).
const WORDS_BY_STATUS: Readonly<Record<number, string>> = {
  400: `invalid_request_error missing_required_parameter invalid_parameter_value invalid_json
    invalid_json_schema invalid_tool_spec invalid_tool_spec_parse tool_spec_too_large tool_choice_unsupported
    image_input_not_supported video_input_not_supported unsupported_reasoning_effort reasoning_required
    context_length_exceeded content_policy_violation prompt_too_long provider_unknown_provider
    native_web_search_unavailable tool_search_api_not_supported conflicting_moderation_model`,
  401: 'authentication_error authentication_required invalid_api_key missing_api_key malformed_api_key',
  402: 'insufficient_balance insufficient_quota insufficient_funds',
  403: `permission_denied_error permission_error api_key_origin_not_allowed model_not_allowed pro_required
    paid_features_disabled payment_review_required`,
  404: 'not_found_error model_not_found model_not_supported',
  413: 'request_body_too_large function_payload_too_large image_input_too_large',
  415: 'unsupported_content_encoding unsupported_media_type',
  429: `rate_limit_error rate_limit_exceeded rate_limited daily_rpd_limit_exceeded
    daily_usd_limit_exceeded`,
  503: `service_unavailable overloaded overloaded_error all_fallbacks_failed no_fallback_available
    fallback_blocked_for_cache_consistency`,
  504: 'timeout timeout_error gateway_timeout',
}

const STATUS_BY_WORD = new Map(
  Object.entries(WORDS_BY_STATUS).flatMap(([status, words]) =>
    words.split(/\s+/).map((word): [string, number] => [word, Number(status)]),
  ),
)

function impliedStatus({ code, type, message }: NanoGPTErrorData): number | undefined {
  for (const word of [code, type]) {
    if (word === undefined) continue
    const status = STATUS_BY_WORD.get(word.toLowerCase())
    if (status !== undefined) return status
    if (/_balance_required$/i.test(word)) return 402
  }
  return /^insufficient (?:balance|funds|credits)/i.test(message) ? 402 : undefined
}

// Refusals that answer every repetition alike, under statuses that usually pass (field note A6).
const FINAL_CODES: ReadonlySet<string> = new Set([
  'insufficient_balance',
  'insufficient_quota',
  'daily_rpd_limit_exceeded',
  'daily_usd_limit_exceeded',
  'fallback_blocked_for_cache_consistency',
  'no_fallback_available',
  'provider_unknown_provider',
  'native_web_search_unavailable',
  'model_not_allowed',
  'model_not_found',
  'paid_features_disabled',
  'payment_review_required',
  'pro_required',
  'content_policy_violation',
  'context_length_exceeded',
  'advisor_required_consultation_missing',
  'advisor_required_consultation_invalid',
])

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([
  408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529,
])

/** From a minute on the SDK ignores the header and would hammer (field note A6). */
const LONGEST_WORTHWHILE_WAIT_MS = 60_000

/** Decides by meaning, then by status, whether the same request may succeed if it is sent again. */
function isRetryable({ code, type, status }: NanoGPTErrorData, context: ErrorContext): boolean {
  if ([code, type].some(word => word !== undefined && isFinal(word))) return false
  if (code === 'unreadable_response' && context.isFree) return true
  if (status === 429) {
    return (readRetryAfter(context.responseHeaders, context.receivedAt) ?? 0) < LONGEST_WORTHWHILE_WAIT_MS
  }
  // An error inside a 200 that says nothing of itself is an upstream that failed.
  return status === undefined || TRANSIENT_STATUSES.has(status)
}

function isFinal(word: string): boolean {
  return FINAL_CODES.has(word.toLowerCase()) || /_balance_required$|^speed_suffix_/i.test(word)
}

const KEY_HINT =
  'Check the API key (apiKey, or the NANOGPT_API_KEY environment variable); keys are made at https://nano-gpt.com/api.'
const BASE_URL_HINT = 'Check baseURL: it usually is https://nano-gpt.com/api/v1.'

const WAY_OUT_BY_CODE: Readonly<Record<string, string>> = {
  daily_rpd_limit_exceeded:
    "The limit is the API key's own: raise it in its settings, or wait for midnight UTC.",
  daily_usd_limit_exceeded:
    "The limit is the API key's own: raise it in its settings, or wait for midnight UTC.",
  fallback_blocked_for_cache_consistency:
    'Turn stickyProvider off to let another provider answer, at the cost of a cold cache.',
  no_fallback_available: 'Allow fallbacks, or choose another provider or model.',
  input_download_failed: 'Pass the file itself, or an address that needs no sign-in.',
  download_failed: 'Its address is in data.details.url; the signed ones of NanoGPT live for about an hour.',
  job_timeout: 'It may still be carried out, and charged; a failed job is refunded by NanoGPT.',
  model_not_found:
    'GET /models lists the ids of an account; a suffix that is mistyped counts as part of the id.',
}

const WAY_OUT_BY_STATUS: Readonly<Record<number, string>> = {
  401: KEY_HINT,
  402: 'Add balance at https://nano-gpt.com/balance, or use a model that your subscription covers.',
  405: BASE_URL_HINT,
  413: 'Send large files as https URLs, or set baseURL to https://api.nano-gpt.com/api/v1, which takes bodies up to 32 MiB.',
}

function messageWithWayOut(data: NanoGPTErrorData): string {
  const words = shortWords(data)
  // Where the server already points to a page of its own, it has said the way out.
  const wayOut = words.includes('https://nano-gpt.com/') ? undefined : findWayOut(data)
  return wayOut === undefined ? words : `${words.replace(/([^.!?…])$/, '$1.')} ${wayOut}`
}

/** The words of an x402 challenge are an essay on wallets; its facts stay in `data.details.payment`. */
function shortWords({ message, details }: NanoGPTErrorData): string {
  return details?.payment === undefined ? message : (/^[^.]+\./.exec(message)?.[0] ?? message)
}

function findWayOut({ code, status, message }: NanoGPTErrorData): string | undefined {
  if (code !== undefined && Object.hasOwn(WAY_OUT_BY_CODE, code)) return WAY_OUT_BY_CODE[code]
  // A gateway's own page says that something behind it failed, not that the address is wrong.
  if (message.startsWith(HTML_MESSAGE) && (status === undefined || status < 500)) return BASE_URL_HINT
  if (status !== undefined && status >= 300 && status < 400) return BASE_URL_HINT
  return status === undefined ? undefined : WAY_OUT_BY_STATUS[status]
}
