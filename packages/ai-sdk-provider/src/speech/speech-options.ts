import type { JSONObject } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { NanoGPTAnswerCost } from '../wire/cost.ts'

/** `providerOptions.nanogpt` of `generateSpeech` and `experimental_streamSpeech`. */
export interface NanoGPTSpeechModelOptions {
  /**
   * The endpoint: `speech` is `/v1/audio/speech`, `tts` is `/api/tts`. Default: `speech`, but `tts` for models that
   * answer with the ticket of a job, and where a setting is given that only `/api/tts` knows. Streams are always `speech`.
   *
   * @throws InvalidArgumentError for `speech` beside such a setting, and for `tts` in a stream.
   */
  route?: 'speech' | 'tts'
  /** How steady the voice is, from 0 to 1; default 0.5. For `Elevenlabs-Turbo-V2.5`. Field `stability` of `/api/tts`. */
  stability?: number
  /**
   * How closely the voice keeps to its original, from 0 to 1; default 0.75. For `Elevenlabs-Turbo-V2.5`.
   * Field `similarity_boost` of `/api/tts`.
   */
  similarityBoost?: number
  /** How much the style is exaggerated, from 0 to 1; default 0. For `Elevenlabs-Turbo-V2.5`. Field `style` of `/api/tts`. */
  style?: number
  /** URL of a cloned voice. For Qwen's models. Field `speaker_voice_embedding_file_url` of `/api/tts`. */
  speakerVoiceEmbeddingFileUrl?: string
  /** What is said in the recording that a voice was cloned from. For Qwen's models. Field `reference_text` of `/api/tts`. */
  referenceText?: string
  /** The style to speak in, in words. For Qwen's models. Field `prompt` of `/api/tts`. */
  prompt?: string
  /** Milliseconds between two questions whether a job is done; default 2,500. */
  pollIntervalMs?: number
  /**
   * Milliseconds after which a job is given up; default 180,000. It is charged all the same.
   *
   * @throws APICallError with the code `job_timeout` and the id of the job.
   */
  pollTimeoutMs?: number
  /**
   * Fields to add to the body as they are; they win over all others.
   *
   * @throws InvalidArgumentError for `model`, `input`, `text` and `stream`, which the call itself says.
   */
  extraBody?: JSONObject
}

/** `providerMetadata.nanogpt` of speech. */
export interface NanoGPTSpeechMetadata extends NanoGPTAnswerCost {
  /** What the audio really is: told by its first bytes, else by the server. Absent where neither says. */
  mediaType?: string
  /** Id of the job, where the audio was made by one. */
  runId?: string
  /** Length of the audio in seconds, where the server says it. */
  duration?: number
  /** Where the audio was fetched from, where it came by URL. Such URLs expire. */
  audioUrl?: string
}

const LONGEST_TIMER = 2 ** 31 - 1

const speechOptions = () =>
  z.strictObject({
    route: z.enum(['speech', 'tts']).optional(),
    stability: z.number().min(0).max(1).optional(),
    similarityBoost: z.number().min(0).max(1).optional(),
    style: z.number().min(0).max(1).optional(),
    speakerVoiceEmbeddingFileUrl: z.string().optional(),
    referenceText: z.string().optional(),
    prompt: z.string().optional(),
    pollIntervalMs: z.number().int().min(1).max(LONGEST_TIMER).optional(),
    pollTimeoutMs: z.number().int().min(1).max(LONGEST_TIMER).optional(),
    extraBody: z.record(z.string(), z.json()).optional(),
  } satisfies Record<keyof NanoGPTSpeechModelOptions, z.ZodType>)

let schema: ReturnType<typeof speechOptions> | undefined

/** The schema of a call's options; made when it is first needed. */
export function speechOptionsSchema(): ReturnType<typeof speechOptions> {
  return (schema ??= speechOptions())
}
