import type { FetchFunction } from '@ai-sdk/provider-utils'
import { NanoGPTClient } from '../../src/transport/http-client.ts'

export const KEY = 'sk-nano-very-secret-key'

/** A client whose requests a function answers, and what it was asked. */
export function clientOf(answer: (url: URL, init: RequestInit) => Response | Promise<Response>) {
  const requests: { url: URL; headers: Headers; body: unknown }[] = []
  const fetch: FetchFunction = async (input, init = {}) => {
    const url = new URL(String(input))
    requests.push({ url, headers: new Headers(init.headers), body: init.body })
    return answer(url, init)
  }
  const settings = {
    baseURL: 'http://127.0.0.1:8787/api/v1',
    userAgent: 'test/1',
    compression: 'off',
  } as const
  return { client: new NanoGPTClient(settings, { apiKey: KEY, fetch }), requests }
}

/** What every post of a costly job has. */
export const JOB = {
  family: 'api',
  path: 'tts',
  body: { text: 'Hello' },
  isCompressible: false,
  isCostly: true,
  headers: {},
  callHeaders: undefined,
  abortSignal: undefined,
} as const

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
