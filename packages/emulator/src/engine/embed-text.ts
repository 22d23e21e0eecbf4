import { hash } from './random.ts'
import { keywords, stem } from './words.ts'

/** Coordinates that one feature of a text moves. */
const touched = 24

/** How much of a vector is its text's own, so that no coordinate is zero. */
const ownShare = 0.01

/** A sequence of 32-bit numbers from a seed (xorshift); the same seed, the same sequence. */
function sequence(seed: number): () => number {
  let state = seed === 0 ? 1 : seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** The words that carry a text, and their stems, so that `owl` is near `owls`; of a text without such, all it has. */
function featuresOf(text: string): string[] {
  const carrying = keywords(text)
  const words = carrying.length > 0 ? carrying : (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text])
  return words.flatMap(word => [word, `${stem(word)}…`])
}

function addFeature(vector: Float32Array, feature: string): void {
  const next = sequence(hash(feature))
  for (let count = 0; count < touched; count += 1) {
    const number = next()
    const index = (number >>> 1) % vector.length
    vector[index] = (vector[index] ?? 0) + (number & 1 ? 1 : -1)
  }
}

function addNoise(vector: Float32Array, text: string): void {
  const next = sequence(hash(text))
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] = (vector[index] ?? 0) + (next() / 0x1_0000_0000 - 0.5) * ownShare
  }
}

/** Makes the length of a vector 1, in place. */
function normalize(vector: Float32Array): Float32Array {
  let squares = 0
  for (const coordinate of vector) squares += coordinate * coordinate
  const length = Math.sqrt(squares)
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] = (vector[index] ?? 0) / length
  }
  return vector
}

/**
 * A vector of length 1: near that of a text with the same words, far from that of another, and always the same.
 * A shorter one is the beginning of the longer one, as of models whose vectors can be cut.
 */
export function embedText(text: string, size: { full: number; dimensions: number }): Float32Array {
  const vector = new Float32Array(size.full)
  for (const feature of featuresOf(text)) addFeature(vector, feature)
  addNoise(vector, text)
  return normalize(vector.slice(0, size.dimensions))
}
