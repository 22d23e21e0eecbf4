// Text that compresses about as well as people's own does: made-up words, few of them frequent, the
// same in every run. Repeating one sentence would flatter compression, random letters would hide it.

const SYLLABLES =
  'an be co da el fi ga ho in jo ka lo mi no or pa qua re so ta un va wi xe yo za str ing er ed ly tion'.split(
    ' ',
  )

const VOCABULARY_SIZE = 4000

const VOCABULARY = makeVocabulary()

/** Endless words, always the same ones for the same seed. */
export function* words(seed: number): Generator<string, never> {
  const random = randomNumbers(seed)
  while (true) {
    // The cube makes few words common and many rare, as in real text.
    yield VOCABULARY[Math.floor(random() ** 3 * VOCABULARY_SIZE)] ?? 'the'
  }
}

/** A text of about that many characters. */
export function prose(characters: number, seed: number): string {
  const pieces: string[] = []
  let length = 0
  for (const word of words(seed)) {
    if (length >= characters) break
    pieces.push(word)
    length += word.length + 1
  }
  return pieces.join(' ')
}

function makeVocabulary(): string[] {
  const random = randomNumbers(3)
  return Array.from({ length: VOCABULARY_SIZE }, () => makeWord(random))
}

function makeWord(random: () => number): string {
  const syllableCount = 1 + Math.floor(random() * 4)
  const pick = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? ''
  return Array.from({ length: syllableCount }, pick).join('')
}

/** Numbers from 0 to 1 (Marsaglia's xorshift with 32 bits): repeatable, which `Math.random` is not. */
function randomNumbers(seed: number): () => number {
  // Multiplied, because small seeds would begin with small numbers.
  let state = Math.imul(seed + 1, 0x9e37_79b9) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
