import { createParser } from 'eventsource-parser'
import { parseJson } from './json.ts'

/** Who is told about the frames of a stream, in their order. */
export interface FrameListener {
  /** A `data:` frame that is JSON. */
  onFrame(json: unknown): void
  /** A `data:` frame that is neither JSON nor `[DONE]`. */
  onMalformed(data: string): void
  /** `[DONE]`: nothing after it belongs to the answer. */
  onDone(): void
  /** A comment, which some gateways send to keep the connection open. */
  onComment(): void
}

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

  constructor(listener: FrameListener) {
    this.listener = listener
    this.parser = createParser({
      onEvent: ({ data }) => this.readData(data),
      onComment: () => this.listener.onComment(),
      onError: ({ type, line }) => {
        if (type === 'unknown-field' && line !== undefined) this.strayLines.push(line)
      },
    })
  }

  push(text: string): void {
    if (!this.isDone) this.parser.feed(text)
  }

  /** Reads what stands after the last line break: bodies end without the blank line that would close a frame. */
  end(): void {
    this.push('\n\n')
  }

  private readData(data: string): void {
    if (this.isDone) return
    const strayLines = this.strayLines
    if (strayLines.length > 0) this.strayLines = []

    if (data.trim() === '[DONE]') {
      this.isDone = true
      this.listener.onDone()
      return
    }
    const json =
      parseJson(data) ?? (strayLines.length > 0 ? parseJson(data + strayLines.join('')) : undefined)
    if (json === undefined) this.listener.onMalformed(data)
    else this.listener.onFrame(json)
  }
}
