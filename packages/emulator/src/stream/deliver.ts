import { writeError } from '../contract/envelopes.ts'
import type { ApiError } from '../contract/api-error.ts'
import type { Fault } from '../contract/fault.ts'
import type { BodyReply, FramesReply, RawReply } from '../contract/scripted-reply.ts'
import type { EmulatorContext } from '../env.ts'
import { withFaults } from './faulty-steps.ts'
import { pacedBody } from './paced-body.ts'
import { cutBytes, sendDone, sendEvent, sendText, type Step } from './steps.ts'

/** An answer, ready to be sent. */
export interface Reply {
  status: number
  headers: Record<string, string>
  steps: Iterable<Step>
  /** Its pieces come as slowly as the frames of a stream. */
  paced?: boolean
}

/** Statuses that a `Response` refuses a body for. */
const withoutBody = new Set([204, 205, 304])

const eventStream = 'text/event-stream; charset=utf-8'

export function jsonReply(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    steps: [sendText(JSON.stringify(body))],
  }
}

/** How a body of bytes is sent. */
export interface BytesForm {
  /** In pieces of so many bytes, as a body whose length is not known yet. */
  chunkBytes?: number
  headers?: Record<string, string>
}

/** A file, or a sound that is being made. */
export function bytesReply(
  bytes: Uint8Array,
  contentType: string,
  { chunkBytes, headers }: BytesForm = {},
): Reply {
  const length = chunkBytes === undefined ? { 'content-length': String(bytes.length) } : {}
  return {
    status: 200,
    headers: { 'content-type': contentType, ...length, ...headers },
    steps: cutBytes(bytes, Math.max(1, chunkBytes ?? bytes.length)),
    paced: chunkBytes !== undefined,
  }
}

export function streamReply(steps: Iterable<Step>): Reply {
  return { status: 200, headers: { 'content-type': eventStream, 'cache-control': 'no-cache' }, steps }
}

export function errorReply(error: ApiError): Reply {
  const { envelope = 'openai', extra, headers } = error.delivery
  const { body, contentType } = writeError(error.facts, envelope, extra)
  return {
    status: error.facts.status,
    headers: { 'content-type': contentType, ...headers },
    steps: [sendText(body)],
  }
}

function* scriptedFrames(reply: FramesReply): Generator<Step> {
  for (const frame of reply.frames) yield typeof frame === 'string' ? sendText(frame) : sendEvent(frame)
  const end = reply.end ?? 'close'
  if (reply.done ?? end === 'close') yield sendDone
  yield { end }
}

function* scriptedBytes(reply: BodyReply): Generator<Step> {
  const bytes = typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : reply.body
  yield* cutBytes(bytes, Math.max(1, reply.chunkBytes ?? bytes.length))
  yield { end: reply.end ?? 'close' }
}

/** A scripted reply that is bytes already. */
export function rawReply(reply: RawReply): Reply {
  if ('json' in reply) return jsonReply(reply.json, reply.status, lowerCase(reply.headers))
  if ('frames' in reply) return streamReply(scriptedFrames(reply))
  return {
    status: reply.status ?? 200,
    headers: { 'content-type': 'application/json', ...lowerCase(reply.headers) },
    steps: scriptedBytes(reply),
  }
}

function lowerCase(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** A fault may change how long the body is, so none of them comes with a length. */
function headersWithFaults(
  headers: Record<string, string>,
  faults: readonly Fault[],
): Record<string, string> {
  if (faults.length === 0) return headers
  const { 'content-length': _, ...others } = headers
  const contentType = faults.find(fault => fault.type === 'contentType')?.contentType
  return contentType === undefined ? others : { ...others, 'content-type': contentType }
}

/** The one way out: every answer, good or bad, passes the faults of its request here. */
export function deliver(context: EmulatorContext, reply: Reply): Response {
  const faults = context.get('faults')
  const record = context.get('record')
  const framed = reply.headers['content-type']?.startsWith('text/event-stream') ?? false
  const headers = headersWithFaults(reply.headers, faults)
  if (withoutBody.has(reply.status)) return new Response(null, { status: reply.status, headers })
  const body = pacedBody(withFaults(reply.steps, faults, framed), {
    pace: framed || reply.paced ? context.env.state.options.pace : {},
    signal: context.env.signal,
    onCancel: () => {
      record.cancelled = true
    },
  })
  return new Response(body, { status: reply.status, headers })
}
