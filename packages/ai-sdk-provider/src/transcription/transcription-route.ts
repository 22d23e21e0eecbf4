import { InvalidArgumentError, type SharedV4Warning } from '@ai-sdk/provider'
import type { ModelTraits } from './model-traits.ts'
import type { NanoGPTTranscriptionModelOptions } from './transcription-options.ts'

type Options = NanoGPTTranscriptionModelOptions

/** `transcriptions` is OpenAI's endpoint, `transcribe` NanoGPT's own, with jobs. */
export type Route = NonNullable<Options['route']>

/**
 * Decides where a call goes.
 *
 * @throws InvalidArgumentError for options that no endpoint takes together.
 */
export function chooseRoute(options: Options, traits: ModelTraits): Route {
  const feature = options.diarize ? 'diarize' : options.tagAudioEvents ? 'tagAudioEvents' : undefined
  const route = options.route ?? (traits.isAsynchronous || feature ? 'transcribe' : 'transcriptions')
  if (feature !== undefined && route === 'transcriptions') {
    throw refusal(`${feature} needs route 'transcribe'. Leave route out, or ${feature}.`)
  }
  if (options.task === 'translate' && route === 'transcribe') {
    const reason = options.route ? `route 'transcribe'` : (feature ?? 'this model')
    throw refusal(
      `task 'translate' contradicts ${reason}: /transcribe knows no translation. Translate with Whisper-Large-V3 on route 'transcriptions', or translate the transcript.`,
    )
  }
  return route
}

function refusal(message: string): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'providerOptions',
    message: `providerOptions.nanogpt: ${message}`,
  })
}

/** A call whose endpoint is chosen. */
interface Plan {
  route: Route
  options: Options
  traits: ModelTraits
}

// What has no effect: a line each.
const IDLE: readonly { feature: string; details: string; applies: (plan: Plan) => boolean }[] = [
  ...(['prompt', 'temperature'] as const).map(feature => ({
    feature,
    details: '/transcribe has no such field.',
    applies: ({ route, options }: Plan) => route === 'transcribe' && options[feature] !== undefined,
  })),
  {
    feature: 'actualDuration',
    details: '/audio/transcriptions measures the duration itself.',
    applies: ({ route, options }) => route === 'transcriptions' && options.actualDuration !== undefined,
  },
  ...(['diarize', 'tagAudioEvents'] as const).map(feature => ({
    feature,
    details: 'Only Elevenlabs-STT is documented to know it.',
    applies: ({ options, traits }: Plan) => options[feature] === true && !traits.isAsynchronous,
  })),
]

const UNTIMED = {
  transcriptions: {
    word: 'The model gives no timings of words.',
    segment: 'The model gives no timings of segments.',
  },
  transcribe: {
    word: '/transcribe times words with Elevenlabs-STT only.',
    segment: '/transcribe times segments with Elevenlabs-STT and diarize only.',
  },
} as const

function isTimed({ route, options, traits }: Plan, granularity: 'word' | 'segment'): boolean {
  if (route === 'transcriptions') return traits.isVerbose
  return traits.isAsynchronous && (granularity === 'word' || options.diarize === true)
}

/** Warns of every option that the endpoint or the model does not heed. */
export function warnOfIdleOptions(plan: Plan): SharedV4Warning[] {
  const idle = IDLE.filter(({ applies }) => applies(plan))
  const untimed = (['word', 'segment'] as const).filter(
    granularity => plan.options.timestampGranularities?.includes(granularity) && !isTimed(plan, granularity),
  )
  return [
    ...idle.map(({ feature, details }) => warning(feature, details)),
    ...untimed.map(granularity => warning('timestampGranularities', UNTIMED[plan.route][granularity])),
  ]
}

function warning(feature: string, details: string): SharedV4Warning {
  return { type: 'unsupported', feature, details }
}
