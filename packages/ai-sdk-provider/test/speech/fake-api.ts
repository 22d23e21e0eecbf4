import type { FetchFunction } from '@ai-sdk/provider-utils'
import { NanoGPTSpeechModel } from '../../src/speech/speech-model.ts'
import { NanoGPTClient } from '../../src/transport/http-client.ts'

export interface FakeRequest {
  method: string
  url: URL
  headers: Headers
  body: Record<string, unknown> | undefined
  signal: AbortSignal | undefined
}

type Answer = (request: FakeRequest) => Response | Promise<Response>

/** Answers of an API, by method and path; of a list one after the other, the last one for ever. */
export type Answers = Record<string, Answer | Answer[]>

/** A speech model whose requests are answered as a test says. */
export function fakeSpeech(
  answers: Answers,
  { modelId = 'tts-1', billing = 'auto' as 'auto' | 'subscription' | 'paygo', providerName = 'nanogpt' } = {},
) {
  const requests: FakeRequest[] = []
  const fetch: FetchFunction = async (input, init = {}) => {
    const url = new URL(String(input))
    const request: FakeRequest = {
      method: init.method ?? 'GET',
      url,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      signal: init.signal ?? undefined,
    }
    requests.push(request)
    const place = url.host === 'nano-gpt.com' ? url.pathname : url.host + url.pathname
    const listed = answers[`${request.method} ${place}`]
    const answer = Array.isArray(listed) && listed.length > 1 ? listed.shift() : [listed].flat()[0]
    if (answer === undefined) throw new Error(`No answer for ${request.method} ${place}.`)
    return answer(request)
  }
  const client = new NanoGPTClient(
    { baseURL: 'https://nano-gpt.com/api/v1', userAgent: 'test/1', compression: 'off' },
    { apiKey: 'sk-nano-very-secret', fetch },
  )
  const model = new NanoGPTSpeechModel(modelId, { providerName, billing }, client)
  const calls = () => requests.map(({ method, url }) => `${method} ${url.pathname}`)
  return { model, requests, calls }
}

export const SPEECH = 'POST /api/v1/audio/speech'
export const TTS = 'POST /api/tts'
export const STATUS = 'GET /api/tts/status'
export const FILE = 'GET files.example/made.mp3'
export const FILE_URL = 'https://files.example/made.mp3?signature=s3cret'

/** The first bytes of a frame of mp3, and some more. */
export const MP3: Uint8Array<ArrayBuffer> = Uint8Array.from([
  0xff, 0xfb, 0x90, 0x64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
])

export const WAV: Uint8Array<ArrayBuffer> = new TextEncoder().encode('RIFF\0\0\0\0WAVEfmt audio')

export function audio(bytes: BodyInit = MP3, contentType = 'audio/mpeg', headers = {}): () => Response {
  return () => new Response(bytes, { headers: { 'content-type': contentType, ...headers } })
}

export function json(value: object, status = 200, headers = {}): () => Response {
  return () => Response.json(value, { status, headers })
}

/** As the documents show it. */
export const TICKET = {
  status: 'pending',
  runId: '98b0d593-fe8d-49b8-89c9-233022232297',
  model: 'Elevenlabs-Turbo-V2.5',
  charged: true,
  cost: 0.0050388,
  paymentSource: 'USD',
  isApiRequest: true,
}

/** Options of a job that is asked for without delay. */
export const FAST = { nanogpt: { pollIntervalMs: 1, pollTimeoutMs: 2_000 } }

/** What ends only when its request is aborted. */
export function never({ signal }: FakeRequest): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

/** Bytes as a server sends them, piece by piece; then `end`, or as long as nobody cancels. */
export function pieces(
  list: readonly Uint8Array[],
  end: 'close' | 'break' | 'hang' = 'close',
): { body: ReadableStream<Uint8Array>; isCancelled: () => boolean; sent: () => number } {
  const left = [...list]
  let cancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = left.shift()
        if (piece !== undefined) controller.enqueue(piece)
        else if (end === 'close') controller.close()
        else if (end === 'break') controller.error(new TypeError('terminated'))
        else return new Promise(() => {})
      },
      cancel() {
        cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { body, isCancelled: () => cancelled, sent: () => list.length - left.length }
}
