import { parseJson } from '../../wire/json.ts'
import { JsonGrammar } from './json-grammar.ts'

/** A reading that stops wherever the text ends that has come so far, and goes on when there is more. */
export type Reading<T> = Generator<void, T, void>

/** Texts of which one is expected. None is the beginning of another. */
export interface Marks {
  whole: ReadonlySet<string>
  /** All beginnings of them, whole ones too. */
  beginnings: ReadonlySet<string>
}

export function marks(texts: readonly string[]): Marks {
  const beginnings = new Set<string>()
  for (const text of texts) {
    for (let length = 1; length <= text.length; length++) beginnings.add(text.slice(0, length))
  }
  return { whole: new Set(texts), beginnings }
}

const MAX_WORD = 200

/**
 * A text that comes in pieces. Each character is read once; what was read since the last `take` is kept, so
 * that it can be given back as it was. Offsets count from there.
 */
export class TextReader {
  private text = ''
  private index = 0
  /** The pieces before `text` of which nothing was taken yet. */
  private earlier: string[] = []
  private earlierLength = 0
  private isEnded = false
  /** Where the reading stands or falls: the beginning of the token that was read last. */
  tokenStart = 0

  get offset(): number {
    return this.earlierLength + this.index
  }

  /** Nothing is left, and nothing will come. */
  get isAtEnd(): boolean {
    return this.isEnded && this.index === this.text.length
  }

  /** The character that comes next; call `more` before. */
  get next(): string {
    return this.text.charAt(this.index)
  }

  /** Adds text. All before it must have been read. */
  feed(text: string): void {
    if (this.text !== '') this.earlier.push(this.text)
    this.earlierLength += this.text.length
    this.text = text
    this.index = 0
  }

  end(): void {
    this.isEnded = true
  }

  /** The text up to the offset; reading goes on there, also where it had got further. */
  take(offset: number): string {
    const before = this.earlier.join('')
    const cut = offset - before.length
    const taken = cut >= 0 ? before + this.text.slice(0, cut) : before.slice(0, offset)
    this.text = cut >= 0 ? this.text.slice(cut) : before.slice(offset) + this.text
    this.earlier = []
    this.earlierLength = 0
    this.index = 0
    this.tokenStart = 0
    return taken
  }

  /** Waits for a character. @returns `false` at the end of all text. */
  *more(): Reading<boolean> {
    while (this.index === this.text.length) {
      if (this.isEnded) return false
      yield
    }
    return true
  }

  /** Reads characters that are there already, as long as they are wanted. */
  skip(isWanted: (character: string) => boolean): void {
    while (this.index < this.text.length && isWanted(this.next)) this.index += 1
  }

  *blanks(): Reading<void> {
    while (yield* this.more()) {
      if (!isBlank(this.next)) return
      this.index += 1
    }
  }

  /** The text that comes next, if it is one of those. What does not belong to it is not read. */
  *oneOf({ whole, beginnings }: Marks): Reading<string | undefined> {
    this.tokenStart = this.offset
    let read = ''
    while (yield* this.more()) {
      read += this.next
      if (!beginnings.has(read)) return undefined
      this.index += 1
      if (whole.has(read)) return read
    }
    return undefined
  }

  /** The characters of a kind, at least one. */
  *word(kind: RegExp): Reading<string | undefined> {
    this.tokenStart = this.offset
    let read = ''
    while (yield* this.more()) {
      if (!kind.test(this.next)) return read === '' ? undefined : read
      if (read.length === MAX_WORD) return undefined
      read += this.next
      this.index += 1
    }
    return undefined
  }

  /** All up to a mark, which is read too. Its first character must not occur in it again. */
  *until(mark: string): Reading<string | undefined> {
    let read = ''
    let matched = 0
    while (yield* this.more()) {
      const start = this.index
      this.skip(character => {
        if (matched === mark.length) return false
        if (character === mark[matched]) matched += 1
        else matched = character === mark[0] ? 1 : 0
        return true
      })
      read += this.text.slice(start, this.index)
      if (matched === mark.length) return read.slice(0, read.length - mark.length)
    }
    this.tokenStart = this.offset
    return undefined
  }

  /** An object or a list. @param accepts see {@link JsonGrammar}. */
  *json(accepts: (key: string, value: string) => boolean): Reading<unknown> {
    const grammar = new JsonGrammar(accepts)
    let step = 'more'
    let read = ''
    while (yield* this.more()) {
      const start = this.index
      this.skip(character => {
        if (step === 'more') step = grammar.push(character)
        else return false
        return step !== 'wrong'
      })
      read += this.text.slice(start, this.index)
      this.tokenStart = this.offset
      if (step === 'done') return parseJson(read)
      if (step === 'wrong') return undefined
    }
    return undefined
  }
}

export function isBlank(text: string): boolean {
  return /^\s*$/.test(text)
}
