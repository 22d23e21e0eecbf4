/** What a character was to a JSON text: one among others, its last, or one that no JSON text has there. */
export type JsonStep = 'more' | 'done' | 'wrong'

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end'

// No model writes arguments that are deeper, or a number that is longer.
const MAX_DEPTH = 64
const MAX_WORD = 64
const BLANK = /[ \t\r\n]/
const WORD_CHARACTER = /[\w.+-]/
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const NUMBER_BEGUN = /^-?(?:0|[1-9]\d*)?(?:(?<=\d)\.\d*)?(?:(?<=\d)[eE][+-]?\d*)?$/
const NAMES = ['true', 'false', 'null'] as const

/** Follows an object or a list of JSON character by character, and says where it ends, or that it is none. */
export class JsonGrammar {
  private readonly open: ('{' | '[')[] = []
  private expected: Expected = 'value'
  private inString = false
  private isKey = false
  private isEscaped = false
  /** A number, `true`, `false` or `null` while it is read. */
  private word = ''
  /** The string that is read, while it may be of interest to `accepts`. */
  private text = ''
  private key = ''
  private readonly accepts: (key: string, value: string) => boolean

  /**
   * @param accepts looks at each text of the outermost object as soon as it is read; the object is wrong
   *   when it says no.
   */
  constructor(accepts: (key: string, value: string) => boolean) {
    this.accepts = accepts
  }

  push(character: string): JsonStep {
    if (this.inString) return this.pushInString(character)
    if (this.word !== '') {
      if (WORD_CHARACTER.test(character)) return this.pushInWord(character)
      if (!NAMES.some(name => name === this.word) && !NUMBER.test(this.word)) return 'wrong'
      this.word = ''
      this.expected = 'comma or end'
    }
    return BLANK.test(character) ? 'more' : this.pushMark(character)
  }

  private pushInString(character: string): JsonStep {
    if (this.isEscaped) this.isEscaped = false
    else if (character === '"') return this.endString()
    else if (character === '\\') this.isEscaped = true
    if (character < ' ') return 'wrong'
    if (this.open.length === 1) this.text += character
    return 'more'
  }

  private endString(): JsonStep {
    this.inString = false
    const { text, isKey } = this
    this.text = ''
    this.expected = isKey ? 'colon' : 'comma or end'
    if (this.open.length > 1) return 'more'
    if (isKey) this.key = text
    else if (!text.includes('\\') && !this.accepts(this.key, text)) return 'wrong'
    return 'more'
  }

  private pushInWord(character: string): JsonStep {
    const word = this.word + character
    this.word = word
    if (word.length > MAX_WORD) return 'wrong'
    return NAMES.some(name => name.startsWith(word)) || NUMBER_BEGUN.test(word) ? 'more' : 'wrong'
  }

  private pushMark(character: string): JsonStep {
    switch (character) {
      case '{':
      case '[':
        return this.begin(character)
      case '}':
      case ']':
        return this.end(character)
      case '"':
        return this.beginString()
      case ':':
        return this.expect('colon', 'value')
      case ',':
        return this.expect('comma or end', this.open.at(-1) === '{' ? 'key' : 'value')
      default:
        return this.open.length > 0 && this.wantsValue() ? this.pushInWord(character) : 'wrong'
    }
  }

  private begin(character: '{' | '['): JsonStep {
    if (!this.wantsValue() || this.open.length === MAX_DEPTH) return 'wrong'
    this.open.push(character)
    this.expected = character === '{' ? 'key or end' : 'value or end'
    return 'more'
  }

  private end(character: '}' | ']'): JsonStep {
    const isObject = this.open.pop() === '{'
    const { expected } = this
    const mayEnd = expected === 'comma or end' || expected === (isObject ? 'key or end' : 'value or end')
    if (isObject !== (character === '}') || !mayEnd) return 'wrong'
    this.expected = 'comma or end'
    return this.open.length === 0 ? 'done' : 'more'
  }

  private beginString(): JsonStep {
    this.isKey = this.expected === 'key' || this.expected === 'key or end'
    if (this.open.length === 0 || (!this.isKey && !this.wantsValue())) return 'wrong'
    this.inString = true
    return 'more'
  }

  private expect(expected: Expected, next: Expected): JsonStep {
    if (this.expected !== expected || this.open.length === 0) return 'wrong'
    this.expected = next
    return 'more'
  }

  private wantsValue(): boolean {
    return this.expected === 'value' || this.expected === 'value or end'
  }
}
