import type { JSONObject } from '@ai-sdk/provider'
import type { JobFailure } from '../errors/job-errors.ts'
import { readAnswerCost } from '../wire/cost.ts'
import {
  asCount,
  asFilledText,
  asRecord,
  definedEntries,
  firstDefined,
  type JsonRecord,
} from '../wire/json.ts'
import type { NanoGPTSpeechMetadata } from './speech-options.ts'

// JSON about audio is the ticket of a job, the state of one, or the whole answer (API sheet §14.2).

/** Where the audio is, once it is. */
export function readAudioURL(record: JsonRecord): string | undefined {
  return firstDefined(
    asFilledText(record.audioUrl),
    asFilledText(record.audio_url),
    asFilledText(record.url),
    asFilledText(asRecord(record.audio)?.url),
  )
}

export function readRunId(record: JsonRecord): string | undefined {
  return asFilledText(record.runId)
}

/** Whether nothing more will come. What is neither finished nor failed goes on. */
export function isFinished(record: JsonRecord): boolean {
  return readAudioURL(record) !== undefined || /^(?:complete|succe|done|finish)/i.test(readStatus(record))
}

/** Why a job failed, in the server's words; `undefined` where it did not. */
export function readFailure(record: JsonRecord): JobFailure | undefined {
  if (!/^(?:error|fail|cancel|expired|timeout)/i.test(readStatus(record))) return undefined
  const error = asRecord(record.error)
  const words = [record.error, error?.message, record.message].map(asFilledText)
  const runId = readRunId(record)
  return {
    message: firstDefined(...words) ?? 'NanoGPT gave no reason why the audio could not be made.',
    code: asFilledText(record.code) ?? asFilledText(error?.code),
    ...(runId !== undefined && { details: { runId } }),
  }
}

function readStatus({ status }: JsonRecord): string {
  return asFilledText(status) ?? ''
}

// Without the last three a job that fails is not refunded.
const ECHOED = ['model', 'cost', 'paymentSource', 'isApiRequest'] as const

/** The question for the state of a job: its ticket, as it came. */
export function readStatusQuery(ticket: JsonRecord, runId: string, modelId: string): Record<string, string> {
  const echoed = definedEntries(Object.fromEntries(ECHOED.map(key => [key, ticket[key] ?? undefined])))
  return Object.fromEntries(
    Object.entries({ runId, model: modelId, ...echoed }).map(([key, value]) => [key, String(value)]),
  )
}

/** What is known of audio that was made. */
export interface KnownAudio {
  /** All that JSON said about it. */
  record?: JsonRecord
  responseHeaders: Record<string, string>
  mediaType: string | undefined
  runId?: string | undefined
  audioUrl?: string | undefined
}

export function readSpeechMetadata(audio: KnownAudio): NanoGPTSpeechMetadata {
  const { record = {}, responseHeaders, mediaType, runId, audioUrl } = audio
  const duration = asCount(record.duration)
  const cost = readAnswerCost({ record, responseHeaders })
  return definedEntries({ ...cost, mediaType, runId, duration, audioUrl }) as NanoGPTSpeechMetadata
}

/** The characters that a text is charged by, and the charge where it is known. */
export function readUsage(
  inputCharacters: number,
  { cost }: NanoGPTSpeechMetadata,
): { inputCharacters: number; raw?: JSONObject } {
  return { inputCharacters, ...(cost && { raw: { cost } }) }
}
