import type { ImageModelV4CallOptions } from '@ai-sdk/provider'
import { convertBase64ToUint8Array } from '@ai-sdk/provider-utils'
import { NanoGPTImageModel, type ImageModelSettings } from '../../src/image/image-model.ts'
import { NanoGPTClient } from '../../src/transport/http-client.ts'

export const KEY = 'sk-nano-11112222-3333-4444-5555-666677778888'

export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const JPEG = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q=='

/** An image whose address an answer names, as an object store gives it out. */
export function imageFile(base64 = PNG, headers: Record<string, string> = {}): Response {
  const body = convertBase64ToUint8Array(base64)
  return new Response(body, { headers: { 'content-type': 'application/octet-stream', ...headers } })
}

export function answerOf(data: unknown, more: object = { cost: 0.04, paymentSource: 'USD' }): Response {
  return Response.json({ created: 1778155200, data, ...more }, { headers: { 'x-request-id': 'req_1' } })
}

export interface SeenRequest {
  method: string
  url: string
  headers: Headers
  body: Record<string, unknown>
}

type Handler = (request: SeenRequest, signal: AbortSignal | undefined) => Response | Promise<Response>

/** A NanoGPT that answers posts with `post`, and other addresses with what stands in `files`. */
export function fakeNanoGPT(plan: {
  post?: Handler
  files?: Record<string, Handler>
  modelId?: string
  baseURL?: string
  settings?: Partial<ImageModelSettings>
}) {
  const { post = () => answerOf([{ b64_json: PNG }]), files = {}, modelId = 'any-model' } = plan
  const { baseURL = 'https://nano-gpt.com/api/v1', settings = {} } = plan
  const seen: SeenRequest[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request: SeenRequest = {
      method: init?.method ?? 'GET',
      url: input instanceof Request ? input.url : String(input),
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : {},
    }
    seen.push(request)
    const handler = request.method === 'POST' ? post : files[request.url]
    return handler?.(request, init?.signal ?? undefined) ?? new Response('no such file', { status: 404 })
  }
  const client = new NanoGPTClient(
    { baseURL, userAgent: 'ai-sdk-nanogpt/test', compression: 'off' },
    { apiKey: KEY, fetch },
  )
  const model = new NanoGPTImageModel(
    modelId,
    { providerName: 'nanogpt', billing: 'auto', ...settings },
    client,
  )
  const posts = () => seen.filter(({ method }) => method === 'POST')
  const downloads = () => seen.filter(({ method }) => method === 'GET')
  const lastPost = () => {
    const last = posts().at(-1)
    if (last === undefined) throw new Error('Nothing was posted.')
    return last
  }
  return { model, seen, posts, downloads, lastPost }
}

/** A call that says the least. */
export function callOf(more: Partial<ImageModelV4CallOptions> = {}): ImageModelV4CallOptions {
  return {
    prompt: 'An owl',
    n: 1,
    size: undefined,
    aspectRatio: undefined,
    seed: undefined,
    files: undefined,
    mask: undefined,
    providerOptions: {},
    ...more,
  }
}

/** The same with options of ours. */
export function callWith(
  nanogpt: NonNullable<ImageModelV4CallOptions['providerOptions']>[string],
  more: Partial<ImageModelV4CallOptions> = {},
): ImageModelV4CallOptions {
  return callOf({ providerOptions: { nanogpt }, ...more })
}

export const fileOf = (data: string | Uint8Array, mediaType = 'image/png') =>
  ({ type: 'file', mediaType, data }) as const

export const fileAt = (url: string) => ({ type: 'url', url }) as const
