import {
  InvalidArgumentError,
  type Experimental_VideoModelV4CallOptions,
  type SharedV4Warning,
} from '@ai-sdk/provider'
import {
  expectsSubscription,
  paygoHeaders,
  subscriptionWarning,
  type NanoGPTBilling,
} from '../options/billing.ts'
import { readCallOptions } from '../options/call-options.ts'
import { withExtraBody } from '../options/extra-body.ts'
import { moderationHeaders } from '../options/moderation.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import { fieldNamesOf, takesFrameRate, type FieldNames } from './field-names.ts'
import { prepareMedia } from './prepare-media.ts'
import { prepareShape } from './prepare-shape.ts'
import { videoOptionsSchema, type NanoGPTVideoModelOptions } from './video-options.ts'

/** A call that starts a video. */
export type VideoStartCall = Experimental_VideoModelV4CallOptions & { webhookUrl?: string }

/** A call as it is to be sent. */
export interface PreparedVideo {
  body: JsonRecord
  headers: Record<string, string>
  warnings: SharedV4Warning[]
}

/**
 * Maps a call onto the request of a video.
 *
 * @throws InvalidArgumentError for an unknown option, and for what would be paid for and not made.
 */
export function prepareVideo(request: {
  modelId: string
  /** Name of the provider: a second key under which options are read. */
  providerName: string
  billing: NanoGPTBilling
  /** The caller expects a subscription to pay, which has no videos. */
  isSubscription: boolean
  call: VideoStartCall
}): PreparedVideo {
  const { modelId, providerName, billing, call } = request
  const options = readCallOptions<NanoGPTVideoModelOptions>(videoOptionsSchema(), call, providerName)
  checkCount(call.n)
  const names = fieldNamesOf(modelId)
  const shape = prepareShape(shapeOf(call, options), names)
  const { extraBody, billingMode, moderation } = options
  const paidBy = billingMode ?? billing
  const isSubscription = expectsSubscription(billingMode, request.isSubscription)

  const media = prepareMedia(call, options, names)
  const fields = definedEntries({
    model: modelId,
    prompt: call.prompt,
    ...shape.fields,
    seed: call.seed,
    frames_per_second: call.fps,
    generateAudio: call.generateAudio,
    ...media,
    ...prepareOptions(options, names),
  })
  return {
    body: withExtraBody(fields, extraBody, ['model']),
    headers: { ...moderationHeaders(moderation), ...paygoHeaders(paidBy) },
    warnings: [
      ...subscriptionWarning(isSubscription, 'videos'),
      ...shape.warnings,
      ...warnOfNoEffect(modelId, call),
      ...warnOfPlainURLs(media),
    ],
  }
}

/** What an option says, the call need not be read, or warned of, for. */
function shapeOf(call: VideoStartCall, options: NanoGPTVideoModelOptions) {
  const { aspectRatio, duration, resolution } = call
  return {
    aspectRatio,
    duration: options.duration === undefined && options.seconds === undefined ? duration : undefined,
    resolution: options.resolution === undefined ? resolution : undefined,
  }
}

// Options whose value goes to the wire as it is, under another name.
const RENAMED = {
  negativePrompt: 'negative_prompt',
  size: 'size',
  orientation: 'orientation',
  mode: 'mode',
  videoAttachmentId: 'videoAttachmentId',
  imageAttachmentId: 'imageAttachmentId',
  audioDuration: 'audioDuration',
  generateAudio: 'generateAudio',
  enhancePrompt: 'enhancePrompt',
  promptExpansion: 'enable_prompt_expansion',
  promptOptimizer: 'prompt_optimizer',
  proMode: 'pro_mode',
  safetyChecker: 'enable_safety_checker',
  showExplicitContent: 'showExplicitContent',
  cameraFixed: 'camera_fixed',
  cfgScale: 'cfg_scale',
  guidanceScale: 'guidance_scale',
  steps: 'num_inference_steps',
  numFrames: 'num_frames',
  shift: 'shift',
  style: 'style',
  motion: 'motion',
  movementAmplitude: 'movementAmplitude',
  voiceLanguage: 'voice_language',
  voiceSpeed: 'voice_speed',
} as const satisfies Partial<Record<keyof NanoGPTVideoModelOptions, string>>

// Options that need more than a name. An option in neither table does not compile.
const TRANSLATED: Readonly<
  Record<
    Exclude<keyof NanoGPTVideoModelOptions, keyof typeof RENAMED | Elsewhere>,
    (options: NanoGPTVideoModelOptions, names: FieldNames) => JsonRecord
  >
> = {
  // The documents say text; the samples say both (API sheet C23).
  duration: ({ duration }, names) => ({
    [names.duration]: typeof duration === 'number' ? `${duration}${names.durationUnit}` : duration,
  }),
  seconds: ({ seconds }) => (seconds === undefined ? {} : { seconds: String(seconds) }),
  resolution: ({ resolution }, names) => ({ [names.resolution]: resolution }),
  voiceId: ({ voiceId }, names) => ({ [names.voiceId]: voiceId }),
}

/** Options that other modules prepare, or that are headers. */
type Elsewhere = 'sourceVideo' | 'audio' | 'moderation' | 'billingMode' | 'extraBody'

function prepareOptions(options: NanoGPTVideoModelOptions, names: FieldNames): JsonRecord {
  const fields: JsonRecord = {}
  for (const [option, field] of Object.entries(RENAMED)) {
    fields[field] = options[option as keyof typeof RENAMED]
  }
  for (const translate of Object.values(TRANSLATED)) Object.assign(fields, translate(options, names))
  return definedEntries(fields)
}

/** A job makes one video, so of more the others would be missing. */
function checkCount(count: number): void {
  if (count === 1) return
  throw new InvalidArgumentError({
    argument: 'n',
    message: `A job of NanoGPT makes one video, not ${count}: leave maxVideosPerCall out, and the SDK starts one job for each.`,
  })
}

function warnOfNoEffect(modelId: string, { fps, webhookUrl }: VideoStartCall): SharedV4Warning[] {
  const warnings: SharedV4Warning[] = []
  if (fps !== undefined && !takesFrameRate(modelId)) {
    warnings.push({
      type: 'compatibility',
      feature: 'fps',
      details: 'It was sent as frames_per_second, which few models take; the others ignore it.',
    })
  }
  if (webhookUrl !== undefined) {
    warnings.push({
      type: 'unsupported',
      feature: 'webhookUrl',
      details: 'NanoGPT calls no webhooks: ask for the state with experimental_getVideoStatus.',
    })
  }
  return warnings
}

/** The documents have https URLs alone (API sheet §16.1). */
function warnOfPlainURLs(media: JsonRecord): SharedV4Warning[] {
  return Object.values(media)
    .flat()
    .filter(url => /^http:/i.test(String(url)))
    .map(url => ({
      type: 'other',
      message: `NanoGPT may not fetch ${String(url)}: it is documented to take https URLs. Pass such a one, or the file itself.`,
    }))
}
