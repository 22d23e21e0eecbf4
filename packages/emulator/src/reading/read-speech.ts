import { ApiError, invalidRequest } from '../contract/api-error.ts'
import type { SpeechBody, TtsBody } from '../contract/speech-fields.ts'
import { findSpeechModel, type SpeechModel } from '../data/speech-models.ts'
import { soundFormats, type SoundFormat } from '../media/sound-format.ts'

/** What shall be said, by whom and how. */
export interface SpeechRequest {
  model: SpeechModel
  text: string
  voice: string
  speed: number
  format: SoundFormat
  instructions: string | undefined
  /** In pieces, while it is being made. */
  streams: boolean
}

function requireModel(id: string): SpeechModel {
  const model = findSpeechModel(id)
  if (model === undefined) throw invalidRequest('invalid_model', `The model ${id} does not exist.`, 'model')
  return model
}

function readVoice(asked: string | undefined, { id, music, voices, defaultVoice }: SpeechModel): string {
  if (asked === undefined || music) return defaultVoice
  if (voices !== undefined && !voices.includes(asked)) {
    throw invalidRequest(
      'invalid_voice',
      `${id} has no voice "${asked}". It has ${voices.join(', ')}.`,
      'voice',
    )
  }
  return asked
}

function readFormat(asked: string | undefined, { id, formats }: SpeechModel): SoundFormat {
  const [only, another] = formats
  // ElevenLabs ignores the field (API sheet §14.1).
  if (only !== undefined && another === undefined) return only
  if (asked === undefined) return 'mp3'
  const format = soundFormats.find(name => name === asked)
  if (format !== undefined && formats.includes(format)) return format
  throw invalidRequest(
    'unsupported_format',
    `${id} does not make "${asked}". It makes ${formats.join(', ')}.`,
    'response_format',
  )
}

function readSpeed(asked: number | undefined, { music, speed }: SpeechModel): number {
  return music || !speed ? 1 : (asked ?? 1)
}

/** How many characters count towards limits and prices. */
export function countCharacters(text: string): number {
  return [...text].length
}

function tooLong({ id, maxCharacters }: SpeechModel, text: string, status: 400 | 413): ApiError {
  return new ApiError({
    status,
    code: 'input_too_long',
    message: `The input has ${countCharacters(text)} characters. ${id} takes ${maxCharacters}.`,
  })
}

/** Puts a body of `…/audio/speech` together with the catalogue, or refuses it. */
export function readSpeech(body: SpeechBody): SpeechRequest {
  const model = requireModel(body.model)
  if (countCharacters(body.input) > model.maxCharacters) throw tooLong(model, body.input, 400)
  return {
    model,
    text: body.input,
    voice: readVoice(body.voice, model),
    speed: readSpeed(body.speed, model),
    format: readFormat(body.response_format, model),
    instructions: body.instructions,
    streams: model.streams && body.stream === true,
  }
}

/** The same for `/api/tts`, which has another default, other formats and another status for long texts. */
export function readTts(body: TtsBody): SpeechRequest {
  const model = requireModel(body.model ?? 'Kokoro-82m')
  if (countCharacters(body.text) > model.maxCharacters) throw tooLong(model, body.text, 413)
  return {
    model,
    text: body.text,
    voice: readVoice(body.voice, model),
    speed: readSpeed(body.speed, model),
    format: model.ttsFormat ?? readFormat(body.response_format, model),
    instructions: body.instructions,
    streams: false,
  }
}
