import type { JSONObject } from '@ai-sdk/provider'
import type { JobFailure } from '../errors/job-errors.ts'
import { readAnswerCost } from '../wire/cost.ts'
import { endStateOf, isFailedState } from '../wire/job-state.ts'
import {
  asCount,
  asFilledText,
  asId,
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

/** The id of a job. What has no status is no ticket, so its `id` is that of something else. */
export function readRunId(record: JsonRecord): string | undefined {
  return firstDefined(asId(record.runId), readStatus(record) === '' ? undefined : asId(record.id))
}

/** What the audio is, as its host says it, else as the answer does that named its address. */
export function readMediaType(record: JsonRecord, ofHost: string | undefined): string | undefined {
  return ofHost?.startsWith('audio/') ? ofHost : firstDefined(asFilledText(record.contentType), ofHost)
}

/** Whether nothing more will come. What is neither finished nor failed goes on. */
export function isFinished(record: JsonRecord): boolean {
  return readAudioURL(record) !== undefined || endStateOf(readStatus(record)) === 'completed'
}

/** Why a job failed, in the server's words; `undefined` where it did not. */
export function readFailure(record: JsonRecord): JobFailure | undefined {
  if (!isFailedState(readStatus(record))) return undefined
  const error = asRecord(record.error)
  const words = [record.error, error?.message, record.message].map(asFilledText)
  const runId = readRunId(record)
  return {
    message: firstDefined(...words) ?? 'NanoGPT gave no reason why the audio could not be made.',
    code: asFilledText(record.code) ?? asFilledText(error?.code),
    ...(runId !== undefined && { details: { runId } }),
  }
}

/** What is wrong with an answer that leads to no audio. It may have been paid, so all that it says is kept. */
export function describeMissingAudio(record: JsonRecord, runId: string | undefined): JobFailure {
  const isTicket = runId === undefined && readStatus(record) !== '' && !isFinished(record)
  return {
    code: 'unreadable_response',
    message: isTicket
      ? 'NanoGPT answered with the ticket of a job, but without an id to ask for it by.'
      : 'NanoGPT answered with neither audio nor a URL of it.',
    details: { ...(runId !== undefined && { runId }), answer: record as JSONObject },
  }
}

/** What is wrong with a file that is no audio: a page of its host, or nothing. */
export function describeWrongFile(
  { bytes, mediaType }: { bytes: Uint8Array; mediaType: string | undefined },
  { audioUrl, runId }: { audioUrl: string; runId: string | undefined },
): JobFailure {
  const problem = bytes.length === 0 ? 'an empty file' : `no audio, but ${mediaType ?? 'text'}`
  return {
    code: 'download_failed',
    message: `The generated audio is ${problem}.`,
    details: { url: audioUrl, ...(runId !== undefined && { runId }) },
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
    Object.entries({ runId, model: modelId, ...echoed }).map(([key, value]) => [
      key,
      // A query is text; what is none goes back as the JSON it came as.
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
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
