import { z } from 'zod'
import { limits } from './limits.ts'

const text = z.string().optional()
const flag = z.boolean().optional()
const number = z.number().optional()
const media = z.string().min(1).optional()
const settings = z.record(z.string(), z.unknown()).optional()

/** Seconds, as the models spell them: `"5"`, `"5s"`, 5. */
const length = z
  .union([z.int().min(1), z.string().regex(/^\d+s?$/, 'must be seconds, such as "5"')])
  .optional()
const inputLength = z.number().positive().max(limits.videoInputSeconds).optional()

/** What a video is made from. */
const mediaFields = {
  imageDataUrl: media,
  image_data_url: media,
  image: media,
  imageUrl: media,
  imageAttachmentId: media,
  reference_image: media,
  referenceImages: z.array(z.string().min(1)).min(1).optional(),
  referenceVideos: z.array(z.string().min(1)).min(1).optional(),
  audioDataUrl: media,
  audioUrl: media,
  audio: media,
  audioDuration: inputLength,
  videoUrl: media,
  videoDataUrl: media,
  video: media,
  videoAttachmentId: media,
  videoDuration: inputLength,
  billedDuration: inputLength,
  swapImage: media,
  targetVideo: media,
  targetFaceIndex: z.int().min(0).optional(),
}

/** How the video looks and how long it is. */
const formFields = {
  duration: length,
  seconds: length,
  aspect_ratio: text,
  aspectRatio: text,
  aspect: z.enum(['Portrait', 'Landscape', 'Square']).optional(),
  orientation: text,
  resolution: text,
  size: text,
  video_quality: z.enum(['Standard', 'High']).optional(),
  num_frames: z
    .union([z.int().min(1).max(99_999), z.string().regex(/^[1-9]\d{0,4}$/, 'must be a number of frames')])
    .optional(),
  frames_per_second: z.int().min(1).max(60).optional(),
  adjust_fps_for_interpolation: flag,
}

const voiceFields = {
  generateAudio: flag,
  audioEnabled: flag,
  voice: text,
  voiceId: text,
  voice_id: text,
  voice_language: text,
  voice_speed: z.number().min(0.8).max(2).optional(),
  music: text,
}

/** How the model works. */
const controlFields = {
  negative_prompt: text,
  mode: text,
  style: text,
  motion: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  movementAmplitude: text,
  pro_mode: flag,
  pro: flag,
  seed: z.int().optional(),
  cfg_scale: z.number().min(0).max(20).optional(),
  guidance_scale: z.number().min(0).max(20).optional(),
  num_inference_steps: z.int().min(1).max(50).optional(),
  shift: number,
  acceleration: flag,
  enhancePrompt: flag,
  enable_prompt_expansion: flag,
  prompt_optimizer: flag,
  enable_safety_checker: flag,
  showExplicitContent: flag,
  camera_fix: flag,
  camera_fixed: flag,
  cameraFixed: flag,
  age_slider: z.int().min(18).max(60).optional(),
}

/** What only the LongStories models read; the emulator has none of them, so they are known by name alone. */
const storyFields = {
  script: text,
  storyConfig: settings,
  animation: z.unknown().optional(),
  language: text,
  characters: z.unknown().optional(),
  projectId: text,
  framework: text,
  shortRequestEnhancer: flag,
  targetLengthInWords: z.int().optional(),
  targetLengthInSeconds: z.int().optional(),
  directorNotes: text,
  scriptConfig: settings,
  imageConfig: settings,
  videoConfig: settings,
  voiceoverConfig: settings,
  captionsConfig: settings,
  effectsConfig: settings,
  musicConfig: settings,
  captionsShow: flag,
  captionsStyle: text,
  effects: settings,
  quality: z.enum(['low', 'medium', 'high']).optional(),
}

/** Every field of `POST /api/generate-video` that a document names. */
export const videoFields = z.strictObject({
  model: z.string().min(1),
  prompt: text,
  conversationUUID: text,
  ...mediaFields,
  ...formFields,
  ...voiceFields,
  ...controlFields,
  ...storyFields,
})

export type VideoBody = z.infer<typeof videoFields>

/** `POST /api/generate-video/extend`; one of the ids is required, and `runId` wins (API sheet §28, C21). */
export const videoExtensionFields = z.strictObject({
  runId: text,
  taskId: text,
  index: z.int().min(0).max(3),
})
