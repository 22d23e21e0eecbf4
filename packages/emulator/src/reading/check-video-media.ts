import { ApiError, invalidValue } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import type { VideoBody } from '../contract/video-fields.ts'
import type { VideoInput, VideoModel } from '../data/video-models.ts'
import { dataUrlBytes } from '../media/image-facts.ts'

type Input = Exclude<VideoInput, 'text'> | 'sound'

/** A URL or an id in the body. */
interface Found {
  field: string
  value: string
  /** Of a data URL. */
  type: 'image' | 'video' | 'audio'
  /** The id of something in the website's library: nothing of it can be checked here. */
  isAttachment: boolean
}

type Row = readonly [input: Input, type: Found['type'], ...fields: (keyof VideoBody)[]]

const fields: readonly Row[] = [
  ['image', 'image', 'imageDataUrl', 'image_data_url', 'image', 'imageUrl', 'imageAttachmentId', 'swapImage'],
  ['references', 'image', 'reference_image', 'referenceImages'],
  ['references', 'video', 'referenceVideos'],
  ['video', 'video', 'videoUrl', 'videoDataUrl', 'video', 'videoAttachmentId', 'targetVideo'],
  ['sound', 'audio', 'audioDataUrl', 'audioUrl', 'audio'],
]

function findIn(body: VideoBody, [, type, ...names]: Row): Found[] {
  return names.flatMap(name => {
    const isAttachment = name.endsWith('AttachmentId')
    const value = body[name]
    if (typeof value === 'string') return [{ field: name, value, type, isAttachment }]
    if (!Array.isArray(value)) return []
    return value.map((one, index) => ({ field: `${name}[${index}]`, value: one, type, isAttachment }))
  })
}

function checkOne({ field, value, type, isAttachment }: Found): void {
  if (isAttachment || value.startsWith('https://')) return
  if (!value.toLowerCase().startsWith(`data:${type}/`)) {
    throw invalidValue(field, `${field} must be an https URL or a base64 data URL of type ${type}/*`)
  }
  const bytes = dataUrlBytes(value)
  if (bytes === undefined || bytes.length === 0) throw invalidValue(field, `${field} is not valid base64`)
  if (bytes.length > limits.videoInputBytes) {
    throw new ApiError({
      status: 413,
      code: 'media_too_large',
      message: `${field} is larger than ${limits.videoInputBytes / 1024 / 1024} MB. Send a URL instead.`,
      param: field,
    })
  }
}

const wanted: Record<Input, string> = {
  image: 'imageDataUrl or imageUrl',
  references: 'referenceImages or referenceVideos',
  video: 'videoUrl',
  sound: 'audioDataUrl or audioUrl',
}

function checkNeeds(model: VideoModel, given: ReadonlySet<Input>): void {
  const [first] = model.inputs
  if (first === undefined || first === 'text' || given.has(first)) return
  throw new ApiError({
    status: 400,
    code: 'missing_required_parameter',
    message: `${model.id} needs ${wanted[first]}.`,
  })
}

/** The media of a request that were let through. */
export interface VideoMedia {
  images: readonly string[]
  hasAny: boolean
}

/**
 * Checks that the media are media, and those that the model makes videos from. Others are refused: the
 * documents say that some models break on media they do not read.
 */
export function checkVideoMedia(model: VideoModel, body: VideoBody): VideoMedia {
  const found = fields.map(row => ({ input: row[0], values: findIn(body, row) }))
  for (const { input, values } of found) {
    const [first] = values
    if (first === undefined) continue
    if (input === 'sound' || !model.inputs.includes(input)) {
      throw invalidValue(first.field, `${model.id} makes no videos from ${first.field}.`)
    }
    values.forEach(checkOne)
  }
  const present = found.filter(({ values }) => values.length > 0)
  checkNeeds(model, new Set(present.map(({ input }) => input)))
  const images = present.flatMap(({ values }) => values.filter(({ type }) => type === 'image'))
  return { images: images.map(({ value }) => value), hasAny: present.length > 0 }
}
