import type { JSONObject } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { NanoGPTBilling } from '../options/billing.ts'
import type { NanoGPTAnswerCost } from '../wire/cost.ts'

/**
 * `providerOptions.nanogpt` of a video. Which of them a model takes, its entry in the catalogue of video models
 * says; others are ignored by the server. What is left out is as the model has it. An option of the same meaning as one of
 * the AI SDK's own wins over it. An unknown name, and a value out of its range, throws `InvalidArgumentError`.
 */
export interface NanoGPTVideoModelOptions {
  /** What must not be seen. Field `negative_prompt`. */
  negativePrompt?: string
  /** Length: seconds, or a text as the model writes it, such as `'8s'`. Field `duration`; `seconds` for Sora. */
  duration?: string | number
  /** Length of Sora's videos in seconds, which `duration` sets too. Field `seconds`. */
  seconds?: string | number
  /** Resolution as the model writes it, such as `480p` or `4k`; wins over that of the call. Field `resolution`. */
  resolution?: string
  /** Preset of Vidu, Pixverse and some Wan models. Field `size`. */
  size?: string
  /** `landscape` or `portrait`, for Sora and Wan; `aspectRatio` of the call sets it too. Field `orientation`. */
  orientation?: 'landscape' | 'portrait'
  /** `text-to-video`, `image-to-video`, `reference-to-video`, `video-edit`, or a model's own. Field `mode`. */
  mode?: string
  /** The video to extend, edit or upscale: an https URL or a data URL. Fields `videoUrl`, `videoDataUrl`. */
  sourceVideo?: string
  /** A video of your library, in the place of `sourceVideo`. Field `videoAttachmentId`. */
  videoAttachmentId?: string
  /** An image of your library, in the place of that of the call. Field `imageAttachmentId`. */
  imageAttachmentId?: string
  /** Sound to move lips or people to: an https URL or a data URL. Fields `audioUrl`, `audioDataUrl`. */
  audio?: string
  /** Length of that sound in seconds, above 0. Field `audioDuration`. */
  audioDuration?: number
  /** Sound beside the images; wins over `generateAudio` of the call. Field `generateAudio`. */
  generateAudio?: boolean
  /** Let Veo improve the prompt. Field `enhancePrompt`. */
  enhancePrompt?: boolean
  /** Let Wan, Seedance and MiniMax improve the prompt. Field `enable_prompt_expansion`. */
  promptExpansion?: boolean
  /** Let MiniMax Hailuo improve the prompt. Field `prompt_optimizer`. */
  promptOptimizer?: boolean
  /** The better and dearer mode of Sora and Hunyuan. Field `pro_mode`. */
  proMode?: boolean
  /** Filter what is not safe, where the model has a filter. Field `enable_safety_checker`. */
  safetyChecker?: boolean
  /** Allow explicit content: the opposite of `safetyChecker`. Field `showExplicitContent`. */
  showExplicitContent?: boolean
  /** Hold the camera still. Field `camera_fixed`. */
  cameraFixed?: boolean
  /** How closely the prompt is followed, 0 to 20. Field `cfg_scale`. */
  cfgScale?: number
  /** The same for models that name it so, in their own range. Field `guidance_scale`. */
  guidanceScale?: number
  /** Inference steps, 1 to 50. Field `num_inference_steps`. */
  steps?: number
  /** Frames in all, at least 1. Field `num_frames`. */
  numFrames?: number
  /** Shift of the inference schedule, for some models of Wan and Hunyuan. Field `shift`. */
  shift?: number
  /** Look, in the words of the model. Field `style`. */
  style?: string
  /** How much moves: `low` or `high`, for Midjourney. Field `motion`. */
  motion?: string
  /** How far things move: `auto`, `small`, `medium` or `large`, for Vidu. Field `movementAmplitude`. */
  movementAmplitude?: string
  /** Voice that speaks. Field `voiceId`; `voice_id` for Kling's lip-sync models. */
  voiceId?: string
  /** Language of the voice: `en` or `zh`, for Kling's lip-sync models. Field `voice_language`. */
  voiceLanguage?: string
  /** How fast the voice speaks, 0.8 to 2. Field `voice_speed`. */
  voiceSpeed?: number
  /** Check the input first: `true`, `false`, or the id of a moderation model. Header `moderation`. */
  moderation?: boolean | string
  /** How this video is paid: `paygo` by the balance. Default: `billing` of the provider. Header `X-Billing-Mode`. */
  billingMode?: NanoGPTBilling
  /**
   * Fields for which there is no option, sent as they are; what is undefined is left out. They win over all others. `model`
   * among them throws `InvalidArgumentError`.
   */
  extraBody?: JSONObject
}

/** `providerMetadata.nanogpt` of a video. A key that is absent is unknown. */
export interface NanoGPTVideoMetadata extends NanoGPTAnswerCost {
  /** The job, as its last answer described it. */
  job: {
    /** What `experimental_getVideoStatus` asks for: `{ operation: { runId } }`. */
    runId: string
    /** The server's own word for the state. */
    status?: string
    /** Percent. */
    progress?: number
    /** Jobs that are before this one. */
    queuePosition?: number
    /** Seconds. */
    estimatedTimeRemaining?: number
    /** What an upstream says while it works. */
    details?: unknown
    /** Why the job failed, in the server's words. */
    error?: string
    /** The failure was a matter of content. */
    isContentError?: boolean
  }
  /** Where the videos are; signed addresses end after about an hour. Of several jobs of one call, all of them. */
  videos?: { runId: string; url: string; cost?: { amount: number; currency: string } }[]
}

const text = z.string().min(1).optional()
const number = z.number().optional()
const boolean = z.boolean().optional()
const count = z.number().int().min(1).optional()
const seconds = z.union([z.string().min(1), z.number().positive()]).optional()

const videoOptions = () =>
  z.strictObject({
    negativePrompt: text,
    duration: seconds,
    seconds,
    resolution: text,
    size: text,
    orientation: z.enum(['landscape', 'portrait']).optional(),
    mode: text,
    sourceVideo: text,
    videoAttachmentId: text,
    imageAttachmentId: text,
    audio: text,
    audioDuration: z.number().positive().optional(),
    generateAudio: boolean,
    enhancePrompt: boolean,
    promptExpansion: boolean,
    promptOptimizer: boolean,
    proMode: boolean,
    safetyChecker: boolean,
    showExplicitContent: boolean,
    cameraFixed: boolean,
    cfgScale: z.number().min(0).max(20).optional(),
    guidanceScale: number,
    steps: z.number().int().min(1).max(50).optional(),
    numFrames: count,
    shift: number,
    style: text,
    motion: text,
    movementAmplitude: text,
    voiceId: text,
    voiceLanguage: text,
    voiceSpeed: z.number().min(0.8).max(2).optional(),
    moderation: z.union([z.boolean(), z.string().min(1)]).optional(),
    billingMode: z.enum(['auto', 'subscription', 'paygo']).optional(),
    extraBody: z.record(z.string(), z.json()).optional(),
  } satisfies Record<keyof NanoGPTVideoModelOptions, z.ZodType>)

let schema: ReturnType<typeof videoOptions> | undefined

/** The schema of a call's options; made when it is first needed. */
export function videoOptionsSchema(): ReturnType<typeof videoOptions> {
  return (schema ??= videoOptions())
}
