/** What a request of a video says, apart from what is called alike by all models. */
export interface FieldNames {
  duration: string
  /** What follows the number of seconds. */
  durationUnit: '' | 's'
  aspectRatio: 'aspect_ratio' | 'aspectRatio' | 'orientation'
  resolution: string
  voiceId: string
  /** The field of an https URL, and that of a data URL. */
  image: readonly [url: string, dataUrl: string]
  video: readonly [url: string, dataUrl: string]
  audio: readonly [url: string, dataUrl: string]
  /** The field of a list of images; one image alone where the model takes only that. */
  references: 'referenceImages' | 'reference_image'
}

const USUAL: FieldNames = {
  duration: 'duration',
  durationUnit: '',
  aspectRatio: 'aspect_ratio',
  resolution: 'resolution',
  voiceId: 'voiceId',
  image: ['imageUrl', 'imageDataUrl'],
  video: ['videoUrl', 'videoDataUrl'],
  audio: ['audioUrl', 'audioDataUrl'],
  references: 'referenceImages',
}

// Upstreams of some models want their own names (API sheet §16.1, C23). What a model does not know is ignored.
const OTHERS: readonly (readonly [models: RegExp, names: Partial<FieldNames>])[] = [
  [/^sora-/, { duration: 'seconds', aspectRatio: 'orientation' }],
  [/^veo\d/, { durationUnit: 's' }],
  [/^longstories-/, { aspectRatio: 'aspectRatio' }],
  [/^wan-(?:video-22$|wavespeed-22-plus)/, { aspectRatio: 'orientation' }],
  [/^wan-wavespeed-s2v|^bytedance-avatar-/, { image: ['image', 'image'], audio: ['audio', 'audio'] }],
  [/^bytedance-waver-/, { image: ['image', 'image'] }],
  [/^wan-wavespeed-22-animate/, { image: ['image', 'image'], video: ['video', 'video'] }],
  [/^wan-wavespeed-video-edit/, { video: ['video', 'video'] }],
  [/^kling-lipsync-/, { video: ['video', 'video'], audio: ['audio', 'audio'], voiceId: 'voice_id' }],
  [/^runwayml-gen4-aleph/, { video: ['video', 'video'], references: 'reference_image' }],
  [/upscaler$/, { video: ['video', 'video'], resolution: 'target_resolution' }],
]

/** What a model calls the fields of its requests. */
export function fieldNamesOf(modelId: string): FieldNames {
  const own = OTHERS.filter(([models]) => models.test(modelId)).map(([, names]) => names)
  return Object.assign({}, USUAL, ...own) as FieldNames
}

// The documents name `frames_per_second` for these alone (API sheet §16.1).
const WITH_FRAME_RATE = /^wan-video-(?:22-5b|image-to-video)/

/** Whether a model is known to take a frame rate. */
export function takesFrameRate(modelId: string): boolean {
  return WITH_FRAME_RATE.test(modelId)
}
