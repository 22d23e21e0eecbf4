/** What stands before the first line of a paragraph, and before the others. */
export interface Margins {
  first: string
  rest: string
}

/** Wraps text that arrives in pieces: a word waits until it is whole, everything before it can be printed. */
export class WordWrap {
  readonly #margins: Margins
  readonly #width: number
  #margin: string
  #column = 0
  #spaces = ''
  #word = ''

  /** @param width of a line with its margin; longer words stand alone, uncut, so that paths can be copied. */
  constructor(width: number, margins: Margins) {
    this.#margins = margins
    this.#width = width - margins.rest.length
    this.#margin = margins.first
  }

  /** Takes a piece, returns what is ready. */
  push(text: string): string {
    const ready: string[] = []
    for (const piece of text.match(/\r?\n|[^\S\n]+|\S+/g) ?? []) {
      if (/\S/.test(piece)) {
        this.#word += piece
        continue
      }
      ready.push(this.end())
      if (piece.endsWith('\n')) ready.push(this.#endLine())
      else this.#spaces += piece
    }
    return ready.join('')
  }

  /** Takes a piece that belongs together although there may be spaces in it. */
  pushWord(text: string): string {
    this.#word += text
    return this.end()
  }

  /** The word that still waits. */
  end(): string {
    if (this.#word === '') return ''
    const full = this.#column > 0 && this.#column + this.#spaces.length + this.#word.length > this.#width
    const lineBreak = full ? this.#endLine() : ''
    const placed = this.#spaces + this.#word
    const margin = this.#column === 0 ? this.#margin : ''
    this.#column += placed.length
    this.#spaces = ''
    this.#word = ''
    return lineBreak + margin + placed
  }

  #endLine(): string {
    const emptyLine = this.#column === 0 ? this.#margin.trimEnd() : ''
    this.#margin = this.#margins.rest
    this.#column = 0
    this.#spaces = ''
    return `${emptyLine}\n`
  }
}
