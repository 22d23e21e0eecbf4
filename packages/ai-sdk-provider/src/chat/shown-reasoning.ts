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
  private block = BEGINNING
  /** What came before it has been mirrored by details, in the same chunk or the next. */
  private mirrored = BEGINNING

  startBlock(): void {
    this.block = this.named.position()
    this.details = new Pieces()
  }

  /** @param isMirrored the chunk has the same text in its details. */
  addNamed(text: string, isMirrored: boolean): void {
    this.named.add(text)
    if (isMirrored) this.mirrored = this.named.position()
  }

  addDetails(text: string): void {
    this.details.add(text)
  }

  /** Whether the text of a chunk's details was shown before. Unsigned ones may be pieces that happen to repeat. */
  includes(text: string, isSigned: boolean): boolean {
    const starts = [this.mirrored, this.block, BEGINNING]
    this.mirrored = this.named.position()
    return (
      text === '' ||
      starts.some(start => this.named.isAlike(text, start)) ||
      (isSigned && this.details.isAlike(text, BEGINNING))
    )
  }
}

/** A place between two pieces. */
interface Position {
  pieces: number
  length: number
}

const BEGINNING: Position = { pieces: 0, length: 0 }

class Pieces {
  private readonly pieces: string[] = []
  private length = 0

  add(piece: string): void {
    this.pieces.push(piece)
    this.length += piece.length
  }

  position(): Position {
    return { pieces: this.pieces.length, length: this.length }
  }

  /**
   * Whether a text is all that came after a position. Mirrors differ in white space: a server puts line
   * breaks between summaries, or leaves them out.
   */
  isAlike(text: string, start: Position): boolean {
    const length = this.length - start.length
    if (length === 0 || text.length < length / 2 || text.length > length * 2) return false
    const shown = this.pieces.slice(start.pieces).join('')
    return text === shown || withoutSpace(text) === withoutSpace(shown)
  }
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
