/**
 * Remembers the reasoning that was shown, because servers say it twice: as details that mirror what came
 * under a name of its own, for a block or for the whole answer, or as a signed detail with all of a text
 * that was streamed in details before.
 */
export class ShownReasoning {
  /** Reasoning that came under a name of its own: in all, in this block, and since the last details. */
  private named = { answer: '', block: '', unmirrored: '' }
  /** Reasoning of this block that came in details. */
  private details = ''

  startBlock(): void {
    this.named.block = ''
    this.details = ''
  }

  add(text: string, origin: 'named' | 'details'): void {
    if (origin === 'details') {
      this.details += text
      return
    }
    this.named.answer += text
    this.named.block += text
    this.named.unmirrored += text
  }

  /** Whether the text of a chunk's details was shown before. Unsigned ones may be pieces that happen to repeat. */
  includes(text: string, isSigned: boolean): boolean {
    if (text === '') return true
    const { answer, block, unmirrored } = this.named
    this.named.unmirrored = ''
    if (text === unmirrored || isAlike(text, block) || isAlike(text, answer)) return true
    return isSigned && text === this.details
  }
}

/** Mirrors differ in white space: a server puts line breaks between summaries, or leaves them out. */
function isAlike(text: string, shown: string): boolean {
  if (text === shown) return true
  // Much shorter is a piece; comparing each with all that came before would take quadratic time.
  if (shown === '' || text.length < shown.length / 2) return false
  return text.replaceAll(/\s+/g, '') === shown.replaceAll(/\s+/g, '')
}
