import { hash, pick } from './random.ts'

const subjects = [
  'the first recording',
  'the experiment',
  'the audience',
  'the machine',
  'the river',
  'the melody',
] as const
const deeds = [
  'begins quietly',
  'surprises everyone',
  'comes back once more',
  'takes longer than planned',
  'ends in applause',
] as const

/** A video of YouTube, as far as it can be known from its id. */
export interface VideoTranscript {
  title: string
  transcript: string
}

/** What is said in a video: the same for the same id. Ids that begin with `none` have no transcript. */
export function writeVideoTranscript(id: string): VideoTranscript | undefined {
  if (id.startsWith('none')) return undefined
  const sentences = Array.from({ length: 6 }, (_, index) => {
    const seed = hash(`${id}\n${index}`)
    const [first = '', ...rest] = pick(subjects, seed)
    return `${first.toUpperCase()}${rest.join('')} ${pick(deeds, seed >>> 8)}.`
  })
  return {
    title: `Video ${id}: ${pick(subjects, hash(id))}`,
    transcript: `Welcome to video ${id}. ${sentences.join(' ')} Thank you for watching.`,
  }
}
