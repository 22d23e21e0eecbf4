import { NanoGPTTranscriptionModel } from '../../src/transcription/transcription-model.ts'
import { NanoGPTClient } from '../../src/transport/http-client.ts'

/** A request as it arrived. */
export interface Arrived {
  url: string
  headers: Headers
  /** Of a body in JSON. */
  json: Record<string, unknown> | undefined
  /** Texts of a form. */
  fields: Record<string, string[]>
  /** Files of a form. */
  files: Record<string, File>
}

export type FakeAnswer = object | Response | Error | ((signal: AbortSignal | undefined) => Promise<Response>)

interface FakeOptions {
  modelId?: string
  answers: FakeAnswer[]
  billing?: 'auto' | 'subscription' | 'paygo'
  providerName?: string
  baseURL?: string
}

/** A model whose API answers in this order: records as JSON, functions with what they resolve to. */
export function setUpFake(options: FakeOptions) {
  const { modelId = 'Whisper-Large-V3', answers, billing = 'auto', providerName = 'nanogpt' } = options
  const requests: Arrived[] = []
  const left = [...answers]
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    requests.push(arrived(String(input), init))
    const answer = left.shift()
    if (answer === undefined) throw new Error('There is no answer left.')
    if (answer instanceof Error) throw answer
    if (typeof answer === 'function') return answer(init.signal ?? undefined)
    return answer instanceof Response ? answer : Response.json(answer)
  }
  const client = new NanoGPTClient(
    { baseURL: options.baseURL ?? 'https://nano-gpt.com/api/v1', userAgent: 'test', compression: 'off' },
    { apiKey: 'sk-nano-test', fetch },
  )
  const model = new NanoGPTTranscriptionModel(modelId, { providerName, billing }, client)
  const lastRequest = () => {
    const request = requests.at(-1)
    if (request === undefined) throw new Error('No request has arrived.')
    return request
  }
  return { model, requests, lastRequest }
}

function arrived(url: string, init: RequestInit): Arrived {
  const { body } = init
  const fields: Arrived['fields'] = {}
  const files: Arrived['files'] = {}
  if (body instanceof FormData) {
    for (const [name, value] of body) {
      if (typeof value === 'string') fields[name] = [...(fields[name] ?? []), value]
      else files[name] = value
    }
  }
  const json = typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : undefined
  return { url, headers: new Headers(init.headers), json, fields, files }
}

/** A `fetch` that answers only with the abort of its signal. */
export function never(signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error))
  })
}

/** What `fetch` rejects with when a connection breaks. */
export function brokenConnection(): Error {
  return new TypeError('fetch failed', { cause: new Error('other side closed') })
}

/** So many bytes that say that they are a WAV file. */
export function wav(length = 64): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x41, 0x56, 0x45])
  return bytes
}
