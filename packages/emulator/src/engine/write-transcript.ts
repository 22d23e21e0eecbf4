import { hash, pick } from './random.ts'

const wordsPerSecond = 2.5

const openings = ['The quiet', 'A small', 'Every old', 'Another green', 'The last', 'Some warm'] as const
const subjects = ['river', 'garden', 'teacher', 'letter', 'mountain', 'kitchen', 'engine', 'market'] as const
const doings = ['follows', 'remembers', 'opens', 'carries', 'measures', 'answers', 'crosses'] as const
const objects = [
  'the narrow road',
  'a long story',
  'the morning light',
  'our next question',
  'two blue doors',
] as const
const places = ['before noon', 'near the harbour', 'without a sound', 'in the end', 'once a year'] as const

function sentence(seed: number, ordinal: number): string[] {
  const choose = <Value>(list: readonly [Value, ...Value[]], part: string): Value =>
    pick(list, hash(`${seed} ${ordinal} ${part}`))
  return [
    choose(openings, 'opening'),
    choose(subjects, 'subject'),
    choose(doings, 'doing'),
    choose(objects, 'object'),
    choose(places, 'place'),
  ].flatMap(words => words.split(' '))
}

/** What somebody says who speaks for so long: sentences without meaning, always the same for the same seed. */
export function writeTranscript(seconds: number, seed: number): string {
  const count = Math.max(1, Math.round(seconds * wordsPerSecond))
  const sentences: string[] = []
  for (let left = count, ordinal = 0; left > 0; ordinal += 1) {
    const words = sentence(seed, ordinal).slice(0, left)
    left -= words.length
    sentences.push(`${words.join(' ')}.`)
  }
  return sentences.join(' ')
}
