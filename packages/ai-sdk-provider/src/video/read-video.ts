import { detectMediaType } from '@ai-sdk/provider-utils'
import { readErrorRecord } from '../errors/error-body.ts'
import { createNanoGPTError } from '../errors/nanogpt-error.ts'
import { endStateOf, type EndState } from '../wire/job-state.ts'
import {
  asCount,
  asFilledText,
  asId,
  asList,
  asRecord,
  definedEntries,
  firstDefined,
  mergeKnown,
  type JsonRecord,
} from '../wire/json.ts'
import type { NanoGPTVideoMetadata } from './video-options.ts'

type JobState = EndState | 'pending'

/** What an answer says of a job. */
export interface VideoJob {
  state: JobState
  facts: Omit<NanoGPTVideoMetadata['job'], 'runId'>
  /** Absolute URLs. */
  urls: string[]
  /** Why there is no video, and what becomes of the money. */
  reason: string
}

/**
 * Reads the state of a job, wherever it stands: in `data` or around it. A state that nobody knows is one of a job
 * that goes on.
 *
 * @param answerURL what a path without a host is relative to.
 */
export function readVideoJob(answer: JsonRecord, answerURL: string): VideoJob {
  const record = mergeKnown(answer, asRecord(answer.data) ?? {})
  const status = asFilledText(record.status)
  const urls = readURLs(record, answerURL)
  const stated = stateOf(record, status) ?? (urls.length > 0 ? 'completed' : 'pending')
  const state = stated === 'completed' && urls.length === 0 && hasFailed(record) ? 'failed' : stated
  const failure = state === 'failed' || state === 'canceled' ? readFailure(record) : undefined
  const facts = {
    status,
    progress: asCount(record.progress),
    queuePosition: firstDefined(asCount(record.queuePosition), asCount(record.queue_position)),
    estimatedTimeRemaining: asCount(record.estimatedTimeRemaining),
    details: record.details ?? undefined,
    error: failure?.error,
    isContentError: failure && typeof record.isNSFWError === 'boolean' ? record.isNSFWError : undefined,
  }
  return {
    state,
    facts: definedEntries(facts) as VideoJob['facts'],
    urls,
    reason: failure === undefined ? '' : reasonOf(state, failure),
  }
}

/** The id to ask for a job with. */
export function readRunId(answer: JsonRecord): string | undefined {
  const places = [answer, asRecord(answer.data) ?? {}]
  const ids = places.flatMap(({ runId, id, requestId, taskId }) => [runId, id, requestId, taskId])
  return firstDefined(...ids.map(asId))
}

function stateOf(record: JsonRecord, status: string | undefined): JobState | undefined {
  if (status !== undefined) return endStateOf(status) ?? 'pending'
  // An older form has no other sign.
  if (record.isCompleted === true) return record.isSuccess === false ? 'failed' : 'completed'
  return asFilledText(record.error) === undefined ? undefined : 'failed'
}

/** Some forms call a job completed that came to nothing. */
function hasFailed({ isSuccess, error }: JsonRecord): boolean {
  return isSuccess === false || (error != null && error !== '' && error !== false)
}

function readURLs(record: JsonRecord, answerURL: string): string[] {
  const output = asRecord(record.output) ?? {}
  const places = [
    output.video,
    record.videoUrl,
    record.video_url,
    output.videoUrl,
    record.output,
    record.video,
    ...asList(output.videos),
    ...asList(record.videos),
    ...asList(record.output),
  ]
  const urls = places
    .map(place => asFilledText(place) ?? asFilledText(asRecord(place)?.url))
    .filter(url => url !== undefined && URL.canParse(url, answerURL))
    .map(url => new URL(url ?? '', answerURL))
    .filter(({ protocol }) => /^https?:$/.test(protocol))
    .map(({ href }) => href)
  return [...new Set(urls)]
}

interface Failure {
  error: string | undefined
  friendly: string | undefined
  refund: string | undefined
}

function readFailure(record: JsonRecord): Failure {
  const error = record.error == null ? undefined : readErrorRecord({ error: record.error }, undefined).message
  const nested = asRecord(record.error)
  return {
    error,
    friendly: firstDefined(asFilledText(record.userFriendlyError), asFilledText(nested?.userFriendlyError)),
    refund: firstDefined(asFilledText(record.refundMessage), asFilledText(nested?.refundMessage)),
  }
}

function reasonOf(state: JobState, { error, friendly, refund }: Failure): string {
  const words = friendly ?? error
  if (state === 'canceled') {
    return sentences('The video was canceled', words, refund)
  }
  // API sheet §16.1: a job that fails is refunded.
  return sentences(
    words ?? 'The video failed, and NanoGPT gives no reason',
    refund ?? 'NanoGPT refunds failed videos',
  )
}

function sentences(...words: (string | undefined)[]): string {
  return words
    .filter(word => word !== undefined)
    .map(word => word.trim().replace(/([^.!?…])$/, '$1.'))
    .join(' ')
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  gif: 'image/gif',
}

/** What the name of a file says it is. */
export function mediaTypeOfName(url: string): string | undefined {
  const [, extension = ''] = /\.(\w+)$/.exec(new URL(url).pathname) ?? []
  return MEDIA_TYPES[extension.toLowerCase()]
}

/**
 * What a downloaded file is: its bytes say it, else the server, else its name.
 *
 * @throws APICallError for what is no video, such as the page of a proxy.
 */
export function mediaTypeOfFile(
  { bytes, mediaType = '' }: { bytes: Uint8Array; mediaType: string | undefined },
  url: string,
): string {
  const sniffed = detectMediaType({ data: bytes, topLevelType: 'video' })
  if (sniffed !== undefined) return sniffed
  const isText = /^text\/|[/+](?:json|xml)$/.test(mediaType)
  if (bytes.length > 0 && !isText) {
    return /^(?:video|image)\//.test(mediaType) ? mediaType : (mediaTypeOfName(url) ?? 'video/mp4')
  }
  const message = `The video could not be downloaded: ${isText ? `${mediaType} came instead` : 'the file is empty'}`
  throw createNanoGPTError(
    { code: 'download_failed', message, status: undefined, details: { url } },
    { url, requestBodyValues: {}, isFinal: true },
  )
}
