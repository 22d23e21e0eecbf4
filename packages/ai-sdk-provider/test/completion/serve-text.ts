import { NanoGPTCompletionModel } from '../../src/completion/completion-model.ts'
import type { NanoGPTBilling } from '../../src/index.ts'
import { NanoGPTClient } from '../../src/transport/http-client.ts'

/** What a request is answered with: JSON, or the frames of a stream. */
export type Scripted =
  | { json: unknown; status?: number; headers?: Record<string, string> }
  | Frames
  | Response

interface Frames {
  /** Objects are JSON frames; texts go out as they are. */
  frames: readonly (object | string)[]
  /** How the body ends; `stall` never does. Default: `[DONE]`. */
  end?: 'done' | 'cut' | 'break' | 'stall'
}

export interface Asked {
  url: URL
  headers: Headers
  body: Record<string, unknown>
}

/** A whole answer. */
export function answerOf(text: string, more: Record<string, unknown> = {}): object {
  return {
    id: 'cmpl-123',
    object: 'text_completion',
    created: 1_677_652_288,
    model: 'm',
    choices: [{ text, index: 0, logprobs: null, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
    x_nanogpt_pricing: { amount: 0.0002, currency: 'USD' },
    ...more,
  }
}

/** A chunk of a stream. */
export function chunk(text: string, finishReason: string | null = null, more: object = {}): object {
  return {
    id: 'cmpl-123',
    object: 'text_completion',
    created: 1_677_652_288,
    model: 'm',
    choices: [{ text, index: 0, logprobs: null, finish_reason: finishReason }],
    ...more,
  }
}

interface ServeOptions {
  billing?: NanoGPTBilling
  providerName?: string
  baseURL?: string
  idleTimeout?: number
  headers?: Record<string, string>
}

/** A completion model whose requests are answered by a script. */
export function serveText(script: readonly Scripted[], options: ServeOptions = {}) {
  const { billing = 'auto', providerName = 'nanogpt', baseURL = 'https://nano-gpt.com/api/v1' } = options
  const { idleTimeout, headers } = options
  const answers = [...script]
  const requests: Asked[] = []
  const settings = { baseURL, userAgent: 'test/1', compression: { minBytes: 0 } } as const
  const client = new NanoGPTClient(
    { ...settings, ...(idleTimeout !== undefined && { idleTimeout }) },
    {
      apiKey: 'sk-nano-very-secret-key',
      headers,
      async fetch(input, init = {}) {
        requests.push({
          url: new URL(String(input)),
          headers: new Headers(init.headers),
          body: JSON.parse(String(init.body)) as Record<string, unknown>,
        })
        const next = answers.shift()
        if (next === undefined) throw new Error('No answer is left.')
        return responseOf(next)
      },
    },
  )
  const model = new NanoGPTCompletionModel('davinci', { providerName, billing }, client)
  const lastRequest = () => {
    const request = requests.at(-1)
    if (request === undefined) throw new Error('No request has arrived.')
    return request
  }
  return { model, requests, lastRequest }
}

function responseOf(scripted: Scripted): Response {
  if (scripted instanceof Response) return scripted
  if ('json' in scripted) {
    const { json, status = 200, headers = {} } = scripted
    return Response.json(json, { status, headers })
  }
  const headers = { 'content-type': 'text/event-stream', 'x-request-id': 'req_1' }
  return new Response(bodyOf(scripted), { headers })
}

function bodyOf({ frames, end = 'done' }: Frames): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const texts = frames.map(frame =>
    typeof frame === 'string' ? frame : `data: ${JSON.stringify(frame)}\n\n`,
  )
  if (end === 'done') texts.push('data: [DONE]\n\n')
  return new ReadableStream({
    pull(controller) {
      const text = texts.shift()
      if (text !== undefined) controller.enqueue(encoder.encode(text))
      else if (end === 'break') controller.error(new TypeError('terminated'))
      else if (end !== 'stall') controller.close()
      return end === 'stall' && text === undefined ? new Promise(() => {}) : undefined
    },
  })
}
