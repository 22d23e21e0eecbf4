/** A piece of a text and when it is said, in seconds. */
export interface Timed {
  text: string
  start: number
  end: number
}

/** A sentence, or a part of a long one. */
export interface Segment extends Timed {
  words: readonly Timed[]
}

/** What was said in a recording. */
export interface Transcript {
  text: string
  language: string
  seconds: number
  segments: readonly Segment[]
}

// Languages that are written without spaces have a word for every sign.
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}][^\p{L}\p{N}\s]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu

const longestSegment = 15

/** Milliseconds are enough, and add up. */
function toSeconds(value: number): number {
  return Math.round(value * 1000) / 1000
}

interface Found extends Timed {
  from: number
  to: number
}

/** Every word with the share of the time that its length has of the text's. */
function timeWords(text: string, seconds: number): Found[] {
  const matches = [...text.matchAll(wordPattern)]
  const total = matches.reduce((sum, [word]) => sum + word.length + 1, 0)
  let passed = 0
  return matches.map(({ 0: word, index }) => {
    const start = toSeconds((passed / total) * seconds)
    passed += word.length + 1
    return {
      text: word,
      start,
      end: toSeconds((passed / total) * seconds),
      from: index,
      to: index + word.length,
    }
  })
}

function endsSegment(word: Found, length: number): boolean {
  return /[.!?…。！？]["”')]*$/.test(word.text) || length >= longestSegment
}

function split(words: readonly Found[]): Found[][] {
  const groups: Found[][] = []
  let group: Found[] = []
  for (const word of words) {
    group.push(word)
    if (!endsSegment(word, group.length)) continue
    groups.push(group)
    group = []
  }
  return group.length > 0 ? [...groups, group] : groups
}

/** Sentences and words of a text that is said in so many seconds. They follow each other without a pause. */
export function timeTranscript(text: string, language: string, seconds: number): Transcript {
  const segments = split(timeWords(text, seconds)).map(group => ({
    text: text.slice(group[0]?.from, group.at(-1)?.to),
    start: group[0]?.start ?? 0,
    end: group.at(-1)?.end ?? seconds,
    words: group.map(word => ({ text: word.text, start: word.start, end: word.end })),
  }))
  return { text, language, seconds, segments }
}
