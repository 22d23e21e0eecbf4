import { APICallError, InvalidArgumentError } from '@ai-sdk/provider'
import {
  extractResponseHeaders,
  getFromApi,
  isSameOrigin,
  postToApi,
  resolve,
  type FetchFunction,
  type Resolvable,
} from '@ai-sdk/provider-utils'
import { createAnswerErrors } from '../errors/answer-errors.ts'
import type { JsonRecord } from '../wire/json.ts'
import { abortable } from './abortable.ts'
import { BodyCompressor, type NanoGPTCompression } from './compression.ts'
import { downloadFile, type DownloadOptions, type DownloadedFile } from './download.ts'
import { resolveEndpoints } from './endpoints.ts'
import { findKey, loadKey } from './environment.ts'
import { openEventStream, type StreamReader } from './event-stream.ts'
import { hasCredentials, mergeHeaders, withUserAgent } from './headers.ts'
import { pollJob, type PollOptions } from './poll-job.ts'
import {
  readErrorText,
  readJsonAnswer,
  readReply,
  readStreamReply,
  type JsonReply,
  type Reply,
  type StreamReply,
} from './read-answer.ts'
import { readJsonFiles } from './read-json-files.ts'
import { describeBody, type Answer, type GetOptions, type PostOptions } from './request.ts'
import { Redactor } from './secrets.ts'
import { untilAborted } from './until-aborted.ts'
import { asFinal } from './unknown-outcome.ts'

/** What every request of a provider shares: plain JSON, without secrets, so that models can be serialised. */
export type ClientSettings = {
  /** Normalised base URL. */
  baseURL: string
  /** Name and version to add to the user agent. */
  userAgent: string
  compression: NanoGPTCompression
  /** Milliseconds without an event after which an open stream fails. */
  idleTimeout?: number
}

/** What a provider was given that must never be written down. */
export interface ClientSecrets {
  apiKey?: Resolvable<string> | undefined
  headers?: Record<string, string | undefined> | undefined
  fetch?: FetchFunction | undefined
}

/** A request as it goes out, apart from its body. */
interface Envelope {
  url: string
  headers: Record<string, string>
  redactor: Redactor
}

/** A body as it goes out; a GET has none. */
type Content = string | Uint8Array | FormData | undefined

type ReadAnswer<T> = (response: Response, answer: Answer) => Promise<T>

const ACCEPT_JSON = { accept: 'application/json' }
// The documents' samples send it with every stream (API sheet §3.1).
const ACCEPT_EVENTS = { accept: 'text/event-stream' }
const ACCEPT_ANYTHING = { accept: '*/*' }

/** Speaks HTTP with NanoGPT. It knows no model; it never repeats a request that may be billed. */
export class NanoGPTClient {
  readonly settings: ClientSettings
  // A function, so that whoever logs a model or turns it to JSON sees no key. No `#private` field: proxies
  // of the SDK and of state libraries could not reach it.
  private readonly secrets: () => ClientSecrets
  private readonly compressor: BodyCompressor

  constructor(settings: ClientSettings, secrets: ClientSecrets = {}) {
    this.settings = settings
    this.secrets = () => secrets
    this.compressor = new BodyCompressor(settings.compression, settings.baseURL)
  }

  /** The base URL is the one of the subscription, which knows its models only. */
  get isSubscriptionURL(): boolean {
    return this.settings.baseURL.endsWith('/subscription/v1')
  }

  /** Whether all requests go out with the same key. A function may give another with each. */
  get hasOneKey(): boolean {
    return typeof this.secrets().apiKey !== 'function'
  }

  /** The headers that the user set, for the provider and for a call, in lower case. */
  userHeaders(callHeaders: Record<string, string | undefined> | undefined): Record<string, string> {
    return mergeHeaders({ request: {}, settings: this.secrets().headers, call: callHeaders })
  }

  /** Whether a URL of an answer leads to the configured host itself. */
  isOwnOrigin(url: string): boolean {
    return isSameOrigin(url, this.settings.baseURL)
  }

  /** @throws APICallError for every answer that is not a JSON object without an error in it. */
  postJson(options: PostOptions): Promise<{ value: JsonRecord; answer: Answer }> {
    const { files } = options
    return this.post(options, ACCEPT_JSON, (response, answer) =>
      files === undefined ? readJsonAnswer(response, answer) : readJsonFiles(response, answer, files),
    )
  }

  /** @throws APICallError as {@link NanoGPTClient.postJson}. */
  async getJson(options: GetOptions): Promise<{ value: JsonRecord; answer: Answer }> {
    options.abortSignal?.throwIfAborted()
    const envelope = await this.prepare(options, ACCEPT_JSON)
    return this.send(options, { envelope, content: undefined, read: readJsonAnswer })
  }

  /** Posts where a file, JSON, or the ticket of a job may come back. */
  postForReply(options: PostOptions): Promise<{ value: Reply; answer: Answer }> {
    return this.post(options, ACCEPT_ANYTHING, readReply)
  }

  /** The same, with the bytes of a file as they come. */
  postForStream(options: PostOptions): Promise<{ value: JsonReply | StreamReply; answer: Answer }> {
    return this.post(options, ACCEPT_ANYTHING, (response, answer) =>
      readStreamReply(response, answer, this.settings.idleTimeout),
    )
  }

  /** @throws APICallError when the answer is an error, or begins with one. */
  openStream<Part>(
    options: PostOptions,
    createReader: (answer: Answer, emit: (part: Part) => void) => StreamReader,
  ): Promise<{ value: ReadableStream<Part>; answer: Answer }> {
    return this.post(options, ACCEPT_EVENTS, (response, answer) =>
      openEventStream<Part>({
        response,
        errors: answer.errors,
        createReader: emit => createReader(answer, emit),
        idleTimeout: this.settings.idleTimeout,
        abortSignal: options.abortSignal,
      }),
    )
  }

  /** Fetches a file whose URL came in an answer, or from the user: never with credentials. */
  download(options: Omit<DownloadOptions, 'fetch' | 'userAgent' | 'trustedOrigin'>): Promise<DownloadedFile> {
    const { baseURL, userAgent } = this.settings
    return downloadFile({ ...options, fetch: this.secrets().fetch, userAgent, trustedOrigin: baseURL })
  }

  /** Asks for the state of a job until it is done. */
  pollJob<T>(options: PollOptions<T>): Promise<T> {
    return pollJob(options)
  }

  private async post<T>(
    options: PostOptions,
    accept: Record<string, string>,
    read: ReadAnswer<T>,
  ): Promise<{ value: T; answer: Answer }> {
    options.abortSignal?.throwIfAborted()
    const envelope = await this.prepare(options, accept)
    options.abortSignal?.throwIfAborted()
    const send = (content: Content) => this.send(options, { envelope, content, read })
    if (options.body instanceof FormData) return send(options.body)

    const text = JSON.stringify(options.body)
    const compressed = options.isCompressible ? await this.compressor.compress(text) : undefined
    if (compressed === undefined) return send(text)
    try {
      return await send(compressed)
    } catch (error) {
      // A 415 comes before any work is done, so sending the request again costs nothing.
      if (!APICallError.isInstance(error) || error.statusCode !== 415) throw error
      this.compressor.stop()
      return send(text)
    }
  }

  private async send<T>(
    options: PostOptions | GetOptions,
    { envelope, content, read }: { envelope: Envelope; content: Content; read: ReadAnswer<T> },
  ): Promise<{ value: T; answer: Answer }> {
    const { url, redactor } = envelope
    const values = 'body' in options ? describeBody(options) : {}
    const answerOf = (response: Response): Answer => {
      const responseHeaders = redactor.record(extractResponseHeaders(response))
      const isFree = content === undefined
      const context = { url, requestBodyValues: values, responseHeaders, receivedAt: Date.now(), isFree }
      const errors = createAnswerErrors(context, redactor)
      return { url, status: response.status, responseHeaders, errors, redact: redactor.text }
    }
    const exchange = {
      url,
      headers: { ...envelope.headers, ...contentHeaders(content) },
      successfulResponseHandler: async ({ response: raw }: { response: Response }) => {
        const response = abortable(raw, options.abortSignal)
        const answer = answerOf(response)
        return { value: { value: await read(response, answer), answer } }
      },
      failedResponseHandler: async ({ response }: { response: Response }) => {
        const body = await readErrorText(response, url)
        return { value: answerOf(response).errors.fromErrorBody(body, response.status) }
      },
      fetch: withoutRedirects(this.secrets().fetch),
      ...(options.abortSignal && { abortSignal: options.abortSignal }),
    }
    try {
      const request =
        content === undefined
          ? getFromApi({ ...exchange, validateUrl: false })
          : postToApi({ ...exchange, body: { content, values } })
      const { value } = await untilAborted(request, options.abortSignal)
      return value
    } catch (error) {
      const isCostly = content !== undefined && 'isCostly' in options && options.isCostly
      throw redactor.error(isCostly ? asFinal(error) : error)
    }
  }

  private async prepare(options: GetOptions, accept: Record<string, string>): Promise<Envelope> {
    const headers = mergeHeaders({
      request: { ...accept, ...options.headers },
      settings: this.secrets().headers,
      call: options.callHeaders,
    })
    if (!hasCredentials(headers)) {
      const key = await untilAborted(resolve(this.secrets().apiKey), options.abortSignal)
      const credentials = options.isPublic ? findKey(key) : loadKey(key)
      if (credentials !== undefined) headers.authorization = `Bearer ${credentials}`
    }
    checkHeaders(headers)
    return {
      url: this.urlOf(options),
      headers: withUserAgent(headers, this.settings.userAgent),
      redactor: new Redactor(headers),
    }
  }

  private urlOf({ family, path, query }: GetOptions): string {
    const { v1, plain, api } = resolveEndpoints(this.settings.baseURL)
    const roots = { v1, plain, api, subscription: `${api}/subscription/v1` }
    const parameters = new URLSearchParams(query).toString()
    return `${roots[family]}/${path}${parameters && `?${parameters}`}`
  }
}

/** What says how the body is written; of a form, `fetch` alone can say it, with the boundary it chose. */
function contentHeaders(content: Content): Record<string, string | undefined> {
  if (content === undefined) return {}
  if (content instanceof FormData) return { 'content-type': undefined }
  const json = { 'content-type': 'application/json' }
  return typeof content === 'string' ? json : { ...json, 'content-encoding': 'gzip' }
}

/** A redirect could carry the key, or the prompt, to another host; it is answered with an error instead. */
function withoutRedirects(fetch: FetchFunction | undefined): FetchFunction {
  return (input, init) => (fetch ?? globalThis.fetch)(input, { ...init, redirect: 'manual' })
}

/** `fetch` quotes a value that it cannot send, and that may be a key. */
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  const name = Object.keys(headers).find(key => !/^[\t\x20-\x7e\x80-\xff]*$/.test(headers[key] ?? ''))
  if (name === undefined) return
  throw new InvalidArgumentError({
    argument: 'headers',
    message: `The header ${name} has a character that no header can carry, such as a line break.`,
  })
}
