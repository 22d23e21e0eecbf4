import { createParser } from 'eventsource-parser'
import { asRecord, parseJson } from './json.ts'

/** Who is told about the frames of a stream, in their order. */
export interface FrameListener {
  /** A `data:` frame that is JSON. */
  onFrame(json: unknown): void
  /** A `data:` frame that is neither JSON nor `[DONE]`. */
  onMalformed(data: string): void
  /** A frame that the end of the body cut off. */
  onCut(): void
  /** `[DONE]`: nothing after it belongs to the answer. */
  onDone(): void
  /** A comment, which some gateways send to keep the connection open. */
  onComment(): void
}

// What gateways send as data to keep a connection open.
const HEARTBEAT = /^(?:ping|pong|heartbeat|keep-?alive)?$/i

/**
 * Cuts text into frames, however the text is split: `push` what arrived, `end` when nothing more will.
 */
export class FrameParser {
  private readonly parser
  private readonly listener: FrameListener
  // Lines that belong to no field. NanoGPT has sent JSON with a raw line break in it, the rest of which
  // then stands alone (recorded in 2025); joined to the data before it, the frame is whole again.
  private strayLines: string[] = []
  private isDone = false
  /** The body is over: a frame that is only now complete was cut. */
  private isEnding = false

  constructor(listener: FrameListener) {
    this.listener = listener
    this.parser = createParser({
      onEvent: ({ data, event }) => this.readData(data, event),
      onComment: () => this.listener.onComment(),
      onError: ({ type, line }) => {
        if (type === 'unknown-field' && line !== undefined) this.readStrayLine(line)
      },
    })
  }

  /** Lines that belong to no field and to no frame: with no frame at all, the body is no stream. */
  get rest(): string {
    return this.strayLines.join('\n')
  }

  push(text: string): void {
    if (!this.isDone) this.parser.feed(text)
  }

  /** Reads what stands after the last line break: bodies end without the blank line that would close a frame. */
  end(): void {
    this.isEnding = true
    this.push('\n\n')
  }

  private readData(data: string, event: string | undefined): void {
    if (this.isDone) return
    const rest = this.strayLines.join('')
    if (rest !== '') this.strayLines = []

    // Most data is JSON; only what is short can be one of the words.
    if (event !== 'error' && data.length < 20 && this.readWord(data.trim())) return
    let json = parseJson(data)
    if (json === undefined && rest !== '') json = parseJson(data + rest)
    if (event === 'error') this.listener.onFrame(asErrorFrame(json ?? { message: data }))
    else if (json !== undefined) this.listener.onFrame(json)
    else if (this.isEnding && BEGINS_JSON.test(data)) this.listener.onCut()
    else this.listener.onMalformed(data)
  }

  private readWord(word: string): boolean {
    if (word === '[DONE]') {
      this.isDone = true
      this.listener.onDone()
      return true
    }
    if (!HEARTBEAT.test(word)) return false
    this.listener.onComment()
    return true
  }

  private readStrayLine(line: string): void {
    if (this.isDone) return
    const [, field, value = ''] = /^\s*(data|error)\s*:\s*(.*)$/.exec(line) ?? []
    // An error may stand there as it is, without any field.
    const json = parseJson(field === undefined ? line : value)
    const isFrame = field !== undefined ? json !== undefined : asRecord(json)?.error != null
    if (!isFrame) this.strayLines.push(line)
    else this.listener.onFrame(field === 'error' ? { error: json } : json)
  }
}

/** Other text than this is whole words: only JSON and `[DONE]` are ever cut in two. */
const BEGINS_JSON = /^\s*(?:[[{"]|$)/

/** Under the event name `error` the data is an error, whether or not it says so itself. */
function asErrorFrame(json: unknown): unknown {
  const { error, ...words } = asRecord(json) ?? { message: json }
  return error == null ? { error: { type: 'error', ...words } } : json
}
