import type { JSONObject } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { NanoGPTBilling } from '../options/billing.ts'
import type { NanoGPTAnswerCost } from '../wire/cost.ts'

/**
 * `providerOptions.nanogpt` of a video. Which of them a model takes, its entry in the catalogue of video models
 * says; others are ignored by the server. An option of the same meaning as one of the AI SDK's own wins over it.
 */
export interface NanoGPTVideoModelOptions {
  /** What must not be seen. Field `negative_prompt`. */
  negativePrompt?: string
  /** Length as the model writes it, such as `8` or `'8s'`; wins over `duration` of the call. Field `duration`. */
  duration?: string | number
  /** Length of Sora's videos, which `duration` of the call sets too. Field `seconds`. */
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
  /** A video of your library. Field `videoAttachmentId`. */
  videoAttachmentId?: string
  /** An image of your library. Field `imageAttachmentId`. */
  imageAttachmentId?: string
  /** Sound to move lips or people to: an https URL or a data URL. Fields `audioUrl`, `audioDataUrl`. */
  audio?: string
  /** Seconds of that sound. Field `audioDuration`. */
  audioDuration?: number
  /** Wins over `generateAudio` of the call. Field `generateAudio`. */
  generateAudio?: boolean
  /** Let Veo improve the prompt. Field `enhancePrompt`. */
  enhancePrompt?: boolean
  /** Let Wan, Seedance and MiniMax improve the prompt. Field `enable_prompt_expansion`. */
  promptExpansion?: boolean
  /** Let MiniMax Hailuo improve the prompt. Field `prompt_optimizer`. */
  promptOptimizer?: boolean
  /** The better and dearer mode of Sora and Hunyuan. Field `pro_mode`. */
  proMode?: boolean
  /** Field `enable_safety_checker`. */
  safetyChecker?: boolean
  /** Field `showExplicitContent`. */
  showExplicitContent?: boolean
  /** Hold the camera still. Field `camera_fixed`. */
  cameraFixed?: boolean
  /** Field `cfg_scale`, 0 to 20. */
  cfgScale?: number
  /** Field `guidance_scale`. */
  guidanceScale?: number
  /** Inference steps, 1 to 50. Field `num_inference_steps`. */
  steps?: number
  /** Frames in all. Field `num_frames`. */
  numFrames?: number
  /** Field `shift`. */
  shift?: number
  /** Field `style`. */
  style?: string
  /** `low` or `high`, for Midjourney. Field `motion`. */
  motion?: string
  /** `auto`, `small`, `medium` or `large`, for Vidu. Field `movementAmplitude`. */
  movementAmplitude?: string
  /** Field `voiceId`; `voice_id` for Kling's lip-sync models. */
  voiceId?: string
  /** `en` or `zh`, for Kling's lip-sync models. Field `voice_language`. */
  voiceLanguage?: string
  /** 0.8 to 2. Field `voice_speed`. */
  voiceSpeed?: number
  /** Check the input first: `true`, `false`, or the id of a moderation model. Header `moderation`. */
  moderation?: boolean | string
  /** How this video is paid, unlike others of the provider. Header `X-Billing-Mode`. */
  billingMode?: NanoGPTBilling
  /** Fields for which there is no option, sent as they are. They win over all others; `model` cannot be one. */
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
