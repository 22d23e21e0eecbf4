import { soundFormats, type SoundFormat } from '../media/sound-format.ts'
import { elevenlabsVoices, kokoroVoices, openaiVoices } from './voices.ts'

/** How an endpoint hands over what a model said: at once, as an address, or later. */
export type HandOver = 'bytes' | 'url' | 'ticket'

/** A model of `…/audio/speech` and `/api/tts`. */
export interface SpeechModel {
  id: string
  name: string
  description: string
  /** The input is a prompt, the voice is ignored, and every piece has one price. */
  music: boolean
  /** USD per 1,000 characters; of a music model per piece. */
  price: number
  maxCharacters: number
  /** Absent where any name is taken: lists that no document gives, and voices of one's own. */
  voices?: readonly string[]
  defaultVoice: string
  /** A model with one format makes that, whatever is asked for. */
  formats: readonly SoundFormat[]
  /** What `/api/tts` gets; a choice there is for OpenAI's models (API sheet §14.2). Absent where there is one. */
  ttsFormat?: SoundFormat
  streams: boolean
  speed: boolean
  answers: { speech: HandOver; tts: HandOver }
  /** `fatal`: a request with `instructions` fails (field note A11). */
  instructions: 'heard' | 'ignored' | 'fatal'
}

type Distinctive = Pick<SpeechModel, 'id' | 'name' | 'description' | 'price'> & Partial<SpeechModel>

function speech(entry: Distinctive): SpeechModel {
  return {
    music: false,
    maxCharacters: 10_000,
    defaultVoice: 'default',
    formats: soundFormats,
    ttsFormat: 'wav',
    streams: false,
    speed: true,
    answers: { speech: 'bytes', tts: 'url' },
    instructions: 'ignored',
    ...entry,
  }
}

function openai(entry: Distinctive): SpeechModel {
  const { ttsFormat: _, ...usual } = speech({
    maxCharacters: 4096,
    voices: openaiVoices,
    defaultVoice: 'alloy',
    streams: true,
    answers: { speech: 'bytes', tts: 'bytes' },
    instructions: 'heard',
    ...entry,
  })
  return usual
}

function elevenlabs(entry: Distinctive): SpeechModel {
  return speech({
    voices: elevenlabsVoices,
    defaultVoice: 'Rachel',
    formats: ['mp3'],
    ttsFormat: 'mp3',
    streams: true,
    answers: { speech: 'bytes', tts: 'ticket' },
    ...entry,
  })
}

function minimax(version: string, price: number): SpeechModel {
  return speech({
    id: `Minimax-Speech-${version}`,
    name: `MiniMax Speech ${version}`,
    description: 'Speech with many voices, and with cloned ones.',
    price,
    defaultVoice: 'Wise_Woman',
    ttsFormat: 'mp3',
  })
}

function gemini(id: string): SpeechModel {
  return speech({
    id,
    name: 'Gemini 3.1 Flash TTS',
    description: 'Speech from a general model.',
    price: 0.02,
    defaultVoice: 'Kore',
    instructions: 'fatal',
  })
}

/** Prices of the first six are those of API sheet §27 and the guide to speech; the others are nobody's. */
export const speechModels: readonly SpeechModel[] = [
  speech({
    id: 'Kokoro-82m',
    name: 'Kokoro 82M',
    description: 'An open model with voices in nine languages.',
    price: 0.001,
    voices: kokoroVoices,
    defaultVoice: 'af_bella',
  }),
  elevenlabs({
    id: 'Elevenlabs-Turbo-V2.5',
    name: 'ElevenLabs Turbo v2.5',
    description: 'Fast speech with control of its style.',
    price: 0.06,
  }),
  elevenlabs({
    id: 'Elevenlabs-V3',
    name: 'ElevenLabs v3',
    description: 'Expressive speech.',
    price: 0.1,
    maxCharacters: 3000,
  }),
  openai({
    id: 'tts-1',
    name: 'TTS 1',
    description: 'Speech with little delay.',
    price: 0.015,
    instructions: 'ignored',
  }),
  openai({ id: 'tts-1-hd', name: 'TTS 1 HD', description: 'Speech of higher quality.', price: 0.03 }),
  openai({
    id: 'gpt-4o-mini-tts',
    name: 'GPT-4o mini TTS',
    description: 'Speech that follows instructions.',
    price: 0.0006,
    speed: false,
  }),
  minimax('02-HD', 0.1),
  minimax('2.6-HD', 0.1),
  minimax('2.6-Turbo', 0.06),
  minimax('2.8-HD', 0.1),
  minimax('2.8-Turbo', 0.06),
  speech({
    id: 'Qwen-3-TTS-1.7B',
    name: 'Qwen3 TTS 1.7B',
    description: 'Speech with cloned voices, handed over by address.',
    price: 0.02,
    defaultVoice: 'Vivian',
    answers: { speech: 'url', tts: 'url' },
  }),
  gemini('gemini-3.1-flash-tts'),
  gemini('gemini-3.1-flash-tts-preview'),
  speech({
    id: 'Omnivoice',
    name: 'OmniVoice',
    description: 'Speech that takes no instructions at all.',
    price: 0.01,
    instructions: 'fatal',
  }),
  elevenlabs({
    id: 'Elevenlabs-Music-V1',
    name: 'ElevenLabs Music',
    description: 'Music after a prompt, with a ticket to wait for.',
    price: 0.2,
    music: true,
    streams: false,
    answers: { speech: 'ticket', tts: 'ticket' },
  }),
  speech({
    id: 'Minimax-Music-02',
    name: 'MiniMax Music 02',
    description: 'Music after a prompt.',
    price: 0.03,
    music: true,
    maxCharacters: 3000,
    ttsFormat: 'mp3',
  }),
]

const byId = new Map(speechModels.map(model => [model.id, model]))

export function findSpeechModel(id: string): SpeechModel | undefined {
  return byId.get(id)
}
