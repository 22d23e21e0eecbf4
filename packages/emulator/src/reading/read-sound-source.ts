import { invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { TranscriptionModel } from '../data/transcription-models.ts'
import { dataUrlBytes, decodeBase64 } from '../media/image-facts.ts'
import type { SoundFacts } from '../media/sound-facts.ts'
import type { UploadedSound } from './read-sound-form.ts'

/** A recording: its bytes, or where they are. */
export type SoundSource = { upload: UploadedSound } | { url: URL }

const audioExtensions = [
  'mp3',
  'mpeg',
  'mpga',
  'wav',
  'ogg',
  'oga',
  'opus',
  'm4a',
  'aac',
  'flac',
  'mp4',
  'webm',
]
const videoExtensions = ['mp4', 'm4v', 'mov', 'avi', 'mkv', 'webm', 'mpeg']

function extensionsOf({ video }: TranscriptionModel): string[] {
  return video ? [...new Set([...audioExtensions, ...videoExtensions])] : audioExtensions
}

/** A 400 about what was sent to be heard. */
export function unsupportedSound(param: string, message: string): Error {
  return invalidRequest('unsupported_format', message, param)
}

function checkExtension(name: string, param: string, model: TranscriptionModel): void {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase()
  const known = extensionsOf(model)
  if (extension === undefined || known.includes(extension)) return
  throw unsupportedSound(
    param,
    `${model.id} does not take .${extension} files. It takes ${known.join(', ')}.`,
  )
}

/** Reads an address, or the data that stands in the place of one. */
export function readSoundUrl(text: string, param: string, model: TranscriptionModel): SoundSource {
  if (text.startsWith('data:')) {
    const bytes = dataUrlBytes(text)
    if (bytes === undefined) throw invalidValue(param, `${param} is not a data URI in base64.`)
    return { upload: { name: 'audio', bytes } }
  }
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw invalidValue(param, `${param} must be an http(s) URL or a data URI.`)
  }
  checkExtension(url.pathname, param, model)
  return { url }
}

/** Reads sound in base64, as chat messages carry it. */
export function readInputAudio(
  { data, format }: { data: string; format: string },
  param: string,
  model: TranscriptionModel,
): SoundSource {
  checkExtension(`audio.${format}`, `${param}.format`, model)
  const bytes = dataUrlBytes(data) ?? decodeBase64(data)
  if (bytes === undefined) throw invalidValue(`${param}.data`, `${param}.data is not valid base64.`)
  return { upload: { name: `audio.${format}`, bytes } }
}

const videoOnly = new Set(['Matroska', 'QuickTime File Format', 'MPEG Transport Stream'])

/** Refuses bytes that are no sound, or that the model cannot hear. */
export function checkSound(
  facts: SoundFacts | undefined,
  param: string,
  model: TranscriptionModel,
): SoundFacts {
  if (facts === undefined) throw unsupportedSound(param, 'The audio file could not be read.')
  // What browsers record as audio/webm often says Matroska inside, and is refused (field note A10, INS-054).
  if (!model.video && (facts.hasVideo || videoOnly.has(facts.container))) {
    const what = facts.hasVideo ? 'video' : facts.container
    throw unsupportedSound(param, `${model.id} takes audio files, and this is ${what}.`)
  }
  return facts
}
