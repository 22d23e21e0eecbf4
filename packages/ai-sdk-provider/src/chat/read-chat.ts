import type { LanguageModelV4StreamPart, SharedV4Warning } from '@ai-sdk/provider'
import { isErrorRecord } from '../errors/error-body.ts'
import { AnswerFacts } from '../wire/answer-facts.ts'
import { readCost } from '../wire/cost.ts'
import { unifyFinishReason, UPSTREAM_FAILED, type Ending } from '../wire/finish-reason.ts'
import { FirstChoice } from '../wire/first-choice.ts'
import { asFilledText, asList, asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'
import { LogprobsReader } from '../wire/read-logprobs.ts'
import { readUsage } from '../wire/usage.ts'
import type { NanoGPTChatMetadata } from './chat-options.ts'
import { ContentReader, type ContentSummary } from './content-reader.ts'
import type { Completeness } from './tool-call-input.ts'

/** Makes the errors that an answer can contain. */
export interface ReaderErrors {
  fromUnreadableBody(body: string): Error
  fromRecord(record: JsonRecord): Error
  fromMalformedFrame(data: string): Error
}

export interface ChatReaderOptions {
  modelId: string
  emit: (part: LanguageModelV4StreamPart) => void
  errors: ReaderErrors
  warnings: SharedV4Warning[]
  generateId: () => string
  /** `X-Request-ID` of the answer. */
  requestId: string | undefined
  /** Emit every frame as a `raw` part too. */
  includeRawChunks: boolean
}

/**
 * Reads an answer of chat completions, frame by frame or as one JSON document, and emits the parts of
 * the specification: `stream-start` first, `finish` last, each exactly once.
 */
export class ChatReader {
  /** What made the answer fail. Nothing that comes later turns it into a success. */
  failure: unknown

  private readonly options: ChatReaderOptions
  private readonly content: ContentReader
  private readonly logprobs = new LogprobsReader()
  private readonly choices = new FirstChoice()
  private readonly facts = new AnswerFacts()
  private rawReason: string | undefined
  private advisor: JsonRecord | undefined

  constructor(options: ChatReaderOptions) {
    this.options = options
    this.content = new ContentReader(options)
    options.emit({ type: 'stream-start', warnings: options.warnings })
  }

  get hasContent(): boolean {
    return this.content.hasContent
  }

  push(frame: unknown): void {
    if (this.options.includeRawChunks) this.options.emit({ type: 'raw', rawValue: frame })
    const record = asRecord(frame)
    if (record === undefined) return

    const choice = this.choices.of(record)
    this.facts.push(record, choice)
    this.advisor = asRecord(record.advisor) ?? this.advisor
    if (isErrorRecord(record)) return this.fail(this.options.errors.fromRecord(record))
    // OpenRouter puts the error of an upstream into the choice.
    if (choice !== undefined && isErrorRecord({ error: choice.error })) {
      return this.fail(this.options.errors.fromRecord({ error: choice.error }))
    }
    if (this.failure !== undefined) return
    const identity = this.facts.identify(record)
    if (identity) this.options.emit({ type: 'response-metadata', ...identity })
    this.content.pushSources(record)
    if (choice) this.readChoice(choice)
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

  end(complete: boolean): void {
    const ending: Ending = {
      rawReason: this.rawReason,
      complete,
      failed: this.failure !== undefined,
      hasToolCalls: false,
    }
    const content = this.content.finish(completenessOf(ending))
    const finishReason = unifyFinishReason({ ...ending, hasToolCalls: content.toolCalls > 0 })
    this.options.emit({
      type: 'finish',
      finishReason,
      usage: readUsage({
        ...this.facts.spent,
        modelId: this.options.modelId,
        sawReasoning: this.content.sawReasoning,
      }),
      providerMetadata: { nanogpt: this.metadata(content, finishReason.unified) },
    })
  }

  private readChoice(choice: JsonRecord): void {
    const delta = asRecord(choice.delta)
    const message = asRecord(choice.message)
    if (delta) this.content.push(delta)
    if (message) this.content.pushMessage(message)
    // The form of legacy completions, which some servers keep.
    if (!delta && !message && typeof choice.text === 'string') this.content.push({ content: choice.text })
    this.content.pushSources(choice)
    this.logprobs.push(choice.logprobs)

    const reason = asFilledText(choice.finish_reason)
    if (reason === undefined) return
    this.rawReason = reason
    const { unified } = unifyFinishReason({ ...NO_ENDING, rawReason: reason })
    if (unified === 'error') this.fail(this.options.errors.fromRecord(UPSTREAM_FAILED))
  }

  private metadata(content: ContentSummary, reason: string): NanoGPTChatMetadata & Record<string, never> {
    const warnings = this.lateWarnings(content, reason)
    const metadata: NanoGPTChatMetadata = {
      ...readCost({
        ...this.facts.spent,
        requestId: this.options.requestId,
      }),
      ...definedEntries({
        serviceTier: this.facts.serviceTier,
        systemFingerprint: this.facts.systemFingerprint,
        advisor: this.advisor as NanoGPTChatMetadata['advisor'],
        logprobs: this.logprobs.take(),
        warnings: warnings.length > 0 ? warnings : undefined,
      }),
    }
    // All values are JSON: they came out of a JSON document.
    return metadata as NanoGPTChatMetadata & Record<string, never>
  }

  private lateWarnings({ droppedToolCalls, saidSomething }: ContentSummary, reason: string): string[] {
    const warnings: string[] = []
    if (droppedToolCalls > 0) {
      warnings.push(`${droppedToolCalls} tool call(s) were cut off and dropped.`)
    }
    if (saidSomething || this.failure !== undefined || reason === 'interrupted') return warnings
    const answered = this.content.sawReasoning ? 'thought, but said nothing' : 'said nothing'
    warnings.push(
      reason === 'length'
        ? `The model ${answered} before it reached its limit of tokens: raise maxOutputTokens.`
        : `The model ${answered}.`,
    )
    return warnings
  }
}

/** Only a known reason says that the model had finished; others may have cut a tool call in two. */
function completenessOf(ending: Ending): Completeness {
  const { unified } = unifyFinishReason(ending)
  if (unified !== 'stop' && unified !== 'tool-calls') return 'cut'
  return ending.rawReason === undefined ? 'closed' : 'whole'
}

const NO_ENDING: Ending = { rawReason: undefined, complete: true, failed: false, hasToolCalls: false }
