import type { LanguageModelV4StreamPart, SharedV4Warning } from '@ai-sdk/provider'
import type { AnswerErrors } from '../errors/answer-errors.ts'
import { isErrorRecord } from '../errors/error-body.ts'
import { AnswerFacts } from '../wire/answer-facts.ts'
import { readCost } from '../wire/cost.ts'
import { unifyFinishReason, UPSTREAM_FAILED } from '../wire/finish-reason.ts'
import { FirstChoice } from '../wire/first-choice.ts'
import { asFilledText, asList, asRecord, asText, definedEntries, type JsonRecord } from '../wire/json.ts'
import { LogprobsReader } from '../wire/read-logprobs.ts'
import { readUsage } from '../wire/usage.ts'
import type { NanoGPTCompletionMetadata } from './completion-options.ts'

export interface CompletionReaderOptions {
  modelId: string
  emit: (part: LanguageModelV4StreamPart) => void
  errors: Pick<AnswerErrors, 'fromRecord' | 'fromUnreadableBody' | 'fromMalformedFrame'>
  warnings: SharedV4Warning[]
  /** `X-Request-ID` of the answer. */
  requestId: string | undefined
  /** Emit every frame as a `raw` part too. */
  includeRawChunks: boolean
}

/** There is one text, so it needs no other name. */
const TEXT_ID = 'txt-0'

/**
 * Reads an answer of completions, frame by frame or as one JSON document, and emits the parts of the
 * specification: `stream-start` first, `finish` last, each exactly once.
 */
export class CompletionReader {
  /** What made the answer fail. Nothing that comes later turns it into a success. */
  failure: unknown
  /** There was text. */
  hasContent = false

  private readonly options: CompletionReaderOptions
  private readonly choices = new FirstChoice()
  private readonly facts = new AnswerFacts()
  private readonly logprobs = new LogprobsReader()
  private rawReason: string | undefined

  constructor(options: CompletionReaderOptions) {
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
    if (isErrorRecord(record)) return this.fail(errors.fromRecord(record))
    if (choice !== undefined && isErrorRecord({ error: choice.error })) {
      return this.fail(errors.fromRecord({ error: choice.error }))
    }
    if (this.failure !== undefined) return
    const identity = this.facts.identify(record)
    if (identity) emit({ type: 'response-metadata', ...identity })
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
    // Once the reason is known the text is whole; only facts about it can have been lost.
    if (this.rawReason === undefined) this.fail(this.options.errors.fromMalformedFrame(data))
  }

  fail(error: Error): void {
    if (this.failure !== undefined) return
    this.failure = error
    this.options.emit({ type: 'error', error })
  }

  end(complete: boolean): void {
    const { emit, modelId } = this.options
    if (this.hasContent) emit({ type: 'text-end', id: TEXT_ID })
    const finishReason = unifyFinishReason({
      rawReason: this.rawReason,
      complete,
      failed: this.failure !== undefined,
      hasToolCalls: false,
    })
    emit({
      type: 'finish',
      finishReason,
      usage: readUsage({ ...this.facts.spent, modelId, sawReasoning: false }),
      providerMetadata: { nanogpt: this.metadata(finishReason.unified) },
    })
  }

  private readChoice(choice: JsonRecord): void {
    const text = this.textOf(choice)
    if (text !== undefined && text !== '') {
      const { emit } = this.options
      if (!this.hasContent) emit({ type: 'text-start', id: TEXT_ID })
      this.hasContent = true
      emit({ type: 'text-delta', id: TEXT_ID, delta: text })
    }
    this.logprobs.push(choice.logprobs)

    const reason = asFilledText(choice.finish_reason)
    if (reason === undefined) return
    this.rawReason = reason
    const { unified } = unifyFinishReason({
      rawReason: reason,
      complete: true,
      failed: false,
      hasToolCalls: false,
    })
    if (unified === 'error') this.fail(this.options.errors.fromRecord(UPSTREAM_FAILED))
  }

  /** Some upstreams answer in the form of chat; a whole message beside its deltas repeats them. */
  private textOf(choice: JsonRecord): string | undefined {
    const said = asText(choice.text) ?? asText(asRecord(choice.delta)?.content)
    return said ?? (this.hasContent ? undefined : asText(asRecord(choice.message)?.content))
  }

  private metadata(reason: string): NanoGPTCompletionMetadata & Record<string, never> {
    const warnings = this.lateWarnings(reason)
    const metadata: NanoGPTCompletionMetadata = {
      ...readCost({ ...this.facts.spent, requestId: this.options.requestId }),
      ...definedEntries({
        systemFingerprint: this.facts.systemFingerprint,
        logprobs: this.logprobs.take(),
        warnings: warnings.length > 0 ? warnings : undefined,
      }),
    }
    // All values are JSON: they came out of a JSON document.
    return metadata as NanoGPTCompletionMetadata & Record<string, never>
  }

  private lateWarnings(reason: string): string[] {
    if (this.hasContent || this.failure !== undefined || reason === 'interrupted') return []
    return [
      reason === 'length'
        ? 'The model said nothing before it reached its limit of tokens: raise maxOutputTokens.'
        : 'The model said nothing.',
    ]
  }
}
