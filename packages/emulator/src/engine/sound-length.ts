import { hash } from './random.ts'

const charactersPerSecond = 15
const shortest = 0.5
/** Nobody waits for a test that encodes an hour. */
const longest = 600

/** How long somebody takes to say this. */
export function speechSeconds(characters: number, speed: number): number {
  return Math.min(longest, Math.max(shortest, characters / charactersPerSecond / speed))
}

/** Between 10 and 30 seconds, always the same for the same prompt. */
export function musicSeconds(prompt: string): number {
  return 10 + (hash(prompt) % 21)
}

/** How long a sound is that only its address is known of: between 5 and 60 seconds. */
export function unseenSeconds(url: string): number {
  return 5 + (hash(url) % 56)
}
