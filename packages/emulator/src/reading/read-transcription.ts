import { ApiError, invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { TranscribeBody, TranscriptionBody } from '../contract/transcription-fields.ts'
import { findTranscriptionModel, type TranscriptionModel } from '../data/transcription-models.ts'
import type { UploadedSound } from './read-sound-form.ts'
import { readInputAudio, readSoundUrl, type SoundSource } from './read-sound-source.ts'

/** What shall be heard, and how the answer shall look. */
export interface TranscriptionRequest {
  model: TranscriptionModel
  source: SoundSource
  /** The field that names the source, for errors about it. */
  param: string
  /** `undefined` to be detected. */
  language: string | undefined
  task: 'transcribe' | 'translate'
  format: 'json' | 'verbose_json' | 'text' | 'srt' | 'vtt'
  words: boolean
  segments: boolean
}

/** The same of `/api/transcribe`. */
export interface TranscribeRequest {
  model: TranscriptionModel
  source: SoundSource
  param: string
  language: string | undefined
  diarize: boolean
  tagEvents: boolean
  /** What the caller says that the recording lasts. */
  statedMinutes: number | undefined
}

function requireModel(id = 'Whisper-Large-V3'): TranscriptionModel {
  const model = findTranscriptionModel(id)
  if (model !== undefined) return model
  throw new ApiError({
    status: 404,
    code: 'model_not_found',
    message: `The model ${id} does not exist, or does not transcribe.`,
    param: 'model',
  })
}

function readLanguage(asked: string | undefined): string | undefined {
  return asked === 'auto' ? undefined : asked
}

interface Candidate {
  param: string
  open: () => SoundSource
}

/** Exactly one of the sources that were sent. */
function onlyOne(candidates: readonly Candidate[], names: string): Candidate {
  const [first, second] = candidates
  if (first === undefined)
    throw invalidRequest('missing_required_parameter', `${names} is required`, names.split(/\W/)[0])
  if (second !== undefined) {
    throw invalidValue(
      second.param,
      `Send one recording: ${first.param} and ${second.param} exclude each other.`,
    )
  }
  return first
}

function fileCandidate(param: string, file: UploadedSound | undefined): Candidate[] {
  return file === undefined ? [] : [{ param, open: () => ({ upload: file }) }]
}

function transcriptionSources(
  body: TranscriptionBody,
  file: UploadedSound | undefined,
  model: TranscriptionModel,
): Candidate[] {
  const urls = (['file_url', 'audio_url', 'audioUrl'] as const).flatMap(param => {
    const text = body[param]
    return text === undefined ? [] : [{ param, open: () => readSoundUrl(text, param, model) }]
  })
  const inline = (['input_audio', 'inputAudio'] as const).flatMap(param => {
    const audio = body[param]
    return audio === undefined ? [] : [{ param, open: () => readInputAudio(audio, param, model) }]
  })
  return [...fileCandidate('file', file), ...urls, ...inline]
}

/** Reads which times are asked for: without a wish segments, as OpenAI does. */
function readTimes(
  body: TranscriptionBody,
  format: TranscriptionRequest['format'],
): Pick<TranscriptionRequest, 'words' | 'segments'> {
  const wanted = body.timestamp_granularities ?? body.timestampGranularities
  if (wanted !== undefined && wanted.length > 0 && format !== 'verbose_json') {
    throw invalidValue(
      'timestamp_granularities',
      'timestamp_granularities needs response_format verbose_json.',
    )
  }
  return { words: wanted?.includes('word') ?? false, segments: wanted?.includes('segment') ?? true }
}

/** Puts a request of `…/audio/transcriptions` together with the catalogue, or refuses it. */
export function readTranscription(
  body: TranscriptionBody,
  file: UploadedSound | undefined,
): TranscriptionRequest {
  const model = requireModel(body.model)
  const { param, open } = onlyOne(transcriptionSources(body, file, model), 'file, file_url or input_audio')
  const format = body.response_format ?? body.responseFormat ?? 'json'
  return {
    model,
    source: open(),
    param,
    language: readLanguage(body.language),
    task: body.task ?? 'transcribe',
    format,
    ...readTimes(body, format),
  }
}

/** The same for `/api/transcribe`; speakers and events are known to one model, and ignored by the others. */
export function readTranscribe(body: TranscribeBody, file: UploadedSound | undefined): TranscribeRequest {
  const model = requireModel(body.model)
  const address = body.audioUrl
  const urls =
    address === undefined ? [] : [{ param: 'audioUrl', open: () => readSoundUrl(address, 'audioUrl', model) }]
  const { param, open } = onlyOne([...fileCandidate('audio', file), ...urls], 'audio or audioUrl')
  return {
    model,
    source: open(),
    param,
    language: readLanguage(body.language),
    diarize: model.speakers && (body.diarize ?? false),
    tagEvents: model.speakers && (body.tagAudioEvents ?? false),
    statedMinutes: body.actualDuration === undefined ? undefined : Number(body.actualDuration),
  }
}
