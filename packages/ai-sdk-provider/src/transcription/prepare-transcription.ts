import {
  InvalidArgumentError,
  type SharedV4Warning,
  type TranscriptionModelV4CallOptions,
} from '@ai-sdk/provider'
import { paygoHeaders, subscriptionWarning, type NanoGPTBilling } from '../options/billing.ts'
import { readCallOptions } from '../options/call-options.ts'
import { withExtraBody } from '../options/extra-body.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import { readAudioFile, type AudioFile, type GivenAudio } from './audio-file.ts'
import { traitsOf, type ModelTraits } from './model-traits.ts'
import { prepareForm } from './prepare-form.ts'
import { transcriptionOptionsSchema, type NanoGPTTranscriptionModelOptions } from './transcription-options.ts'
import { chooseRoute, warnOfIdleOptions, type Route } from './transcription-route.ts'

type Options = NanoGPTTranscriptionModelOptions

/** A call as it is to be sent. */
export interface PreparedTranscription {
  route: Route
  body: JsonRecord | FormData
  /** The body as JSON, with the audio described. */
  bodyText: string
  headers: Record<string, string>
  polling: { intervalMs: number; timeoutMs: number }
  warnings: SharedV4Warning[]
}

/** A call apart from its audio. */
export type TranscriptionCall = Omit<TranscriptionModelV4CallOptions, 'audio' | 'mediaType'>

/**
 * Maps a call onto a request.
 *
 * @throws InvalidArgumentError for unknown options, options that contradict each other, audio that is none or
 * more than an upload may have, and models that make no text.
 */
export async function prepareTranscription(request: {
  modelId: string
  /** Name of the provider: a second key under which options are read. */
  providerName: string
  billing: NanoGPTBilling
  /** The caller expects a subscription to pay, which has no transcriptions. */
  isSubscription: boolean
  call: TranscriptionCall
  /** Bytes to upload, or a URL that the server fetches. */
  source: GivenAudio | URL
}): Promise<PreparedTranscription> {
  const { modelId, call, source } = request
  const traits = traitsOf(modelId)
  if (traits.isVoiceClone) throw voiceClone(modelId)
  const options = readOptions(call, request.providerName)
  const route = chooseRoute(options, traits)
  const polling = readPolling(options)
  const own = definedEntries({ model: modelId, ...FIELDS[route](options, traits) })
  const fields = withExtraBody(own, options.extraBody, RESERVED_FIELDS)
  return {
    route,
    ...(await prepareBody({ route, fields, source, traits })),
    headers: paygoHeaders(request.billing),
    polling,
    warnings: [
      ...subscriptionWarning(request.isSubscription, 'transcriptions'),
      ...warnOfIdleOptions({ route, options, traits }),
    ],
  }
}

function readOptions(call: TranscriptionCall, providerName: string): Options {
  const options = readCallOptions<Options>(transcriptionOptionsSchema(), call, providerName)
  const timestampGranularities = options.timestampGranularities ?? call.timestampGranularities
  return { ...options, ...(timestampGranularities && { timestampGranularities }) }
}

function readPolling({ pollIntervalMs = 5000, pollTimeoutMs = 300_000 }: Options) {
  if (pollIntervalMs < pollTimeoutMs) return { intervalMs: pollIntervalMs, timeoutMs: pollTimeoutMs }
  // A job would be paid, and given up before anybody asked for it.
  throw new InvalidArgumentError({
    argument: 'providerOptions',
    message: `providerOptions.nanogpt: pollIntervalMs (${pollIntervalMs}) must be less than pollTimeoutMs (${pollTimeoutMs}).`,
  })
}

const FIELDS: Readonly<Record<Route, (options: Options, traits: ModelTraits) => JsonRecord>> = {
  transcriptions: ({ language, prompt, temperature, task, timestampGranularities = [] }, { isVerbose }) => ({
    // What is `auto` on the other endpoint is here no language at all.
    language: language === 'auto' ? undefined : language,
    prompt,
    temperature,
    task,
    response_format: isVerbose ? 'verbose_json' : 'json',
    timestamp_granularities:
      isVerbose && timestampGranularities.length > 0 ? timestampGranularities : undefined,
  }),
  transcribe: ({ language, diarize, tagAudioEvents, actualDuration }) => ({
    language,
    diarize,
    tagAudioEvents,
    // A string in the form of JSON too (openapi, TranscribeJsonRequest).
    actualDuration: actualDuration?.toString(),
  }),
}

const RESERVED_FIELDS = [
  'model',
  'file',
  'audio',
  'file_url',
  'audio_url',
  'audioUrl',
  'input_audio',
  'inputAudio',
] as const

const URL_FIELDS = { transcriptions: 'file_url', transcribe: 'audioUrl' } as const satisfies Record<
  Route,
  string
>

async function prepareBody(request: {
  route: Route
  fields: JsonRecord
  source: GivenAudio | URL
  traits: ModelTraits
}): Promise<{ body: JsonRecord | FormData; bodyText: string }> {
  const { route, fields, source, traits } = request
  if (source instanceof URL) {
    const body = { ...fields, [URL_FIELDS[route]]: source.href }
    return { body, bodyText: JSON.stringify(body) }
  }
  const file = readAudioFile(source, traits.takesVideo)
  return {
    body: await prepareForm({ route, fields, file }),
    bodyText: JSON.stringify({ ...fields, audio: describe(file) }),
  }
}

function describe({ name, mediaType, bytes }: AudioFile): JsonRecord {
  return { name, mediaType, size: bytes.length }
}

function voiceClone(modelId: string): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'modelId',
    message: `'${modelId}' makes a voice out of audio, and no text. To transcribe, use a model such as Whisper-Large-V3.`,
  })
}
