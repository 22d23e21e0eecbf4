const BLANK = /[ \t\r]/
const FENCE_LENGTH = 3

/**
 * Follows a text written in Markdown and knows whether what comes next would be shown rather than said: in a
 * fenced block, in a code span, on a quoted line. A span that is not closed ends with its line, so that a stray
 * backtick hides no more than that. A fence that is not closed lasts, as it does in Markdown.
 */
export class CodePlaces {
  /** Nothing but blanks has come on this line. */
  isLineStart = true
  private isQuote = false
  /** Backticks or tildes in a row, while they come. */
  private run: { character: string; length: number; startsLine: boolean } | undefined
  private fence: { character: string; length: number; isFirstLine: boolean } | undefined
  /** Of how many backticks the open code span is. */
  private span = 0
  /** The line has nothing but what closes the fence, so far. */
  private closesFence = false

  /** Whether what comes next would be shown only. */
  isShown(): boolean {
    this.endRun()
    return this.isQuote || this.fence !== undefined || this.span > 0
  }

  push(text: string): void {
    for (const character of text) this.pushCharacter(character)
  }

  pushCharacter(character: string): void {
    if (character === '`' || character === '~') return this.pushRun(character)
    this.endRun()
    if (character === '\n') return this.endLine()
    if (BLANK.test(character)) return
    if (character === '>' && this.isLineStart && this.fence === undefined) this.isQuote = true
    this.isLineStart = false
    this.closesFence = false
  }

  private pushRun(character: string): void {
    if (this.run?.character !== character) {
      this.endRun()
      this.run = { character, length: 0, startsLine: this.isLineStart }
      this.isLineStart = false
    }
    this.run.length += 1
  }

  private endRun(): void {
    const { run, fence } = this
    if (run === undefined) return
    this.run = undefined
    this.closesFence = false
    if (fence !== undefined) this.endRunInFence(run, fence)
    else if (this.span > 0) this.span = run.character === '`' && run.length === this.span ? 0 : this.span
    else if (run.startsLine && run.length >= FENCE_LENGTH) this.fence = { ...run, isFirstLine: true }
    else if (run.character === '`') this.span = run.length
  }

  private endRunInFence(
    run: NonNullable<typeof this.run>,
    { character, length, isFirstLine }: NonNullable<typeof this.fence>,
  ): void {
    if (run.character !== character) return
    // No fence after all, but a code span: what follows a fence on its line has no backticks.
    if (isFirstLine && character === '`') this.fence = undefined
    else this.closesFence = run.startsLine && run.length >= length
  }

  private endLine(): void {
    if (this.closesFence) this.fence = undefined
    if (this.fence !== undefined) this.fence.isFirstLine = false
    this.isLineStart = true
    this.closesFence = false
    this.isQuote = false
    this.span = 0
  }
}
