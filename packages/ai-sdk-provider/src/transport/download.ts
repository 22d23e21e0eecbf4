import type { APICallError } from '@ai-sdk/provider'
import {
  DEFAULT_MAX_DOWNLOAD_SIZE,
  DownloadError,
  fetchUntrustedUrl,
  isAbortError,
  readResponseWithSizeLimit,
  retryWithExponentialBackoff,
  type FetchFunction,
} from '@ai-sdk/provider-utils'
import { createNanoGPTError } from '../errors/nanogpt-error.ts'
import { readRetryAfter } from '../wire/retry-after.ts'
import { readText } from './read-answer.ts'
import { untilAborted } from './until-aborted.ts'

export interface DownloadOptions {
  url: string
  /** For errors: what the file is, as in `The generated image`. */
  what: string
  abortSignal: AbortSignal | undefined
  /** The user's own file, which nothing was paid for yet. Default: it came in an answer. */
  isInput?: boolean
  /** Default: 2 GiB, the limit of the SDK. */
  maxBytes?: number | undefined
  fetch: FetchFunction | undefined
  userAgent: string
  /** The configured host: its files may stand at a private address, such as an emulator's. */
  trustedOrigin: string
}

export interface DownloadedFile {
  bytes: Uint8Array
  /** What the server said it is, without parameters. */
  mediaType: string | undefined
}

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

// A file of an answer is there or will be in a moment.
const RETRIES = 2
const FIRST_RETRY_DELAY_MS = 300

/** Whoever wants to be asked later than that is not waited for: somebody waits for the file. */
const LONGEST_RETRY_DELAY_MS = 30_000

const MAX_EXPLANATION_BYTES = 64 * 1024

/**
 * Fetches a file from a URL that nobody vouches for: without credentials, which signed URLs refuse and no
 * other host may see (field note A11); not from private addresses, also after redirects; up to a size.
 *
 * @throws APICallError with the code `download_failed`, of an input `input_download_failed`, and `data.details.url`. It is not retryable: the SDK
 * would repeat, and pay, the whole request. What may pass was tried three times here.
 */
export async function downloadFile(options: DownloadOptions): Promise<DownloadedFile> {
  const { abortSignal } = options
  const waits: Waits = { retryAfterMs: 0 }
  const retry = retryWithExponentialBackoff({
    maxRetries: RETRIES,
    initialDelayInMs: FIRST_RETRY_DELAY_MS,
    shouldRetry: error => isTransient(error) && waits.retryAfterMs <= LONGEST_RETRY_DELAY_MS,
    getDelayInMs: ({ exponentialBackoffDelay }) => Math.max(exponentialBackoffDelay, waits.retryAfterMs),
    createRetryError: ({ errors }) => errors.at(-1),
    ...(abortSignal && { abortSignal }),
  })
  try {
    return await untilAborted(
      retry(() => fetchFile(options, waits)),
      abortSignal,
    )
  } catch (error) {
    abortSignal?.throwIfAborted()
    throw isAbortError(error) ? error : downloadError(error, options)
  }
}

/** How long the host wants to be left alone. */
interface Waits {
  retryAfterMs: number
}

async function fetchFile(options: DownloadOptions, waits: Waits): Promise<DownloadedFile> {
  const { url, abortSignal, maxBytes = DEFAULT_MAX_DOWNLOAD_SIZE, fetch, userAgent, trustedOrigin } = options
  waits.retryAfterMs = 0
  const response = await fetchUntrustedUrl({
    url,
    headers: { 'user-agent': userAgent },
    trustedOrigin,
    ...(abortSignal && { abortSignal }),
    ...(fetch && { fetch }),
  })
  if (!response.ok) {
    waits.retryAfterMs = readRetryAfter(Object.fromEntries(response.headers), Date.now()) ?? 0
    const words = explain(await readText(response, url, MAX_EXPLANATION_BYTES).catch(() => ''))
    const message = `the host answered ${response.status}${words && ` (${words})`}`
    throw new DownloadError({ url, statusCode: response.status, message })
  }
  const bytes = await readResponseWithSizeLimit({ response, url, maxBytes })
  checkLength(bytes, response, url)
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  return { bytes, mediaType: mediaType === '' ? undefined : mediaType }
}

/** Not every `fetch` notices that a body ended early. */
function checkLength(bytes: Uint8Array, { headers }: Response, url: string): void {
  const announced = Number(headers.get('content-length') ?? bytes.length)
  if (headers.has('content-encoding') || bytes.length >= announced) return
  const message = `it ended after ${bytes.length} of ${announced} bytes`
  throw new DownloadError({ url, message, cause: new TypeError('The body ended early.') })
}

/** The host failed, or the network did. What the guard refuses stays refused. */
function isTransient(error: unknown): boolean {
  if (!DownloadError.isInstance(error)) return error instanceof TypeError
  return error.statusCode === undefined ? error.cause !== undefined : TRANSIENT_STATUSES.has(error.statusCode)
}

/** The words of an object store's XML. */
function explain(body: string): string {
  const message = /<Message>([^<]{1,200})<\/Message>/.exec(body)?.[1]
  return message ?? (/^[^<{]{1,200}$/.test(body.trim()) ? body.trim() : '')
}

function downloadError(error: unknown, { url, what, isInput }: DownloadOptions): APICallError {
  return createNanoGPTError(
    {
      code: isInput ? 'input_download_failed' : 'download_failed',
      message: `${what} could not be downloaded: ${reasonOf(error)}`,
      status: DownloadError.isInstance(error) ? error.statusCode : undefined,
      details: { url },
    },
    { url, requestBodyValues: {}, isFinal: true, cause: error },
  )
}

/** A \`fetch\` says why it failed in the cause; one whose body breaks off may say no more than \`terminated\`. */
function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  const why = cause instanceof Error ? cause.message : message
  return error instanceof TypeError ? `the connection failed (${why})` : message
}
