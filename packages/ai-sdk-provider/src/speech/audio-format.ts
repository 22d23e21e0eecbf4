import { detectAudioType } from '../wire/audio-bytes.ts'
import { beginsLikeMarkup, isReadable } from '../wire/text-bytes.ts'

/** A format as `response_format` names it. */
export type AudioFormat = 'mp3' | 'opus' | 'aac' | 'flac' | 'wav' | 'pcm'

// The first type is the one that a file of the format is taken for where nothing else tells.
const MEDIA_TYPES: Readonly<Record<AudioFormat, readonly string[]>> = {
  mp3: ['audio/mpeg'],
  opus: ['audio/ogg', 'audio/opus', 'audio/webm'],
  aac: ['audio/aac', 'audio/mp4'],
  flac: ['audio/flac'],
  wav: ['audio/wav'],
  pcm: ['audio/pcm', 'audio/l16'],
}

export const AUDIO_FORMATS = Object.keys(MEDIA_TYPES)

// OpenAI's: 16 bits, little-endian, one channel.
const PCM_RATE = 24_000

/** How many bytes tell what a file is. */
export const SNIFFED_BYTES = 12

const ALIASES = new Map<string, AudioFormat>([
  ['mpeg', 'mp3'],
  ['ogg', 'opus'],
  ['wave', 'wav'],
  ['x-wav', 'wav'],
  ['x-flac', 'flac'],
])

/** Reads `mp3`, `MP3`, `audio/mpeg`, and the like. */
export function parseAudioFormat(written: string): AudioFormat | undefined {
  const [type = ''] = written.toLowerCase().split(';')
  const name = type.trim().replace(/^audio\//, '')
  return isAudioFormat(name) ? name : ALIASES.get(name)
}

function isAudioFormat(name: string): name is AudioFormat {
  return Object.hasOwn(MEDIA_TYPES, name)
}

/** Audio, and everything that may tell what it is. */
export interface UnknownAudio {
  bytes: Uint8Array
  /** What the server says it is. */
  mediaType: string | undefined
  /** What was asked for. */
  format: AudioFormat | undefined
}

/** The media type of audio: by its bytes, else by the server's word, else by what was asked for. */
export function readAudioType({ bytes, mediaType, format }: UnknownAudio): string | undefined {
  const declared = normalizeMediaType(mediaType)
  const expected = declared ?? (format && MEDIA_TYPES[format][0])
  const isRaw = expected !== undefined && MEDIA_TYPES.pcm.includes(expected)
  return sniff(bytes, isRaw) ?? expected
}

function sniff(bytes: Uint8Array, isRaw: boolean): string | undefined {
  const type = detectAudioType(bytes)
  // Two bytes are enough to know a frame of these by, and samples may have any value.
  const isFrame = type === 'audio/mpeg' || type === 'audio/aac'
  return isRaw && isFrame && bytes[0] === 0xff ? undefined : type
}

/** Whether bytes are words, such as those of an error, where audio was to be. */
export function isNoAudio({ bytes, mediaType = '' }: Pick<UnknownAudio, 'bytes' | 'mediaType'>): boolean {
  if (sniff(bytes, false) !== undefined || !isReadable(bytes)) return false
  return /^text\/|[/+](?:html|xml|json)$/.test(mediaType) || beginsLikeMarkup(bytes)
}

function normalizeMediaType(mediaType: string | undefined): string | undefined {
  if (mediaType === undefined) return undefined
  const [type = ''] = mediaType.toLowerCase().split(';')
  if (!type.trim().startsWith('audio/')) return undefined
  // `/api/tts` says audio/mp3, the other endpoint audio/mpeg (API sheet §28, C43).
  const format = parseAudioFormat(type)
  return format !== undefined && !MEDIA_TYPES[format].includes(type.trim())
    ? MEDIA_TYPES[format][0]
    : type.trim()
}

/** Whether audio is of the format that was asked for; unknown audio may be. */
export function isOfFormat(mediaType: string | undefined, format: AudioFormat | undefined): boolean {
  return mediaType === undefined || format === undefined || MEDIA_TYPES[format].includes(mediaType)
}

/** The sample rate of audio without a header, in Hz; that of all other audio stands in it. */
export function readSampleRate(mediaType: string | undefined, contentType = ''): number | undefined {
  if (mediaType === undefined || !MEDIA_TYPES.pcm.includes(mediaType)) return undefined
  const rate = Number(/;\s*rate=(\d+)/i.exec(contentType)?.[1])
  return rate > 0 ? rate : PCM_RATE
}

export function isPcmRate(rate: number): boolean {
  return rate === PCM_RATE
}
