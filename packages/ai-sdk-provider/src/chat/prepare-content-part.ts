import {
  UnsupportedFunctionalityError,
  type LanguageModelV4FilePart,
  type LanguageModelV4TextPart,
} from '@ai-sdk/provider'
import {
  convertBase64ToUint8Array,
  convertToBase64,
  detectMediaType,
  getTopLevelMediaType,
  isFullMediaType,
  mediaTypeToExtension,
} from '@ai-sdk/provider-utils'
import type { JsonRecord } from '../wire/json.ts'
import { asText } from '../wire/json.ts'

type FileData = LanguageModelV4FilePart['data']

/** A file of a prompt: of the user, of a tool, or of the model itself. */
export type FilePart = Pick<LanguageModelV4FilePart, 'data' | 'mediaType' | 'filename' | 'providerOptions'>

export function prepareTextPart({ text }: Pick<LanguageModelV4TextPart, 'text'>): JsonRecord {
  return { type: 'text', text }
}

/**
 * Turns a file into a content part: images, audio, video, PDF, and text documents, which are inlined.
 *
 * @throws UnsupportedFunctionalityError for files that chat completions cannot carry, with the way out.
 */
export function prepareFilePart(part: FilePart): JsonRecord {
  const { data } = part
  if (data.type === 'text') return prepareTextPart({ text: data.text })
  if (data.type === 'reference') {
    throw unsupported('file references', 'NanoGPT keeps no files for chat; pass the data or an https URL.')
  }
  const mediaType = trueMediaType(part.mediaType, data)
  switch (getTopLevelMediaType(mediaType)) {
    case 'image':
      return prepareImage(part, data, mediaType)
    case 'audio':
      return prepareAudio(data, mediaType)
    case 'video':
      return { type: 'video_url', video_url: { url: toURL(data, mediaType), ...detailOf(part) } }
    case 'text':
      return prepareTextDocument(data, mediaType)
    default:
      return prepareDocument(part, data, mediaType)
  }
}

type PlainFileData = Exclude<FileData, { type: 'text' } | { type: 'reference' }>

function prepareImage(part: FilePart, data: PlainFileData, mediaType: string): JsonRecord {
  return { type: 'image_url', image_url: { url: toURL(data, mediaType), ...detailOf(part) } }
}

function detailOf({ providerOptions }: FilePart): JsonRecord {
  const detail = asText(providerOptions?.nanogpt?.imageDetail)
  return detail === undefined ? {} : { detail }
}

const AUDIO_FORMATS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/wave': 'wav',
  'audio/x-wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
}

function prepareAudio(data: PlainFileData, mediaType: string): JsonRecord {
  if (data.type === 'url') {
    throw unsupported('audio by URL', 'Chat takes audio as data only: download it and pass the bytes.')
  }
  const format = AUDIO_FORMATS[mediaType] ?? mediaType.replace(/^audio\/(?:x-)?/, '')
  return { type: 'input_audio', input_audio: { data: convertToBase64(data.data), format } }
}

function prepareTextDocument(data: PlainFileData, mediaType: string): JsonRecord {
  if (data.type === 'url') {
    throw unsupported(`${mediaType} by URL`, 'Download the document and pass its text.')
  }
  const bytes = typeof data.data === 'string' ? convertBase64ToUint8Array(data.data) : data.data
  return prepareTextPart({ text: new TextDecoder().decode(bytes) })
}

// Text under the media types of applications.
const TEXT_TYPE =
  /^application\/(?:json|xml|yaml|x-yaml|toml|javascript|typescript|x-sh|sql|graphql|.+\+(?:json|xml))$/

function prepareDocument({ filename }: FilePart, data: PlainFileData, mediaType: string): JsonRecord {
  if (TEXT_TYPE.test(mediaType)) return prepareTextDocument(data, mediaType)
  if (data.type === 'url') {
    throw unsupported(`${mediaType} by URL`, 'Download the document and pass its bytes.')
  }
  // The shape is not documented for NanoGPT (API sheet §29.8); this is OpenAI's, which it follows. Which
  // documents a model reads is for its upstream to say.
  const extension = mediaTypeToExtension(mediaType)
  const name = filename ?? (extension.length <= 4 ? `document.${extension}` : 'document')
  return { type: 'file', file: { filename: name, file_data: toURL(data, mediaType) } }
}

function toURL(data: PlainFileData, mediaType: string): string {
  return data.type === 'url' ? data.url.href : `data:${mediaType};base64,${convertToBase64(data.data)}`
}

/** The bytes are believed before the label: a wrong one makes NanoGPT refuse an image as too large (field note A10). */
function trueMediaType(label: string, data: PlainFileData): string {
  const topLevelType = getTopLevelMediaType(label)
  if (data.type === 'data' && topLevelType !== 'text') {
    // The kind decides first: a container such as MP4 may be audio or video.
    const detected =
      detectMediaType({ data: data.data, topLevelType }) ?? detectMediaType({ data: data.data })
    if (detected !== undefined) return detected
  }
  if (isFullMediaType(label)) return label
  if (data.type === 'url') return label
  throw unsupported(
    `the media type '${label}'`,
    'It could not be told from the bytes: pass the full one, for example image/png.',
  )
}

function unsupported(functionality: string, wayOut: string): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality,
    message: `NanoGPT chat models do not support ${functionality}. ${wayOut}`,
  })
}
