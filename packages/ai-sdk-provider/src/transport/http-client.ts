import { APICallError, InvalidArgumentError } from '@ai-sdk/provider'
import {
  extractResponseHeaders,
  isAbortError,
  postToApi,
  readResponseWithSizeLimit,
  resolve,
  type FetchFunction,
  type Resolvable,
} from '@ai-sdk/provider-utils'
import { createAnswerErrors, type AnswerErrors } from '../errors/answer-errors.ts'
import { isErrorRecord } from '../errors/error-body.ts'
import { asRecord, parseJson, type JsonRecord } from '../wire/json.ts'
import { BodyCompressor, type NanoGPTCompression } from './compression.ts'
import { resolveEndpoints } from './endpoints.ts'
import { loadKey } from './environment.ts'
import { openEventStream, type StreamReader } from './event-stream.ts'
import { hasCredentials, mergeHeaders, withUserAgent } from './headers.ts'
import { untilAborted } from './until-aborted.ts'
import { Redactor } from './secrets.ts'

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

/** The family of endpoints that a request goes to: that of the base URL, or one that it names. */
export type EndpointFamily = 'v1' | 'plain' | 'subscription'

export interface PostOptions {
  family: EndpointFamily
  /** Path below the family, without a leading slash. */
  path: string
  body: JsonRecord
  /** The endpoint is documented to take compressed bodies. */
  isCompressible: boolean
  /** Headers that the request's own options turn into. */
  headers: Record<string, string>
  callHeaders: Record<string, string | undefined> | undefined
  abortSignal: AbortSignal | undefined
}

/** What came back, besides its content. */
export interface Answer {
  url: string
  responseHeaders: Record<string, string>
  errors: AnswerErrors
}

/** A request as it goes out, apart from its body. */
interface Envelope {
  url: string
  headers: Record<string, string>
  redactor: Redactor
}

type ReadAnswer<T> = (response: Response, answer: Answer) => Promise<T>

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' }
// The documents' samples send it with every stream (API sheet §3.1).
const STREAM_HEADERS = { 'content-type': 'application/json', accept: 'text/event-stream' }

const MAX_ERROR_BODY_BYTES = 10 * 1024 * 1024

/** Speaks HTTP with NanoGPT. It knows no model; it never repeats a request, since each may be billed. */
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

  /** The headers that the user set, for the provider and for a call, in lower case. */
  userHeaders(callHeaders: Record<string, string | undefined> | undefined): Record<string, string> {
    return mergeHeaders({ request: {}, settings: this.secrets().headers, call: callHeaders })
  }

  /** @throws APICallError for every answer that is not a JSON object without an error in it. */
  postJson(options: PostOptions): Promise<{ value: JsonRecord; answer: Answer }> {
    return this.post(options, JSON_HEADERS, readJsonAnswer)
  }

  /** @throws APICallError when the answer is an error, or begins with one. */
  openStream<Part>(
    options: PostOptions,
    createReader: (answer: Answer, emit: (part: Part) => void) => StreamReader,
  ): Promise<{ value: ReadableStream<Part>; answer: Answer }> {
    return this.post(options, STREAM_HEADERS, (response, answer) =>
      openEventStream<Part>({
        response,
        errors: answer.errors,
        createReader: emit => createReader(answer, emit),
        idleTimeout: this.settings.idleTimeout,
        abortSignal: options.abortSignal,
      }),
    )
  }

  private async post<T>(
    options: PostOptions,
    mediaTypes: Record<string, string>,
    read: ReadAnswer<T>,
  ): Promise<{ value: T; answer: Answer }> {
    options.abortSignal?.throwIfAborted()
    const envelope = await this.prepare(options, mediaTypes)
    options.abortSignal?.throwIfAborted()
    const text = JSON.stringify(options.body)
    const compressed = options.isCompressible ? await this.compressor.compress(text) : undefined
    const send = (content: string | Uint8Array) => this.send(options, { envelope, content, read })
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
    options: PostOptions,
    { envelope, content, read }: { envelope: Envelope; content: string | Uint8Array; read: ReadAnswer<T> },
  ): Promise<{ value: T; answer: Answer }> {
    const { url, headers, redactor } = envelope
    const answerOf = (response: Response): Answer => {
      const responseHeaders = redactor.record(extractResponseHeaders(response))
      const context = { url, requestBodyValues: options.body, responseHeaders, receivedAt: Date.now() }
      return { url, responseHeaders, errors: createAnswerErrors(context, redactor) }
    }
    try {
      const request = postToApi({
        url,
        headers: typeof content === 'string' ? headers : { ...headers, 'content-encoding': 'gzip' },
        body: { content, values: options.body },
        successfulResponseHandler: async ({ response: raw }) => {
          const response = abortable(raw, options.abortSignal)
          const answer = answerOf(response)
          return { value: { value: await read(response, answer), answer } }
        },
        failedResponseHandler: async ({ response }) => {
          const body = await readText(response, url, MAX_ERROR_BODY_BYTES)
          return { value: answerOf(response).errors.fromErrorBody(body, response.status) }
        },
        fetch: withoutRedirects(this.secrets().fetch),
        ...(options.abortSignal && { abortSignal: options.abortSignal }),
      })
      const { value } = await untilAborted(request, options.abortSignal)
      return value
    } catch (error) {
      throw redactor.error(error)
    }
  }

  private async prepare(options: PostOptions, mediaTypes: Record<string, string>): Promise<Envelope> {
    const headers = mergeHeaders({
      request: { ...mediaTypes, ...options.headers },
      settings: this.secrets().headers,
      call: options.callHeaders,
    })
    if (!hasCredentials(headers)) {
      const key = await untilAborted(resolve(this.secrets().apiKey), options.abortSignal)
      headers.authorization = `Bearer ${loadKey(key)}`
    }
    checkHeaders(headers)
    return {
      url: this.urlOf(options),
      headers: withUserAgent(headers, this.settings.userAgent),
      redactor: new Redactor(headers),
    }
  }

  private urlOf({ family, path }: PostOptions): string {
    const { v1, plain, api } = resolveEndpoints(this.settings.baseURL)
    const roots = { v1, plain, subscription: `${api}/subscription/v1` }
    return `${roots[family]}/${path}`
  }
}

/** A response whose body ends with the abort of a signal, also where the `fetch` that made it knows no signals. */
function abortable(response: Response, signal: AbortSignal | undefined): Response {
  if (signal === undefined || response.body === null) return response
  const body = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal })
  return new Response(body, { status: response.status, headers: response.headers })
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

async function readJsonAnswer(response: Response, { url, errors }: Answer): Promise<JsonRecord> {
  const body = await readText(response, url).catch((error: unknown) => {
    throw isAbortError(error) ? error : errors.fromBrokenConnection(error)
  })
  const value = asRecord(parseJson(body))
  if (value === undefined) throw errors.fromUnreadableBody(body)
  if (isErrorRecord(value)) throw errors.fromRecord(value)
  return value
}

async function readText(response: Response, url: string, maxBytes?: number): Promise<string> {
  const bytes = await readResponseWithSizeLimit({ response, url, ...(maxBytes && { maxBytes }) })
  return new TextDecoder().decode(bytes)
}
