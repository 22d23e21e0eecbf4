/** A model of `…/audio/transcriptions` and `/api/transcribe`. */
export interface TranscriptionModel {
  id: string
  name: string
  description: string
  /** USD per minute; of a voice clone per run. */
  price: number
  /** Makes a voice instead of a text. */
  clones: boolean
  /** `/api/transcribe` answers with a ticket. */
  async: boolean
  /** Takes video as well. */
  video: boolean
  /** Tells speakers apart, and hears applause. */
  speakers: boolean
  /** What `usage` counts. */
  counts: 'duration' | 'tokens'
  maxFileMegabytes: number
}

type Distinctive = Pick<TranscriptionModel, 'id' | 'name' | 'description' | 'price'> &
  Partial<TranscriptionModel>

function transcriber(entry: Distinctive): TranscriptionModel {
  return {
    clones: false,
    async: false,
    video: false,
    speakers: false,
    counts: 'duration',
    maxFileMegabytes: 500,
    ...entry,
  }
}

function gpt4oMini(version: string): TranscriptionModel {
  return transcriber({
    id: `gpt-4o-mini-transcribe${version}`,
    name: 'GPT-4o mini Transcribe',
    description: 'Transcription by a language model that hears.',
    price: 0.003,
    counts: 'tokens',
    maxFileMegabytes: 25,
  })
}

function voiceClone(id: string, price: number): TranscriptionModel {
  return transcriber({
    id,
    name: id,
    description: 'Makes a voice out of a recording.',
    price,
    clones: true,
    async: true,
    maxFileMegabytes: 20,
  })
}

/** Prices as in API sheet §27 and §14.4; sizes are nobody's but for the documented 500 MB. */
export const transcriptionModels: readonly TranscriptionModel[] = [
  transcriber({
    id: 'Whisper-Large-V3',
    name: 'Whisper Large v3',
    description: 'Accurate transcription in many languages.',
    price: 0.0005,
  }),
  transcriber({ id: 'Wizper', name: 'Wizper', description: 'Fast transcription.', price: 0.01 }),
  transcriber({
    id: 'Elevenlabs-STT',
    name: 'ElevenLabs Scribe',
    description: 'Transcription that tells speakers apart.',
    price: 0.03,
    async: true,
    speakers: true,
  }),
  gpt4oMini(''),
  gpt4oMini('-2025-03-20'),
  gpt4oMini('-2025-12-15'),
  gpt4oMini('-latest'),
  transcriber({
    id: 'openai-whisper-with-video',
    name: 'Whisper with video',
    description: 'Transcription of sound and of videos.',
    price: 0.06,
    video: true,
  }),
  voiceClone('qwen-voice-clone', 0.25),
  voiceClone('minimax-voice-clone', 1),
]

const byId = new Map(transcriptionModels.map(model => [model.id, model]))

export function findTranscriptionModel(id: string): TranscriptionModel | undefined {
  return byId.get(id)
}
