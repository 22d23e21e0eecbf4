import { sampleRate } from '../media/sound-format.ts'
import { hash } from './random.ts'

/** Steps that sound well in any order. */
const pentatonic = [0, 2, 4, 7, 9, 12, 14, 16]
const loudness = 0.18
const attackSeconds = 0.02
const releaseSeconds = 0.04
/** Notes are not longer than this; a long piece repeats its words. */
const longestNote = 0.7

/** What is played. */
export interface Melody {
  text: string
  /** Another voice is another pitch. */
  voice: string
  seconds: number
}

interface Note {
  hertz: number
  from: number
  to: number
}

function bits(text: string): string[] {
  return text.match(/[\p{L}\p{N}]{1,8}/gu) ?? [text]
}

/** The words once, or as often as it takes to fill the time with short notes. */
function wordsFor({ text, seconds }: Melody): string[] {
  const words = bits(text)
  const rounds = Math.max(1, Math.ceil(seconds / longestNote / words.length))
  return Array.from({ length: rounds }, () => words).flat()
}

/** A note for every word: the same word has the same note, and a longer word a longer one. */
function compose(melody: Melody): Note[] {
  const words = wordsFor(melody)
  const total = words.reduce((sum, word) => sum + word.length + 1, 0)
  const frames = Math.round(melody.seconds * sampleRate)
  const base = 165 * 2 ** ((hash(melody.voice) % 13) / 12)
  let passed = 0
  return words.map(word => {
    const step = pentatonic[hash(word.toLowerCase()) % pentatonic.length] ?? 0
    const from = Math.round((passed / total) * frames)
    passed += word.length + 1
    return { hertz: base * 2 ** (step / 12), from, to: Math.round((passed / total) * frames) }
  })
}

/** Swells quickly, fades slowly, and ends without a click. */
function envelope(at: number, length: number): number {
  const fade = Math.exp((-2.5 * at) / length)
  return fade * Math.min(1, at / attackSeconds) * Math.min(1, (length - at) / releaseSeconds)
}

/** A quiet tune in place of a voice: one channel of samples between -1 and 1. */
export function playMelody(melody: Melody): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(melody.seconds * sampleRate))
  for (const { hertz, from, to } of compose(melody)) {
    const length = (to - from) / sampleRate
    for (let index = from; index < to; index += 1) {
      const at = (index - from) / sampleRate
      const angle = 2 * Math.PI * hertz * at
      samples[index] = loudness * envelope(at, length) * (Math.sin(angle) + 0.25 * Math.sin(2 * angle))
    }
  }
  return samples
}
