import { InvalidArgumentError } from '@ai-sdk/provider'
import {
  convertBase64ToUint8Array,
  detectMediaType,
  isFullMediaType,
  mediaTypeToExtension,
} from '@ai-sdk/provider-utils'
import { detectAudioType } from '../wire/audio-bytes.ts'

/** Audio as a form carries it. */
export interface AudioFile {
  bytes: Uint8Array
  mediaType: string
  /** The server goes by the extension. */
  name: string
}

/** Audio as a call has it. */
export interface GivenAudio {
  audio: Uint8Array | string
  mediaType: string
}

/**
 * The file of a call. Its format is what its bytes say; the media type of the call is a guess where they say
 * nothing.
 *
 * @throws InvalidArgumentError for audio that is empty, no base64, or a picture or document.
 */
export function readAudioFile({ audio, mediaType: claimed }: GivenAudio, takesVideo: boolean): AudioFile {
  const bytes = typeof audio === 'string' ? decode(audio) : audio
  if (bytes.length === 0) throw refusal('audio is empty.')
  const mediaType = findMediaType(bytes, claimed, takesVideo)
  return { bytes, mediaType, name: fileNameOf(mediaType) }
}

function decode(base64: string): Uint8Array {
  try {
    return convertBase64ToUint8Array(base64)
  } catch (cause) {
    throw refusal('audio is a string, but no base64.', cause)
  }
}

function findMediaType(bytes: Uint8Array, claimed: string, takesVideo: boolean): string {
  const mediaType = detectAudioType(bytes) ?? claimedType(bytes, claimed)
  // Films and sound are in the same containers, so the bytes do not tell them apart.
  return takesVideo ? mediaType.replace(/^audio(?=\/(?:mp4|webm)$)/, 'video') : mediaType
}

function claimedType(bytes: Uint8Array, claimed: string): string {
  const other = detectMediaType({ data: bytes }) ?? ''
  if (/^(?:image|application)\//.test(other)) throw refusal(`audio is ${other}, which nobody can hear.`)
  const mediaType = claimed.split(';')[0]?.trim().toLowerCase() ?? ''
  // WebM is a kind of Matroska, under whose name it is refused (field note A10).
  if (mediaType.endsWith('/x-matroska')) return mediaType.replace('x-matroska', 'webm')
  return isFullMediaType(mediaType) ? mediaType : 'application/octet-stream'
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/vnd.wave': 'wav',
  'audio/wave': 'wav',
  'audio/x-flac': 'flac',
  'audio/x-aac': 'aac',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}

function fileNameOf(mediaType: string): string {
  if (!/^(?:audio|video)\//.test(mediaType)) return 'audio'
  return `audio.${EXTENSIONS[mediaType] ?? mediaTypeToExtension(mediaType)}`
}

function refusal(message: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'audio', message, cause })
}
