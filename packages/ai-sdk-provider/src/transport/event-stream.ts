import type { AnswerErrors } from '../errors/answer-errors.ts'
import { parseJson } from '../wire/json.ts'
import { FrameParser } from '../wire/sse-frames.ts'
import { detectBodyKind, type BodyKind } from './body-kind.ts'
import { IdleTimer } from './idle-timer.ts'

/**
 * Turns the frames of one answer into parts. Pure: it is told what arrived and emits parts. After
 * `end` it has emitted everything, the last part included.
 */
export interface StreamReader {
  push(frame: unknown): void
  /** The whole answer as one JSON document, where one came instead of a stream. */
  pushWhole(answer: unknown): void
  /** A frame that is no JSON, and was not cut off either. */
  malformed(data: string): void
  /** The connection failed. `end` follows. */
  fail(error: Error): void
  /** Nothing more will come; `complete` says whether the answer was declared complete. */
  end(complete: boolean): void
  /** Something was read that a user would miss. */
  readonly hasContent: boolean
  /** What made the answer fail, if anything did. */
  readonly failure: unknown
}

export interface EventStreamOptions<Part> {
  response: Response
  errors: AnswerErrors
  createReader: (emit: (part: Part) => void) => StreamReader
  /** Milliseconds without an event after which the stream fails; off when `undefined`. */
  idleTimeout: number | undefined
  abortSignal: AbortSignal | undefined
}

/**
 * How long an accepted stream is held back for its first content. An error within this time is thrown,
 * so that the SDK retries; a model that thinks for longer must not look dead.
 */
const GRACE_MILLISECONDS = 1_000

/** The same for a server that sent headers and nothing else, where errors still come late. */
const SILENT_GRACE_MILLISECONDS = 10_000

/** How long a body may take to end once nothing more is wanted of it, or nothing but the usage. */
const LINGER_MILLISECONDS = 250

/**
 * Opens the body of a response as a stream of parts.
 *
 * Frames before the first content are held back: an error there is thrown, as if the server had
 * answered with its status. A body that is no stream of events is read for what it is.
 *
 * @throws APICallError when the answer begins with an error, or is a page or a text.
 */
export async function openEventStream<Part>(
  options: EventStreamOptions<Part>,
): Promise<ReadableStream<Part>> {
  const pump = new EventPump(options)
  try {
    await pump.holdBack()
  } catch (error) {
    pump.stop(error)
    throw error
  }
  return new ReadableStream<Part>({
    async pull(controller) {
      await pump.fill()
      for (const part of pump.takeParts()) controller.enqueue(part)
      if (pump.isOver) controller.close()
    },
    cancel: reason => pump.stop(reason),
  })
}

/** Moves one body: bytes → text → frames → reader → parts. */
class EventPump<Part> {
  isOver = false

  private readonly body: ReadableStreamDefaultReader<Uint8Array> | undefined
  private readonly decoder = new TextDecoder()
  private readonly frames: FrameParser
  private readonly reader: StreamReader
  private readonly idle: IdleTimer | undefined
  private readonly options: EventStreamOptions<Part>

  private parts: Part[] = []
  private kind: BodyKind | undefined
  /** What arrived of a body that is no stream of events, or of which that is not clear yet. */
  private pieces: string[] = []
  /** A frame or a comment arrived: the request was accepted and is being worked on. */
  private isAccepted = false
  private isComplete = false
  private hasIdled = false
  private lingering: ReturnType<typeof setTimeout> | undefined
  /** A read that outlasted the grace, left for the first pull. */
  private pending: Promise<void> | undefined

  constructor(options: EventStreamOptions<Part>) {
    this.options = options
    this.body = options.response.body?.getReader()
    this.reader = options.createReader(part => this.parts.push(part))
    this.frames = new FrameParser({
      onFrame: json => this.readFrame(json),
      onMalformed: data => this.reader.malformed(data),
      onCut: () => {},
      onDone: () => {
        this.isComplete = true
      },
      onComment: () => {
        this.isAccepted = true
      },
    })
    options.abortSignal?.addEventListener('abort', this.onAbort, { once: true })
    const { idleTimeout } = options
    if (idleTimeout !== undefined) {
      this.idle = new IdleTimer(idleTimeout, () => {
        this.hasIdled = true
        void this.body?.cancel().catch(() => {})
      })
    }
  }

  /** `fetch` does this too, but not every one that an application brings. */
  private readonly onAbort = () => this.cancel(this.options.abortSignal?.reason)

  takeParts(): Part[] {
    const { parts } = this
    this.parts = []
    return parts
  }

  /** Reads until there is content to show, the answer is over, or the grace is. */
  async holdBack(): Promise<void> {
    const openedAt = performance.now()
    let acceptedAt: number | undefined
    while (!this.reader.hasContent && !this.isOver) {
      const advancing = this.advance()
      if (this.isAccepted) acceptedAt ??= performance.now()
      const graceEnds =
        acceptedAt === undefined ? openedAt + SILENT_GRACE_MILLISECONDS : acceptedAt + GRACE_MILLISECONDS
      if (await isSlowerThan(advancing, graceEnds - performance.now())) {
        this.pending = advancing
        return
      }
      await advancing
      if (this.reader.failure !== undefined && !this.reader.hasContent) throw this.reader.failure
    }
  }

  /** Reads until there is a part to hand on. One async function a read: this is the hottest loop of all. */
  async fill(): Promise<void> {
    if (this.pending) {
      await this.pending
      this.pending = undefined
    }
    try {
      while (this.parts.length === 0 && !this.isOver) this.consume(await this.read())
    } catch (error) {
      this.breakOffAfter(error)
    }
  }

  /** Reads once. */
  private async advance(): Promise<void> {
    try {
      this.consume(await this.read())
    } catch (error) {
      this.breakOffAfter(error)
    }
  }

  private read(): Promise<{ value?: Uint8Array | undefined }> {
    if (this.body === undefined) return Promise.resolve({})
    if (this.idle === undefined) return this.body.read()
    this.idle.startWaiting()
    return this.body.read().finally(() => this.idle?.stopWaiting())
  }

  private consume({ value }: { value?: Uint8Array | undefined }): void {
    this.options.abortSignal?.throwIfAborted()
    if (this.hasIdled) {
      return this.breakOff(this.options.errors.fromIdleTimeout(this.options.idleTimeout ?? 0))
    }
    if (value === undefined) this.finishBody()
    else this.readText(this.decoder.decode(value, { stream: true }))

    if (this.isComplete && !this.isOver) {
      this.finish()
      void this.drain()
    }
    if (this.reader.failure !== undefined && !this.isOver) this.awaitEnd()
  }

  /** After an error only usage may follow. A server that sends neither that nor an end is not waited for. */
  private awaitEnd(): void {
    this.lingering ??= setTimeout(() => this.cancel(), LINGER_MILLISECONDS)
  }

  private breakOffAfter(error: unknown): void {
    const { abortSignal } = this.options
    if (abortSignal?.aborted) {
      this.release()
      throw error
    }
    this.breakOff(this.options.errors.fromBrokenConnection(error))
  }

  /** A body that is read to its end leaves the connection open for the next request; one that lingers is closed. */
  private async drain(): Promise<void> {
    if (await isSlowerThan(this.readToEnd(), LINGER_MILLISECONDS)) this.cancel()
  }

  private async readToEnd(): Promise<void> {
    try {
      while (!(await this.body?.read())?.done) continue
    } catch {
      // The answer is complete: what happens to its connection now is of no concern.
    }
  }

  /** Nobody wants more. */
  stop(reason: unknown): void {
    this.release()
    this.cancel(reason)
  }

  private release(): void {
    clearTimeout(this.lingering)
    this.options.abortSignal?.removeEventListener('abort', this.onAbort)
  }

  cancel(reason?: unknown): void {
    // The rejection is that of a body which already failed: whoever reads it has been told.
    void this.body?.cancel(reason).catch(() => {})
  }

  private readText(text: string): void {
    if (this.kind === 'events') return this.frames.push(text)
    this.pieces.push(text)
    if (this.kind === undefined) this.detectKind(false)
  }

  private detectKind(isWhole: boolean): void {
    // White space before the first frame says nothing, and would hide it from the parser.
    const beginning = this.pieces.join('').trimStart()
    const contentType = this.options.response.headers.get('content-type') ?? ''
    this.pieces = [beginning]
    this.kind = detectBodyKind({ beginning, contentType, isWhole })
    if (this.kind === 'events') this.frames.push(beginning)
  }

  private finishBody(): void {
    this.readText(this.decoder.decode())
    if (this.kind === undefined) this.detectKind(true)
    if (this.kind !== 'events') return this.finishWholeBody(this.pieces.join(''))
    this.frames.end()
    // Text under the media type of a stream: not one frame, but words.
    const { rest } = this.frames
    if (!this.isAccepted && rest !== '') return this.finishWholeBody(rest)
    // A proxy gave up in the middle, and said so with a page of its own.
    if (rest.startsWith('<')) return this.breakOff(this.options.errors.fromUnreadableBody(rest))
    this.finish()
  }

  /** The server did not stream: one JSON document, or something that is no answer at all. */
  private finishWholeBody(body: string): void {
    const json = parseJson(body)
    if (json === undefined) return this.breakOff(this.options.errors.fromUnreadableBody(body))
    this.isComplete = true
    this.reader.pushWhole(json)
    this.finish()
  }

  private readFrame(json: unknown): void {
    this.isAccepted = true
    this.idle?.eventArrived()
    this.reader.push(json)
  }

  private breakOff(error: Error): void {
    this.reader.fail(error)
    this.finish()
  }

  private finish(): void {
    this.release()
    this.isOver = true
    this.reader.end(this.isComplete)
  }
}

/** Whether a promise is still pending after some time. Leaves no timer behind. */
async function isSlowerThan(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(true), Math.max(0, milliseconds))
  })
  try {
    return await Promise.race([promise.then(() => false), timeout])
  } finally {
    clearTimeout(timer)
  }
}
