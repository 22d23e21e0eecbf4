import type { AudioFormat } from './audio-format.ts'
import type { NanoGPTSpeechModelOptions } from './speech-options.ts'

/** The endpoint of a request: `/v1/audio/speech` or `/api/tts`. */
export type SpeechRoute = 'speech' | 'tts'

/** What may be set, and the field that carries it. The text is no setting. */
export const SETTINGS = [
  { name: 'voice', field: 'voice' },
  { name: 'outputFormat', field: 'response_format' },
  { name: 'rate', field: undefined },
  { name: 'speed', field: 'speed' },
  { name: 'instructions', field: 'instructions' },
  { name: 'language', field: 'language' },
  { name: 'stability', field: 'stability' },
  { name: 'similarityBoost', field: 'similarity_boost' },
  { name: 'style', field: 'style' },
  { name: 'speakerVoiceEmbeddingFileUrl', field: 'speaker_voice_embedding_file_url' },
  { name: 'referenceText', field: 'reference_text' },
  { name: 'prompt', field: 'prompt' },
  { name: 'stream', field: 'stream' },
] as const

export type SettingName = (typeof SETTINGS)[number]['name']

/** The settings of a call, of the SDK's and of ours, as far as they are given. */
export interface GivenSettings extends Pick<NanoGPTSpeechModelOptions, (typeof TTS_OPTIONS)[number]> {
  voice?: string
  outputFormat?: AudioFormat
  rate?: number
  speed?: number
  instructions?: string
  language?: string
  stream?: true
}

/** Options of `/api/tts` alone, for ElevenLabs' voices and for Qwen's (API sheet §14.2). */
export const VOICE_OPTIONS = ['stability', 'similarityBoost', 'style'] as const
export const CLONING_OPTIONS = ['speakerVoiceEmbeddingFileUrl', 'referenceText', 'prompt'] as const
export const TTS_OPTIONS = [...VOICE_OPTIONS, ...CLONING_OPTIONS] as const
