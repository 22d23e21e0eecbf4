import type { TranscriptionModel } from '../data/transcription-models.ts'
import { countCharacters, type SpeechRequest } from '../reading/read-speech.ts'
import { round } from './money.ts'

/** By the characters of the text; a piece of music has one price. */
export function speechPrice({ model, text }: SpeechRequest): number {
  return model.music ? model.price : round((countCharacters(text) / 1000) * model.price)
}

/** By the length of the recording; a voice has one price. */
export function transcriptionPrice({ clones, price }: TranscriptionModel, seconds: number): number {
  return clones ? price : round((seconds / 60) * price)
}

/** Minutes as `/api/transcribe` charges them: tenths, and every one that began. */
export function chargedMinutes(seconds: number): number {
  return Math.max(0.1, Math.ceil(Number((seconds / 6).toFixed(6))) / 10)
}
