import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { LeakedCall, LeakedCallScanner } from './leaked-call-scanner.ts'
import { isBlank } from './text-reader.ts'

type Part<Type extends LanguageModelV4StreamPart['type']> = Extract<LanguageModelV4StreamPart, { type: Type }>
type Emit = (part: LanguageModelV4StreamPart) => void

export type BlockStart = Part<'text-start' | 'reasoning-start'>
export type BlockDelta = Part<'text-delta' | 'reasoning-delta'>
export type BlockEnd = Part<'text-end' | 'reasoning-end'>

/**
 * A block of text or reasoning while it is written again. It begins with its first word, so that a block of which
 * only blanks are left beside its calls does not show.
 */
export class TextBlock {
  readonly isReasoning: boolean
  readonly scanner: LeakedCallScanner
  /** The delta that was read last. */
  lastDelta: BlockDelta | undefined
  private readonly emit: Emit
  /** Waits for the first word. */
  private start: BlockStart | undefined
  private blanks: BlockDelta[] = []
  /** Calls that are no longer part of the text, and have not been made. */
  private calls: LeakedCall[] = []
  /** How much of the original text was written or cut. */
  private position = 0
  private readonly cuts: { position: number; length: number }[] = []

  constructor({ scanner, isReasoning, emit }: Pick<TextBlock, 'scanner' | 'isReasoning'> & { emit: Emit }) {
    this.scanner = scanner
    this.isReasoning = isReasoning
    this.emit = emit
  }

  open(start: BlockStart): void {
    this.start = start
  }

  write(delta: BlockDelta): void {
    this.position += delta.delta.length
    if (this.start !== undefined && isBlank(delta.delta) && delta.providerMetadata === undefined) {
      this.blanks.push(delta)
      return
    }
    this.begin()
    this.emit(delta)
  }

  cut(text: string, calls: readonly LeakedCall[]): void {
    this.cuts.push({ position: this.position, length: text.length })
    this.position += text.length
    this.calls.push(...calls)
  }

  /** Begins the block where it waits, because something is to come after it. */
  begin(): void {
    if (this.start === undefined) return
    this.emit(this.start)
    this.start = undefined
    for (const delta of this.blanks.splice(0)) this.emit(delta)
  }

  end(part: BlockEnd): void {
    const isNothingLeft = this.start !== undefined && this.calls.length > 0
    if (isNothingLeft && (this.start?.providerMetadata ?? part.providerMetadata) === undefined) return
    this.begin()
    this.emit(part.type === 'text-end' ? this.withMovedCitations(part) : part)
  }

  takeCalls(): LeakedCall[] {
    return this.calls.splice(0)
  }

  /** Citations count characters, of which some are gone. */
  private withMovedCitations(part: Part<'text-end'>): Part<'text-end'> {
    if (part.citations === undefined || this.cuts.length === 0) return part
    const citations = part.citations.map(citation => ({
      ...citation,
      ...(citation.startIndex !== undefined && { startIndex: this.moved(citation.startIndex) }),
      ...(citation.endIndex !== undefined && { endIndex: this.moved(citation.endIndex) }),
    }))
    return { ...part, citations }
  }

  private moved(index: number): number {
    const gone = this.cuts.map(({ position, length }) => Math.max(0, Math.min(length, index - position)))
    return gone.reduce((rest, length) => rest - length, index)
  }
}
