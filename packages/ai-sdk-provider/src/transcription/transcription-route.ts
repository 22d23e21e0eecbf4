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
  {
    feature: 'timestampGranularities',
    details: "The model gives no timings of words, so 'word' is not asked for.",
    applies: plan =>
      asksFor(plan, 'word') &&
      !(plan.route === 'transcribe' ? plan.traits.isAsynchronous : plan.traits.isVerbose),
  },
  {
    feature: 'timestampGranularities',
    details: "The model gives no timings of segments, so 'segment' is not asked for.",
    applies: plan => asksFor(plan, 'segment') && plan.route === 'transcriptions' && !plan.traits.isVerbose,
  },
  {
    feature: 'timestampGranularities',
    details: "/transcribe times segments by speaker only: set diarize for 'segment', with Elevenlabs-STT.",
    applies: plan =>
      asksFor(plan, 'segment') &&
      plan.route === 'transcribe' &&
      !(plan.options.diarize === true && plan.traits.isAsynchronous),
  },
]

function asksFor({ options }: Plan, granularity: 'word' | 'segment'): boolean {
  return options.timestampGranularities?.includes(granularity) ?? false
}

/** Warns of every option that the endpoint or the model does not heed. */
export function warnOfIdleOptions(plan: Plan): SharedV4Warning[] {
  return IDLE.filter(({ applies }) => applies(plan)).map(({ feature, details }) => ({
    type: 'unsupported',
    feature,
    details,
  }))
}
