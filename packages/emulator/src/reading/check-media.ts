import { invalidRequest, invalidValue, type ApiError } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import type { ContentPart } from '../contract/message-fields.ts'
import type { Capabilities } from '../data/model.ts'
import { dataUrlBytes, imageFacts } from '../media/image-facts.ts'
import type { ChatRequest } from './chat-request.ts'

/** A part and where it stands in the body. */
interface Placed<Part = ContentPart> {
  part: Part
  param: string
}

type ImagePart = Extract<ContentPart, { type: 'image_url' }>
type VideoPart = Extract<ContentPart, { type: 'video_url' }>
type AudioPart = Extract<ContentPart, { type: 'input_audio' }>

function placedParts({ body }: ChatRequest): Placed[] {
  return body.messages.flatMap((message, at) =>
    Array.isArray(message.content)
      ? message.content.map((part, index) => ({ part, param: `messages[${at}].content[${index}]` }))
      : [],
  )
}

/** A model that is known not to read something refuses it; of some models nothing is known. */
function refuses(request: ChatRequest, capability: keyof Capabilities): boolean {
  return request.reference.model.capabilities?.[capability] === false
}

function unreadable(request: ChatRequest, kind: 'image' | 'video' | 'audio', param: string): ApiError {
  const { id } = request.reference.model
  return invalidRequest(
    `${kind}_input_not_supported`,
    `${id} cannot read ${kind} input. Choose a model that can.`,
    param,
  )
}

const imageDataUrl = /^data:image\/(?:png|jpeg|jpg|webp);base64,/i

function checkImage(request: ChatRequest, { part, param }: Placed<ImagePart>): void {
  if (refuses(request, 'vision')) throw unreadable(request, 'image', param)
  const { url } = part.image_url
  const field = `${param}.image_url.url`
  if (url.startsWith('https://')) return
  if (!imageDataUrl.test(url)) {
    throw invalidValue(
      field,
      `${field} must be an https URL or a base64 data URL of type image/png, image/jpeg or image/webp`,
    )
  }
  const { bytes, width, height } = imageFacts(url)
  if (bytes === undefined || bytes === 0) throw invalidValue(field, `${field} is not valid base64`)
  if (width === 1 && height === 1)
    throw invalidValue(field, `${field} is an image of a single pixel, which no model can read`)
}

function checkVideoUrl(url: string, field: string): void {
  const refuse = (code: string, why: string): ApiError => invalidRequest(code, `${field} ${why}`, field)
  if (/^https?:\/\/(?:www\.)?(?:youtube\.com|youtu\.be)\//i.test(url)) {
    throw refuse('youtube_video_route_not_supported', 'is a YouTube address, which this model cannot watch')
  }
  if (url.startsWith('https://')) return
  if (!url.startsWith('data:'))
    throw refuse('invalid_video_url_scheme', 'must be an https URL or a data:video/* URL')
  if (!/^data:[^,]*;base64,/i.test(url))
    throw refuse('invalid_video_data_url', 'is a data URL without base64 data')
  if (!/^data:video\//i.test(url)) throw refuse('invalid_video_mime_type', 'must be of a type video/*')
  const bytes = dataUrlBytes(url)
  if (bytes === undefined || bytes.length === 0) throw refuse('invalid_video_base64', 'is not valid base64')
  if (bytes.length > limits.videoBytes) throw refuse('video_attachment_too_large', 'is larger than 20 MB')
}

function isOffset(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && value >= 0)
}

/** Segments are checked although no model takes them: a wrong one and an unsupported one differ. */
function checkSegment(part: VideoPart, param: string): void {
  const start = part.video_url?.start_offset ?? part.start_offset
  const end = part.video_url?.end_offset ?? part.end_offset
  if (start === undefined && end === undefined) return
  const ordered = typeof start !== 'number' || typeof end !== 'number' || start < end
  if (!isOffset(start) || !isOffset(end) || !ordered) {
    throw invalidRequest(
      'invalid_video_segment',
      `${param} has offsets that are no segment of a video`,
      param,
    )
  }
  throw invalidRequest(
    'video_segment_not_supported',
    `${param} asks for a segment, which no text model supports`,
    param,
  )
}

function checkVideo(request: ChatRequest, { part, param }: Placed<VideoPart>): void {
  if (refuses(request, 'video_input')) throw unreadable(request, 'video', param)
  const field = `${param}.video_url.url`
  const url = part.video_url?.url
  if (url === undefined || url === '')
    throw invalidRequest('missing_video_source', `${field} is required`, field)
  checkVideoUrl(url, field)
  checkSegment(part, param)
}

function checkAudio(request: ChatRequest, { part, param }: Placed<AudioPart>): void {
  if (refuses(request, 'audio_input')) throw unreadable(request, 'audio', param)
  const field = `${param}.input_audio.data`
  const bytes = dataUrlBytes(`data:;base64,${part.input_audio.data}`)
  if (bytes === undefined || bytes.length === 0) throw invalidValue(field, `${field} is not valid base64`)
}

function checkPart(request: ChatRequest, { part, param }: Placed): void {
  if (part.type === 'image_url') checkImage(request, { part, param })
  if (part.type === 'video_url') checkVideo(request, { part, param })
  if (part.type === 'input_audio') checkAudio(request, { part, param })
}

/** Images, videos and sound: whether the model reads them, and whether they are what they should be. */
export function checkMedia(request: ChatRequest): void {
  const placed = placedParts(request)
  for (const one of placed) checkPart(request, one)
  const videos = placed.filter(({ part }) => part.type === 'video_url')
  if (videos.length > limits.videos) {
    throw invalidRequest(
      'video_attachment_limit_exceeded',
      `A request may have ${limits.videos} videos, not ${videos.length}.`,
      'messages',
    )
  }
}
