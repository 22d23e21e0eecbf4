import { readErrorRecord } from '../errors/error-body.ts'
import type { JobFailure } from '../errors/job-errors.ts'
import { endStateOf, isFailedState } from '../wire/job-state.ts'
import { asFilledText, asId, asText, definedEntries, firstDefined, type JsonRecord } from '../wire/json.ts'

/** A job that was accepted instead of a transcript. */
export interface Ticket {
  runId: string
  /** The request that asks for its state. */
  statusRequest: JsonRecord
}

// The state is asked for with the ticket itself, or a failed job is not refunded (API sheet §15.2).
const ECHOED = [
  'runId',
  'cost',
  'paymentSource',
  'isApiRequest',
  'fileName',
  'fileSize',
  'chargedDuration',
  'diarize',
] as const

/** The ticket in an answer, which may as well be the transcript. */
export function readTicket(answer: JsonRecord): Ticket | undefined {
  const isPending = PENDING.test(statusOf(answer))
  const runId = firstDefined(asId(answer.runId), isPending ? asId(answer.id) : undefined)
  if (runId === undefined || (!isPending && readText(answer) !== undefined)) return undefined
  const echoed = Object.fromEntries(ECHOED.map(key => [key, answer[key] ?? undefined]))
  return { runId, statusRequest: definedEntries({ ...echoed, runId: echoed.runId ?? runId }) }
}

/** The transcript; an empty one is of audio in which nobody speaks. */
export function readText(answer: JsonRecord): string | undefined {
  return asText(answer.text) ?? asText(answer.transcription)
}

// The words of the documents, and those that upstreams have instead.
const PENDING = /^(?:pend|process|queue|in_|in-|wait|start|run|submit|accept)/

function statusOf(answer: JsonRecord): string {
  return asFilledText(answer.status)?.trim().toLowerCase() ?? ''
}

/** What became of a job. What is neither done nor failed goes on, and a text that it has is not all of it. */
export function readJobState(answer: JsonRecord): 'completed' | 'failed' | 'pending' {
  const status = statusOf(answer)
  if (isFailedState(status)) return 'failed'
  if (PENDING.test(status)) return 'pending'
  return endStateOf(status) === 'completed' || readText(answer) !== undefined ? 'completed' : 'pending'
}

/** Why a job failed, in the server's words. */
export function readFailure(answer: JsonRecord, runId: string): JobFailure {
  const { code, message, details } = readErrorRecord(answer, undefined)
  return { message, code, details: { ...details, runId } }
}
