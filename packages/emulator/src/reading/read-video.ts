import { ApiError, invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { VideoBody } from '../contract/video-fields.ts'
import { findVideoModel, type VideoModel } from '../data/video-models.ts'
import { checkVideoMedia } from './check-video-media.ts'

/** What a video's price depends on. */
export interface VideoOrder {
  seconds: number
  /** `undefined` where the model has no choice. */
  resolution: string | undefined
  audio: boolean
  pro: boolean
  /** Images among the inputs. */
  images: number
  /** Seconds of the video that goes in, where the request says so. */
  inputSeconds: number | undefined
  frames: number | undefined
}

/** What a video request asks for. */
export interface VideoRequest {
  model: VideoModel
  prompt: string
  order: VideoOrder
  /** Width by height; `undefined` where the input decides. */
  ratio: number | undefined
  /** Of the images among the inputs, the first, as a URL. */
  image: string | undefined
  seed: number | undefined
  conversation: string | undefined
}

function findModel(id: string): VideoModel {
  const model = findVideoModel(id)
  if (model !== undefined) return model
  throw new ApiError({ status: 400, code: 'model_not_found', message: `There is no video model "${id}".` })
}

function readPrompt(body: VideoBody, model: VideoModel, hasMedia: boolean): string {
  const prompt = body.prompt ?? body.script ?? ''
  if (prompt.trim() === '' && !hasMedia) {
    throw invalidRequest('missing_required_parameter', 'prompt is required', 'prompt')
  }
  if (model.promptLimit !== undefined && prompt.length > model.promptLimit) {
    // One of the bodies that were seen in the wild: no JSON at all.
    throw new ApiError(
      {
        status: 400,
        message: `Prompt is too long. Please keep it under ${model.promptLimit} characters.`,
      },
      { envelope: 'text' },
    )
  }
  return prompt
}

function readFrames({ num_frames: frames }: VideoBody): number | undefined {
  return frames === undefined ? undefined : Number(frames)
}

/** Seconds where nothing is said: those of the frames or of the video that goes in, where they count. */
function usualSeconds(body: VideoBody, { durations, pricing }: VideoModel): number {
  const frames = readFrames(body)
  if ('frame_threshold' in pricing && frames !== undefined) return frames / (body.frames_per_second ?? 16)
  const input = body.billedDuration ?? body.videoDuration
  if ('base_price_per_second' in pricing && input !== undefined) return Math.min(input, pricing.max_duration)
  return durations[0]
}

/** The models disagree on `duration` and `seconds`, and on how to spell five of them (API sheet §28, C23). */
function readSeconds(body: VideoBody, model: VideoModel): number {
  const field = body.duration === undefined ? 'seconds' : 'duration'
  const asked = body.duration ?? body.seconds
  if (asked === undefined) return usualSeconds(body, model)
  const seconds = Number.parseInt(String(asked), 10)
  if (model.durations.includes(seconds)) return seconds
  const known = model.durations.toSorted((one, other) => one - other).join(', ')
  throw invalidValue(field, `${field} must be one of ${known} seconds for ${model.id}, not ${asked}.`)
}

function readResolution(body: VideoBody, model: VideoModel, pro: boolean): string | undefined {
  const [usual] = model.resolutions
  if (usual === undefined) return undefined
  const asked = (body.resolution ?? body.size)?.toLowerCase().replace('*', 'x')
  const pricing = model.pricing
  const forAll = 'standard_prices_per_second' in pricing ? pricing.standard_prices_per_second : undefined
  const known = pro || forAll === undefined ? model.resolutions : Object.keys(forAll)
  if (asked === undefined) return usual
  if (known.includes(asked)) return asked
  throw invalidValue('resolution', `resolution must be one of ${known.join(', ')} for ${model.id}.`)
}

const named: Record<string, string> = { landscape: '16:9', portrait: '9:16', square: '1:1' }

/** Width by height of `16:9` or of `1280x720`. */
function asRatio(value: string | undefined): number | undefined {
  const [, width, height] = /^(\d+)[:x*](\d+)$/i.exec(value ?? '') ?? []
  return width === undefined || Number(height) === 0 ? undefined : Number(width) / Number(height)
}

function readRatio(body: VideoBody, model: VideoModel): number | undefined {
  const word = (body.orientation ?? body.aspect)?.toLowerCase()
  const asked = body.aspect_ratio ?? body.aspectRatio ?? (word === undefined ? undefined : named[word])
  if (asked === undefined || asked === 'auto') return asRatio(body.resolution ?? body.size)
  const ratio = asRatio(asked)
  if (ratio !== undefined && (model.aspectRatios.length === 0 || model.aspectRatios.includes(asked)))
    return ratio
  const known = model.aspectRatios.join(', ')
  throw invalidValue('aspect_ratio', `aspect_ratio must be one of ${known} for ${model.id}, not ${asked}.`)
}

function readAudio(body: VideoBody, { audio }: VideoModel): boolean {
  return audio === 'always' || (audio === 'asked' && (body.generateAudio ?? body.audioEnabled ?? false))
}

/** The content that is always refused, whatever a safety checker is told; so that refusals can be tested. */
const blockedWord = '[blocked]'

function checkContent(prompt: string): void {
  if (!prompt.includes(blockedWord)) return
  throw new ApiError({
    status: 400,
    type: 'CONTENT_POLICY_VIOLATION',
    message: 'Your prompt was rejected by the content policy. Please modify it and try again.',
  })
}

/** Puts a body together with the catalogue, or refuses it. */
export function readVideo(body: VideoBody, isSubscriber: boolean): VideoRequest {
  const model = findModel(body.model)
  if (model.pro && !isSubscriber) {
    throw new ApiError({
      status: 403,
      type: 'PRO_REQUIRED',
      message: `${model.id} is for subscribers.`,
    })
  }
  const media = checkVideoMedia(model, body)
  const prompt = readPrompt(body, model, media.hasAny)
  const pro = body.pro_mode ?? body.pro ?? false
  const order = {
    seconds: readSeconds(body, model),
    resolution: readResolution(body, model, pro),
    audio: readAudio(body, model),
    pro,
    images: media.images.length,
    inputSeconds: body.billedDuration ?? body.videoDuration,
    frames: readFrames(body),
  }
  const ratio = readRatio(body, model)
  checkContent(prompt)
  return {
    model,
    prompt,
    order,
    ratio,
    image: media.images[0],
    seed: body.seed,
    conversation: body.conversationUUID,
  }
}
