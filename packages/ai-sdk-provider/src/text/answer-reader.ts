import type { LanguageModelV4StreamPart, SharedV4Warning } from '@ai-sdk/provider'
import type { AnswerErrors } from '../errors/answer-errors.ts'
import { isErrorRecord } from '../errors/error-body.ts'
import { unifyFinishReason, UPSTREAM_FAILED } from '../wire/finish-reason.ts'
import { asFilledText, asList, asRecord, type JsonRecord } from '../wire/json.ts'
import { AnswerFacts } from './answer-facts.ts'
import { FirstChoice } from './first-choice.ts'
import { LogprobsReader } from './read-logprobs.ts'

export interface AnswerReaderOptions {
  modelId: string
  emit: (part: LanguageModelV4StreamPart) => void
  errors: Pick<AnswerErrors, 'fromRecord' | 'fromUnreadableBody' | 'fromMalformedFrame'>
  warnings: SharedV4Warning[]
  /** They have the request id, and what a moderation found. */
  responseHeaders: Readonly<Record<string, string>>
  /** Emit every frame as a `raw` part too. */
  includeRawChunks: boolean
}

/**
 * Reads an answer in words, frame by frame or as one JSON document, and emits the parts of the specification:
 * `stream-start` first, `finish` last, each exactly once. What the words are, its subclasses know.
 */
export abstract class AnswerReader<Options extends AnswerReaderOptions = AnswerReaderOptions> {
  /** What made the answer fail. Nothing that comes later turns it into a success. */
  failure: unknown
  /** Something was said. */
  abstract readonly hasContent: boolean

  protected readonly options: Options
  protected readonly facts = new AnswerFacts()
  protected readonly logprobs = new LogprobsReader()
  protected rawReason: string | undefined
  private readonly choices = new FirstChoice()

  constructor(options: Options) {
    this.options = options
    options.emit({ type: 'stream-start', warnings: options.warnings })
  }

  push(frame: unknown): void {
    const { emit, errors, includeRawChunks } = this.options
    if (includeRawChunks) emit({ type: 'raw', rawValue: frame })
    const record = asRecord(frame)
    if (record === undefined) return

    const choice = this.choices.of(record)
    this.facts.push(record, choice)
    if (isErrorRecord(record)) {
      // Its frame has a reason too (API sheet §6.1).
      this.rawReason = asFilledText(choice?.finish_reason) ?? this.rawReason
      return this.fail(errors.fromRecord(record))
    }
    // OpenRouter puts the error of an upstream into the choice.
    if (choice !== undefined && isErrorRecord({ error: choice.error })) {
      return this.fail(errors.fromRecord({ error: choice.error }))
    }
    if (this.failure !== undefined) return
    const identity = this.facts.identify(record)
    if (identity) emit({ type: 'response-metadata', ...identity })
    this.readContent(record, choice)
    if (choice) this.readEnding(choice)
  }

  /** Reads an answer that came as one document: it must be one. */
  pushWhole(answer: unknown): void {
    const record = asRecord(answer)
    const isAnswer = record !== undefined && (asList(record.choices).length > 0 || isErrorRecord(record))
    if (isAnswer) this.push(record)
    else this.fail(this.options.errors.fromUnreadableBody(JSON.stringify(answer)))
  }

  malformed(data: string): void {
    // Once the reason is known the content is whole; only facts about it can have been lost.
    if (this.rawReason === undefined) this.fail(this.options.errors.fromMalformedFrame(data))
  }

  fail(error: Error): void {
    if (this.failure !== undefined) return
    this.failure = error
    this.options.emit({ type: 'error', error })
  }

  /** @param complete the end was announced: by `[DONE]`, or by the document being whole. */
  abstract end(complete: boolean): void

  /** The words of a frame; the choice is the part of it that is read. */
  protected abstract readContent(record: JsonRecord, choice: JsonRecord | undefined): void

  private readEnding(choice: JsonRecord): void {
    this.logprobs.push(choice.logprobs)
    const reason = asFilledText(choice.finish_reason)
    if (reason === undefined) return
    this.rawReason = reason
    const ending = { rawReason: reason, complete: true, failed: false, hasToolCalls: false }
    const { unified } = unifyFinishReason(ending)
    if (unified === 'error') this.fail(this.options.errors.fromRecord(UPSTREAM_FAILED))
  }
}
