import { createNanoGPT, type NanoGPTProviderSettings } from '../../src/index.ts'

/** One answer: a body of JSON, its status and headers; or a function that makes the response itself. */
export type Scripted =
  | { json: unknown; status?: number; headers?: Record<string, string> }
  | ((request: Asked) => Response | Promise<Response>)

export interface Asked {
  method: string
  url: URL
  headers: Headers
  body: Record<string, unknown> | undefined
  signal: AbortSignal | undefined
}

export const MP4 = new Uint8Array([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d, 1, 2])

/** What the start of a job is answered with. */
export const ACCEPTED = {
  json: {
    runId: 'vid_1',
    id: 'vid_1',
    status: 'pending',
    model: 'kling-v25-turbo-pro',
    cost: 0.35,
    paymentSource: 'USD',
    remainingBalance: 12.5,
  },
  status: 202,
  headers: { 'x-request-id': 'req_start' },
}

/** What asking for a job is answered with. */
export function statusOf(data: Record<string, unknown>): Scripted {
  return { json: { requestId: 'vid_1', model: 'm', data }, headers: { 'x-request-id': 'req_status' } }
}

export const COMPLETED_HERE = statusOf({
  status: 'COMPLETED',
  output: { video: { url: 'https://nano-gpt.com/files/a.mp4' } },
  cost: 0.35,
})

/** A provider whose requests are answered by a script: the start first, then states; files are there at once. */
export function serveVideos(script: readonly Scripted[], settings: NanoGPTProviderSettings = {}) {
  const answers = [...script]
  const requests: Asked[] = []
  const nanogpt = createNanoGPT({
    apiKey: 'sk-nano-very-secret-key',
    ...settings,
    async fetch(input, { method = 'GET', headers, body, signal } = {}) {
      const request: Asked = {
        method,
        url: new URL(String(input)),
        headers: new Headers(headers),
        body: typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : undefined,
        signal: signal ?? undefined,
      }
      requests.push(request)
      if (request.url.pathname.startsWith('/files/')) {
        return new Response(MP4, { headers: { 'content-type': 'application/octet-stream' } })
      }
      const next = answers.shift()
      if (next === undefined) throw new Error(`No answer is left for ${method} ${String(input)}.`)
      if (typeof next === 'function') return next(request)
      return Response.json(next.json, { status: next.status ?? 200, headers: next.headers ?? {} })
    },
  })
  const model = nanogpt.videoModel('kling-v25-turbo-pro')
  const starts = () => requests.filter(({ method }) => method === 'POST')
  return { nanogpt, model, requests, starts }
}
