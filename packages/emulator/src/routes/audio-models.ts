import { invalidValue } from '../contract/api-error.ts'
import { speechModels, type SpeechModel } from '../data/speech-models.ts'
import { transcriptionModels, type TranscriptionModel } from '../data/transcription-models.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver } from '../stream/deliver.ts'
import { addedTo, countedList, wantsDetails } from './list-reply.ts'

type Description = Record<string, unknown>

function entry(
  { id, name, description }: SpeechModel | TranscriptionModel,
  [input, output]: [string[], string[]],
): Description {
  return {
    id,
    object: 'model',
    name,
    description,
    architecture: { modality: 'audio', input_modalities: input, output_modalities: output },
  }
}

function describeSpeech(model: SpeechModel): Description {
  const { music, price, voices, formats, streams, speed, maxCharacters, instructions } = model
  return {
    ...entry(model, [['text'], ['audio']]),
    pricing: { ...(music ? { per_generation: price } : { per_1k_characters: price }), currency: 'USD' },
    capabilities: { text_to_speech: true, speech_to_text: false, ...(music && { music: true }) },
    supported_parameters: {
      ...(voices !== undefined && !music && { voices }),
      response_formats: formats,
      streaming: streams,
      speed: speed && !music,
      instructions: instructions === 'heard',
      max_input_characters: maxCharacters,
    },
  }
}

function describeTranscription(model: TranscriptionModel): Description {
  const { clones, price, video, speakers, maxFileMegabytes } = model
  return {
    ...entry(model, [video ? ['audio', 'video'] : ['audio'], [clones ? 'voice' : 'text']]),
    pricing: { ...(clones ? { per_run: price } : { per_minute: price }), currency: 'USD' },
    capabilities: { text_to_speech: false, speech_to_text: !clones, ...(clones && { voice_cloning: true }) },
    supported_parameters: {
      file_formats: [
        'mp3',
        'ogg',
        'wav',
        'm4a',
        'aac',
        ...(video ? ['mp4', 'mov', 'avi', 'mkv', 'webm'] : []),
      ],
      max_file_size_mb: maxFileMegabytes,
      ...(!clones && { language: true, timestamps: true, diarization: speakers }),
    },
  }
}

function basic({ id, object }: Description): Description {
  return { id, object }
}

const types = ['all', 'tts', 'stt']

/** `GET …/audio-models`. Needs no key; `generated_at` is the time of the emulator's clock. */
export function listAudioModels(context: EmulatorContext): Response {
  const type = context.req.query('type') ?? 'all'
  if (!types.includes(type)) throw invalidValue('type', `type must be ${types.join(', ')}.`)
  const described = [
    ...(type === 'stt' ? [] : speechModels.map(describeSpeech)),
    ...(type === 'tts' ? [] : transcriptionModels.map(describeTranscription)),
  ]
  const details = wantsDetails(context)
  const data = [...(details ? described : described.map(basic)), ...addedTo(context, 'audio', details)]
  return deliver(context, countedList(context, data, type === 'all' ? {} : { type }))
}
