import {
  InvalidArgumentError,
  UnsupportedFunctionalityError,
  type Experimental_VideoModelV4CallOptions,
  type Experimental_VideoModelV4File,
} from '@ai-sdk/provider'
import { convertToBase64, detectMediaType, getTopLevelMediaType } from '@ai-sdk/provider-utils'
import type { JsonRecord } from '../wire/json.ts'
import type { FieldNames } from './field-names.ts'
import type { NanoGPTVideoModelOptions } from './video-options.ts'

type Call = Pick<Experimental_VideoModelV4CallOptions, 'image' | 'frameImages' | 'inputReferences'>

const KINDS = ['image', 'video', 'audio'] as const

type Kind = (typeof KINDS)[number]

/** An input as it goes over the wire. */
interface Medium {
  kind: Kind
  /** An https URL, or a data URL. */
  url: string
  /** How the user said it. */
  said: string
}

/**
 * Maps images, videos and sounds onto the fields that the model wants them in.
 *
 * @throws InvalidArgumentError for an input that cannot be, or that is too large to be sent.
 * @throws UnsupportedFunctionalityError for a last frame, which no field of the API takes.
 */
export function prepareMedia(call: Call, options: NanoGPTVideoModelOptions, names: FieldNames): JsonRecord {
  const references = (call.inputReferences ?? []).map((file, index) =>
    readFile(file, `inputReferences[${index}]`),
  )
  const inputs = [
    ...readStart(call),
    ...readUrl(options.sourceVideo, 'video', 'providerOptions.nanogpt.sourceVideo'),
    ...readUrl(options.audio, 'audio', 'providerOptions.nanogpt.audio'),
    ...references.filter(({ kind }) => kind === 'audio'),
  ]
  checkTotal([...inputs, ...references.filter(({ kind }) => kind !== 'audio')])

  const fields: JsonRecord = {}
  for (const kind of KINDS) {
    const [medium, second] = inputs.filter(input => input.kind === kind)
    if (medium === undefined) continue
    checkAttachment(medium, options)
    if (second !== undefined) throw secondInput(medium, second)
    fields[names[kind][isData(medium.url) ? 1 : 0]] = medium.url
  }
  return { ...fields, ...prepareReferences(references, names) }
}

function prepareReferences(references: readonly Medium[], names: FieldNames): JsonRecord {
  const urlsOf = (kind: Kind) => references.filter(reference => reference.kind === kind).map(({ url }) => url)
  const images = urlsOf('image')
  const videos = urlsOf('video')
  const takesOne = names.references === 'reference_image'
  if (takesOne && images.length > 1) {
    throw refusal('inputReferences', `This model takes one reference image, not ${images.length}.`)
  }
  return {
    ...(images.length > 0 && { [names.references]: takesOne ? images[0] : images }),
    ...(videos.length > 0 && { referenceVideos: videos }),
  }
}

/** The image that the video begins with; a video in its place is one to edit, as in the SDK's own words. */
function readStart({ image, frameImages = [] }: Call): Medium[] {
  if (frameImages.some(({ frameType }) => frameType === 'last_frame')) throw noLastFrame()
  const [first, second] = frameImages
  if (second !== undefined) throw refusal('frameImages', 'A video has one first frame; two were given.')
  const start = first?.image ?? image
  if (start === undefined) return []
  const said = first === undefined ? 'prompt.image' : 'frameImages[0].image'
  const medium = readFile(start, said)
  if (medium.kind === 'audio') throw refusal(said, `${said} is sound: ${AUDIO_HINT}`)
  return [medium]
}

const AUDIO_HINT = 'pass it as providerOptions.nanogpt.audio.'

function noLastFrame(): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: 'frameImages with a last_frame',
    message:
      'NanoGPT documents no field for the last frame of a video, so it would be paid for and ignored. Leave it out, or pass what the model itself takes in providerOptions.nanogpt.extraBody.',
  })
}

function readFile(file: Experimental_VideoModelV4File, said: string): Medium {
  if (file.type === 'url') {
    checkURL(file.url, said)
    return { kind: kindOf(file.mediaType ?? '') ?? kindOfName(file.url) ?? 'image', url: file.url, said }
  }
  const { data } = file
  if (data.length === 0) throw refusal(said, `${said} is empty.`)
  checkLength(typeof data === 'string' ? data.length : Math.ceil(data.length / 3) * 4, said)
  const mediaType = trueMediaType(file)
  const kind = kindOf(mediaType)
  if (kind === undefined) {
    throw refusal(said, `${said} must be an image, a video or sound, not ${mediaType}.`)
  }
  return { kind, url: `data:${mediaType};base64,${convertToBase64(data)}`, said }
}

function readUrl(url: string | undefined, kind: Kind, said: string): Medium[] {
  if (url === undefined) return []
  checkURL(url, said)
  return [{ kind, url, said }]
}

/** The bytes are believed before the label (field note A10). */
function trueMediaType({
  data,
  mediaType,
}: Extract<Experimental_VideoModelV4File, { type: 'file' }>): string {
  // The kind decides first: a container such as MP4 may be sound or video.
  const topLevelType = getTopLevelMediaType(mediaType)
  return detectMediaType({ data, topLevelType }) ?? detectMediaType({ data }) ?? mediaType
}

function kindOf(mediaType: string): Kind | undefined {
  const topLevelType = getTopLevelMediaType(mediaType)
  return KINDS.find(kind => kind === topLevelType)
}

function kindOfName(url: string): Kind | undefined {
  const path = isData(url) ? '' : new URL(url).pathname
  if (isData(url)) return kindOf(/^data:([^;,]*)/i.exec(url)?.[1] ?? '')
  if (/\.(?:mp4|m4v|mov|webm|mkv|avi)$/i.test(path)) return 'video'
  return /\.(?:mp3|wav|m4a|aac|ogg|flac|opus)$/i.test(path) ? 'audio' : undefined
}

const isData = (url: string) => /^data:/i.test(url)

function checkURL(url: string, said: string): void {
  const isUsable = isData(url) || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))
  if (!isUsable) throw refusal(said, `${said} must be an http(s) URL or a data URL.`)
}

/** The API takes a file of the library only where it is given no other (API sheet §16.1). */
function checkAttachment(medium: Medium, options: NanoGPTVideoModelOptions): void {
  const option = ({ image: 'imageAttachmentId', video: 'videoAttachmentId', audio: undefined } as const)[
    medium.kind
  ]
  if (option === undefined || options[option] === undefined) return
  const said = `providerOptions.nanogpt.${option}`
  throw secondInput(medium, { ...medium, said })
}

/** Uploads and the website's own bodies end here (API sheet §16.1, §25). */
const MAX_DATA_LENGTH = 4 * 1024 * 1024

function checkTotal(media: readonly Medium[]): void {
  const length = media.reduce((sum, { url }) => sum + (isData(url) ? url.length : 0), 0)
  checkLength(length, media.map(({ said }) => said).join(', '))
}

function checkLength(length: number, said: string): void {
  if (length <= MAX_DATA_LENGTH) return
  const size = (length / (1024 * 1024)).toFixed(1)
  throw refusal(
    said,
    `${said}: ${size} MiB in base64 are more than the 4 MiB that NanoGPT takes of videos' inputs. Pass https URLs instead.`,
  )
}

function secondInput(first: Medium, second: Medium): InvalidArgumentError {
  return refusal(
    second.said,
    `Both ${first.said} and ${second.said} are the ${first.kind} of the request: leave one out.`,
  )
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
