import { asFilledText, asRecord, asText, definedEntries, type JsonRecord } from '../wire/json.ts'

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
  const runId = asFilledText(answer.runId)
  if (runId === undefined || readText(answer) !== undefined) return undefined
  const echoed = Object.fromEntries(ECHOED.map(key => [key, answer[key] ?? undefined]))
  return { runId, statusRequest: definedEntries(echoed) }
}

/** The transcript; an empty one is of audio in which nobody speaks. */
export function readText(answer: JsonRecord): string | undefined {
  return asText(answer.text) ?? asText(answer.transcription)
}

/** What became of a job. What is neither done nor failed goes on. */
export function readJobState(answer: JsonRecord): 'completed' | 'failed' | 'pending' {
  const status = asText(answer.status)?.toLowerCase() ?? ''
  if (/^(?:fail|error|cancel|expired|timeout)/.test(status)) return 'failed'
  return /^(?:complete|succe|done)/.test(status) || readText(answer) !== undefined ? 'completed' : 'pending'
}

/** Why a job failed, in the server's words. */
export function readFailure(answer: JsonRecord, runId: string) {
  const words = [answer.error, asRecord(answer.error)?.message, answer.message].map(asFilledText)
  return {
    message: words.find(word => word !== undefined) ?? 'NanoGPT gave no reason why the transcription failed.',
    code: asFilledText(answer.code),
    details: { runId },
  }
}
