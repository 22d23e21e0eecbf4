/**
 * Remembers the reasoning that was shown, because servers say it twice: as details that mirror what came
 * under a name of its own, for a chunk, a block or the whole answer, or as a signed detail with all of a
 * text that was streamed in details before.
 *
 * It keeps pieces, and joins them only for a text that is long enough to be all of them: comparing each
 * chunk with all that came before would take quadratic time.
 */
export class ShownReasoning {
  /** Reasoning that came under a name of its own. */
  private readonly named = new Pieces()
  /** Reasoning of this block that came in details. */
  private details = new Pieces()
  private blockStart = 0
  /** What came up to here has been mirrored by details, in the same chunk or the next. */
  private mirroredUpTo = 0

  startBlock(): void {
    this.blockStart = this.named.count
    this.details = new Pieces()
  }

  /** @param isMirrored the chunk has the same text in its details. */
  addNamed(text: string, isMirrored: boolean): void {
    this.named.add(text)
    if (isMirrored) this.mirroredUpTo = this.named.count
  }

  addDetails(text: string): void {
    this.details.add(text)
  }

  /** Whether the text of a chunk's details was shown before. Unsigned ones may be pieces that happen to repeat. */
  includes(text: string, isSigned: boolean): boolean {
    const starts = [this.mirroredUpTo, this.blockStart, 0]
    this.mirroredUpTo = this.named.count
    return (
      text === '' ||
      starts.some(start => this.named.isAlike(text, start)) ||
      (isSigned && this.details.isAlike(text, 0))
    )
  }
}

class Pieces {
  private readonly pieces: string[] = []
  /** How long the text was before each piece. */
  private readonly offsets: number[] = []
  private length = 0

  get count(): number {
    return this.pieces.length
  }

  add(piece: string): void {
    this.pieces.push(piece)
    this.offsets.push(this.length)
    this.length += piece.length
  }

  /**
   * Whether a text is all of the pieces from one on. Mirrors differ in white space: a server puts line
   * breaks between summaries, or leaves them out.
   */
  isAlike(text: string, start: number): boolean {
    const length = this.length - (this.offsets[start] ?? this.length)
    if (length === 0 || text.length < length / 2 || text.length > length * 2) return false
    const shown = this.pieces.slice(start).join('')
    return text === shown || withoutSpace(text) === withoutSpace(shown)
  }
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
