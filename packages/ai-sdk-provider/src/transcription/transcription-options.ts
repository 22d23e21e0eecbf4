import type { JSONObject } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { NanoGPTAnswerCost } from '../wire/cost.ts'

/**
 * `providerOptions.nanogpt` of `transcribe`. An unknown name, and a value out of its range, throws
 * `InvalidArgumentError`.
 */
export interface NanoGPTTranscriptionModelOptions {
  /**
   * Language of the audio, ISO 639-1 (`en`), for some models also ISO 639-3 (`eng`), or `auto`. Default: the
   * model hears it. Field `language`.
   */
  language?: string
  /** Words, names and spelling to expect. Not for `route: 'transcribe'`, where it is a warning. Field `prompt`. */
  prompt?: string
  /** How freely the model guesses: 0 is the most literal. Default: the model's own. Not for `route: 'transcribe'`, where it is a warning. Field `temperature`. */
  temperature?: number
  /**
   * `translate` writes English, whatever is spoken. Default `transcribe`. Throws `InvalidArgumentError` where the
   * call goes to `/transcribe`, which knows no translation. Field `task`.
   */
  task?: 'transcribe' | 'translate'
  /**
   * Timings to ask for. Wins over `timestampGranularities` of the call. A model that cannot give one is a
   * warning. Field `timestamp_granularities[]`.
   */
  timestampGranularities?: ('word' | 'segment')[]
  /**
   * Tells speakers apart. Elevenlabs-STT only; others get a warning. Sends the call to `/transcribe`. Default
   * false. Field `diarize`.
   */
  diarize?: boolean
  /**
   * Writes `[laughter]` and the like into the text. Elevenlabs-STT only; others get a warning. Sends the call to
   * `/transcribe`. Default false. Field `tagAudioEvents`.
   */
  tagAudioEvents?: boolean
  /**
   * Length of the audio in minutes, above 0, for an exact charge. Only `route: 'transcribe'` takes it; elsewhere it is a
   * warning. Field `actualDuration`.
   */
  actualDuration?: number
  /**
   * The endpoint: `transcriptions` is `/v1/audio/transcriptions`, `transcribe` is `/api/transcribe`. Default: the
   * second for Elevenlabs-STT, `diarize` and `tagAudioEvents`, else the first. `transcriptions` together with
   * one of those two options throws `InvalidArgumentError`.
   */
  route?: 'transcriptions' | 'transcribe'
  /**
   * Milliseconds between two questions whether a job is done, from 1 on. Default 5000. Throws
   * `InvalidArgumentError` where it is not less than `pollTimeoutMs`.
   */
  pollIntervalMs?: number
  /**
   * Milliseconds after which a job is given up, with an error whose code is `job_timeout`. Default 300000.
   */
  pollTimeoutMs?: number
  /**
   * Fields to add to the request as they are; they win over all others. The model and the audio among them throw
   * `InvalidArgumentError`. What is undefined is left out.
   */
  extraBody?: JSONObject
}

/** `providerMetadata.nanogpt` of a transcription. */
export interface NanoGPTTranscriptionMetadata extends NanoGPTAnswerCost {
  /** `x-generation-id`. */
  generationId?: string
  /** Id of the job, where there was one. */
  runId?: string
  /** The language as the server named it, also where it has no ISO 639-1 code. */
  language?: string
  /** How sure the model is of the language, 0 to 1. */
  languageProbability?: number
  /** Length of the audio that was charged, in minutes. */
  chargedDuration?: number
  /** Words, punctuation and sounds with their speakers, where they have some. */
  words?: NanoGPTSpokenWord[]
  /** Who said what, with `diarize`. */
  speakerSegments?: NanoGPTSpeakerSegment[]
}

/** A word as NanoGPT's `/transcribe` tells it. */
export type NanoGPTSpokenWord = {
  text: string
  /** `word`, `punctuation`, or what else the model tells apart. */
  type?: string
  speakerId?: string
  startSecond?: number
  endSecond?: number
}

/** What one speaker said in one go. */
export type NanoGPTSpeakerSegment = {
  speaker: string
  text: string
  startSecond?: number
  endSecond?: number
}

// Timers count in 32 bits; a longer one would fire at once.
const milliseconds = () =>
  z
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)

const transcriptionOptions = () =>
  z.strictObject({
    language: z.string().min(1).optional(),
    prompt: z.string().optional(),
    temperature: z.number().optional(),
    task: z.enum(['transcribe', 'translate']).optional(),
    timestampGranularities: z.array(z.enum(['word', 'segment'])).optional(),
    diarize: z.boolean().optional(),
    tagAudioEvents: z.boolean().optional(),
    actualDuration: z.number().positive().optional(),
    route: z.enum(['transcriptions', 'transcribe']).optional(),
    pollIntervalMs: milliseconds().optional(),
    pollTimeoutMs: milliseconds().optional(),
    extraBody: z.record(z.string(), z.json().optional()).optional(),
  } satisfies Record<keyof NanoGPTTranscriptionModelOptions, z.ZodType>)

let schema: ReturnType<typeof transcriptionOptions> | undefined

/** The schema of a call's options; made when it is first needed. */
export function transcriptionOptionsSchema(): ReturnType<typeof transcriptionOptions> {
  return (schema ??= transcriptionOptions())
}
