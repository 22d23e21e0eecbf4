import type { EnvelopeName } from './envelopes.ts'

/** Waits before the request is looked at. */
export interface LatencyFault {
  type: 'latency'
  ms: number
}

/** Answers with an error instead of a reply. */
export interface StatusFault {
  type: 'status'
  status: number
  code?: string
  message?: string
  /** `error.type`; by default the one the API uses for the status. */
  errorType?: string
  param?: string
  /** Which of the documented bodies; by default `balance` for 402 and `openai` for the rest. */
  envelope?: EnvelopeName
  headers?: Record<string, string>
  /** Sets `Retry-After`: seconds, or an HTTP date. */
  retryAfter?: number | string
}

/** No answer: `fetch` rejects with `TypeError: fetch failed`; over a socket the connection is destroyed. */
export interface NetworkFault {
  type: 'network'
  message?: string
}

/** The body stops early: after `afterFrames` frames of a stream, or in the middle of any other body. */
export interface CutFault {
  type: 'cut'
  afterFrames: number
  /** `end` looks like a complete body; `break` is a connection that is torn. */
  how: 'end' | 'break'
}

/** The body goes silent and stays open. */
export interface StallFault {
  type: 'stall'
  afterFrames: number
}

/** An error inside a stream that began with status 200, then `[DONE]`. Streams only: waits for one. */
export interface ErrorFrameFault {
  type: 'errorFrame'
  afterFrames: number
  status?: number
  code?: string
  message?: string
  /** Only `{error}`, without the chunk around it. */
  bare?: boolean
}

/** A frame whose JSON is cut off, between two good ones. Streams only: waits for one. */
export interface MalformedFrameFault {
  type: 'malformedFrame'
  afterFrames: number
}

/** Another content type, and another body if `body` is given. */
export interface ContentTypeFault {
  type: 'contentType'
  contentType: string
  body?: string
}

/** Sends the body in pieces of so many bytes, whatever they cut: frames, lines, code points. */
export interface SplitFault {
  type: 'split'
  bytes: number
}

/** An SSE comment before every so many frames. Streams only: waits for one. */
export interface KeepAliveFault {
  type: 'keepAlive'
  everyFrames: number
}

/** Why a job failed. */
export interface JobFailure {
  message: string
  code?: string
  /** What the API would show to an end user. */
  userMessage?: string
}

/** A job that is accepted and then fails. Waits for a request that submits one. */
export interface JobFault extends Partial<JobFailure> {
  type: 'job'
}

/** Something that goes wrong on request. */
export type Fault =
  | LatencyFault
  | StatusFault
  | NetworkFault
  | CutFault
  | StallFault
  | ErrorFrameFault
  | MalformedFrameFault
  | ContentTypeFault
  | SplitFault
  | KeepAliveFault
  | JobFault
