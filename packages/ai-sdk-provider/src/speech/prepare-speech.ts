import { InvalidArgumentError, type SharedV4AudioFormat, type SharedV4Warning } from '@ai-sdk/provider'
import { subscriptionWarning } from '../options/billing.ts'
import { readCallOptions } from '../options/call-options.ts'
import { withExtraBody } from '../options/extra-body.ts'
import type { Optioned } from '../options/own-options.ts'
import { asFilledText, definedEntries, type JsonRecord } from '../wire/json.ts'
import { AUDIO_FORMATS, parseAudioFormat, type AudioFormat } from './audio-format.ts'
import { languageName } from './language-name.ts'
import { speechOptionsSchema, type NanoGPTSpeechModelOptions } from './speech-options.ts'
import {
  SETTINGS,
  TTS_OPTIONS,
  type GivenSettings,
  type SettingName,
  type SpeechRoute,
} from './speech-settings.ts'
import { traitsOf, type SpeechTraits } from './speech-traits.ts'
import { findIneffective } from './speech-warnings.ts'

/** What a call says besides its text, for one piece of audio or a stream of it. */
export interface SpeechCall extends Optioned {
  voice?: string
  outputFormat?: string | SharedV4AudioFormat
  instructions?: string
  speed?: number
  language?: string
}

/** A call as it is to be sent, but for its text. */
export interface PreparedSpeech {
  modelId: string
  route: SpeechRoute
  fields: JsonRecord
  /** What the audio should be, where the model was asked for it. */
  format: AudioFormat | undefined
  polling: { intervalMs: number; timeoutMs: number }
  warnings: SharedV4Warning[]
}

/**
 * Maps the settings of a call onto a request of speech.
 *
 * @throws InvalidArgumentError for an unknown option, and for settings that contradict each other or the API.
 */
export function prepareSpeech(request: {
  modelId: string
  /** Name of the provider: a second key under which options are read. */
  providerName: string
  /** The caller expects a subscription to pay, which has no speech. */
  isSubscription: boolean
  isStream: boolean
  call: SpeechCall
}): PreparedSpeech {
  const { modelId, providerName, isSubscription, isStream, call } = request
  const options = readCallOptions<NanoGPTSpeechModelOptions>(speechOptionsSchema(), call, providerName)
  const traits = traitsOf(modelId)
  checkRoute(options, isStream)
  const given = readSettings({ call, options, traits, isStream })
  const needsTts =
    traits.answersWithTicket ||
    TTS_OPTIONS.some(name => name in given) ||
    (given.language !== undefined && !traits.ignoresLanguage)
  const route = options.route ?? (needsTts && !isStream ? 'tts' : 'speech')

  const ineffective = findIneffective({ modelId, traits, route, given })
  const unsupported = ineffective.filter(({ warning }) => warning.type === 'unsupported')
  const leftOut = new Set(unsupported.map(({ setting }) => setting))
  const fields = withExtraBody(makeFields(given, leftOut), options.extraBody, RESERVED_FIELDS)
  const { pollIntervalMs = 2_500, pollTimeoutMs = 180_000 } = options
  return {
    modelId,
    route,
    fields,
    format: readRequestedFormat(fields.response_format),
    polling: { intervalMs: pollIntervalMs, timeoutMs: pollTimeoutMs },
    warnings: [
      ...ineffective.map(({ warning }) => warning),
      ...subscriptionWarning(isSubscription, 'speech'),
    ],
  }
}

const RESERVED_FIELDS = ['model', 'input', 'text', 'stream'] as const

function readSettings(from: {
  call: SpeechCall
  options: NanoGPTSpeechModelOptions
  traits: SpeechTraits
  isStream: boolean
}): GivenSettings {
  const { call, options, traits, isStream } = from
  const { outputFormat, speed } = call
  // Forms leave empty what nobody filled in.
  const [voice, instructions, wanted] = [call.voice, call.instructions, call.language].map(asFilledText)
  // What a model does anyway is no reason to take another route.
  const language = wanted === 'auto' && !traits.hasVoiceCloning ? undefined : wanted
  if (speed !== undefined && !(Number.isFinite(speed) && speed > 0)) {
    throw refusal('speed', `speed must be a number above 0, such as 1.25, not ${speed}.`)
  }
  const { stability, similarityBoost, style, speakerVoiceEmbeddingFileUrl, referenceText, prompt } = options
  return definedEntries({
    voice,
    outputFormat: outputFormat === undefined ? undefined : readFormat(outputFormat),
    rate: typeof outputFormat === 'object' ? outputFormat.rate : undefined,
    instructions,
    speed,
    language: language === undefined ? undefined : languageName(language),
    stream: isStream ? (true as const) : undefined,
    stability,
    similarityBoost,
    style,
    speakerVoiceEmbeddingFileUrl,
    referenceText,
    prompt,
  })
}

function readFormat(outputFormat: string | SharedV4AudioFormat): AudioFormat {
  const written = typeof outputFormat === 'string' ? outputFormat : outputFormat.type
  const format = parseAudioFormat(written)
  if (format !== undefined) return format
  throw refusal(
    'outputFormat',
    `outputFormat '${written}' is none of NanoGPT's: ${AUDIO_FORMATS.join(', ')}. providerOptions.nanogpt.extraBody.response_format sends any other.`,
  )
}

function readRequestedFormat(responseFormat: unknown): AudioFormat | undefined {
  return typeof responseFormat === 'string' ? parseAudioFormat(responseFormat) : undefined
}

function checkRoute(options: NanoGPTSpeechModelOptions, isStream: boolean): void {
  if (isStream && options.route === 'tts') {
    throw refusal(
      'providerOptions',
      "providerOptions.nanogpt.route 'tts' cannot stream. Remove it, or use generateSpeech for the audio in one piece.",
    )
  }
  const ttsOption = TTS_OPTIONS.find(name => options[name] !== undefined)
  if (options.route !== 'speech' || ttsOption === undefined) return
  throw refusal(
    'providerOptions',
    `providerOptions.nanogpt.${ttsOption} contradicts the route 'speech', which does not know it. Remove one of the two.`,
  )
}

function makeFields(given: GivenSettings, leftOut: ReadonlySet<SettingName>): JsonRecord {
  const sent = SETTINGS.filter(({ name }) => given[name] !== undefined && !leftOut.has(name))
  return Object.fromEntries(sent.flatMap(({ name, field }) => (field ? [[field, given[name]]] : [])))
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
