import { CallCollector, type CallableTools, type FoundCall } from './call-collector.ts'
import type { CallFormat, LeakedCallFormat } from './call-format.ts'
import { CodePlaces } from './code-places.ts'
import { callFormats } from './formats.ts'
import { marks, TextReader, type Marks, type Reading } from './text-reader.ts'

/** A call, and the format in which it stood in the text. */
export interface LeakedCall extends FoundCall {
  format: LeakedCallFormat
}

/** A piece of the text: the pieces together are the text. */
export interface ScannedPiece {
  text: string
  /** The calls that the piece is; none where it is only text. */
  calls: readonly LeakedCall[]
}

interface Starts {
  marks: Marks
  formats: ReadonlyMap<string, CallFormat>
}

/** How calls of some tools may begin: at the beginning of a line, and elsewhere. */
export interface CallStarts {
  atLineStart: Starts
  elsewhere: Starts
}

export function callStarts(tools: CallableTools): CallStarts {
  const formats = callFormats(tools)
  const strong = startsOf(formats.filter(({ isWeak }) => isWeak !== true))
  const all = startsOf(formats, strong.marks.beginnings)
  return { atLineStart: all, elsewhere: strong }
}

/** @param taken beginnings that a weak format must not have: a tool may be called `invoke`. */
function startsOf(formats: readonly CallFormat[], taken: ReadonlySet<string> = new Set()): Starts {
  const byStart = new Map<string, CallFormat>()
  for (const format of formats) {
    for (const start of format.starts) {
      if (format.isWeak !== true || !taken.has(start)) byStart.set(start, format)
    }
  }
  return { marks: marks([...byStart.keys()]), formats: byStart }
}

/**
 * Finds complete calls in a text that comes in pieces. What cannot become a call comes back at once, the rest as soon
 * as that is clear; nothing is lost, and the order stays. The text is read once: what a broken call has taken in is
 * not searched for others.
 */
export class LeakedCallScanner {
  private readonly reader = new TextReader()
  private readonly places = new CodePlaces()
  private readonly tools: CallableTools
  private readonly starts: CallStarts
  private readonly scanning: Reading<void>
  private pieces: ScannedPiece[] = []

  /** @param mayBeJson whether a text that begins as JSON is an answer in JSON, and holds no calls. */
  constructor({
    tools,
    starts,
    mayBeJson,
  }: {
    tools: CallableTools
    starts: CallStarts
    mayBeJson: boolean
  }) {
    this.tools = tools
    this.starts = starts
    this.scanning = this.scan(mayBeJson)
  }

  push(text: string): ScannedPiece[] {
    this.reader.feed(text)
    return this.proceed()
  }

  end(): ScannedPiece[] {
    this.reader.end()
    return this.proceed()
  }

  private proceed(): ScannedPiece[] {
    this.scanning.next()
    const { pieces } = this
    this.pieces = []
    return pieces
  }

  private *scan(mayBeJson: boolean): Reading<void> {
    const { reader, places } = this
    if (mayBeJson) {
      yield* reader.blanks()
      if ((yield* reader.more()) && (reader.next === '{' || reader.next === '[')) return yield* this.passAll()
      places.push(this.takeText(reader.offset))
    }
    while (yield* reader.more()) {
      reader.skip(character => {
        if (character === '<' && !places.isShown()) return false
        places.pushCharacter(character)
        return true
      })
      this.takeText(reader.offset)
      if ((yield* reader.more()) && reader.next === '<' && !places.isShown()) yield* this.readCalls()
    }
  }

  /** All that is left is text. */
  private *passAll(): Reading<void> {
    while (yield* this.reader.more()) {
      this.reader.skip(() => true)
      this.takeText(this.reader.offset)
    }
  }

  /** What begins with `<`: calls, or text. */
  private *readCalls(): Reading<void> {
    const { reader, places } = this
    const { marks: expected, formats } = places.isLineStart ? this.starts.atLineStart : this.starts.elsewhere
    const calls = new CallCollector(this.tools)
    const start = yield* reader.oneOf(expected)
    const format = start === undefined ? undefined : formats.get(start)
    if (start === undefined || format === undefined) return places.push(this.takeText(1))

    const end = yield* format.read({ reader, calls }, start)
    const named = (found: readonly FoundCall[]) => found.map(call => ({ ...call, format: format.name }))
    if (end !== undefined) {
      const all = calls.spans.flatMap(span => span.calls)
      this.pieces.push({ text: reader.take(end), calls: named(all) })
      return
    }
    // Reading goes on with the token that did not fit: it may be the beginning of another call.
    const text = reader.take(Math.max(1, reader.tokenStart))
    let position = 0
    for (const span of calls.spans) {
      places.push(this.addText(text.slice(position, span.start)))
      this.pieces.push({ text: text.slice(span.start, span.end), calls: named(span.calls) })
      position = span.end
    }
    places.push(this.addText(text.slice(position)))
  }

  private takeText(offset: number): string {
    return this.addText(this.reader.take(offset))
  }

  private addText(text: string): string {
    const last = this.pieces.at(-1)
    if (last !== undefined && last.calls.length === 0) last.text += text
    else if (text !== '') this.pieces.push({ text, calls: [] })
    return text
  }
}
