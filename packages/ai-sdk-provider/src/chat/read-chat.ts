import type { LanguageModelV4StreamPart, SharedV4Warning } from '@ai-sdk/provider'
import { isErrorRecord } from '../errors/error-body.ts'
import { findPricing, readCost } from '../wire/cost.ts'
import { unifyFinishReason, type Ending } from '../wire/finish-reason.ts'
import {
  asFilledText,
  asList,
  asNumber,
  asRecord,
  definedEntries,
  mergeKnown,
  type JsonRecord,
} from '../wire/json.ts'
import { readUsage } from '../wire/usage.ts'
import type { NanoGPTChatMetadata } from './chat-options.ts'
import { ContentReader, type ContentSummary } from './content-reader.ts'
import { LogprobsReader } from './read-logprobs.ts'
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
  private rawReason: string | undefined
  /** The choice that is read: the first one of the first chunk with a choice. */
  private choiceIndex: number | undefined
  private usage: JsonRecord | undefined
  private pricing: JsonRecord | undefined
  private cache: JsonRecord | undefined
  private serviceTier: string | undefined
  private systemFingerprint: string | undefined
  private advisor: JsonRecord | undefined
  private responseMetadata: { id?: string; modelId?: string; timestamp?: Date } = {}

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

    const choice = this.ownChoice(record)
    this.readUsage(record, choice)
    if (isErrorRecord(record)) return this.fail(this.options.errors.fromRecord(record))
    // OpenRouter puts the error of an upstream into the choice.
    if (choice !== undefined && isErrorRecord({ error: choice.error })) {
      return this.fail(this.options.errors.fromRecord({ error: choice.error }))
    }
    if (this.failure !== undefined) return
    this.readResponseMetadata(record)
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
        usage: this.usage,
        pricing: this.pricing,
        cache: this.cache,
        modelId: this.options.modelId,
        sawReasoning: this.content.sawReasoning,
      }),
      providerMetadata: { nanogpt: this.metadata(content, finishReason.unified) },
    })
  }

  /** Only one answer is asked for; others of `n` > 1, which `extraBody` could ask for, are not mixed into it. */
  private ownChoice({ choices }: JsonRecord): JsonRecord | undefined {
    const list = asList(choices)
    this.choiceIndex ??= smallestIndex(list)
    for (const item of list) {
      const choice = asRecord(item)
      if (choice && (asNumber(choice.index) ?? this.choiceIndex) === this.choiceIndex) return choice
    }
    return undefined
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

  /** Usage may stand on any chunk, in the choice, or only in the price (field note A3). The latest word counts. */
  private readUsage(record: JsonRecord, choice: JsonRecord | undefined): void {
    const usage =
      asRecord(record.usage) ?? asRecord(choice?.usage) ?? asRecord(asRecord(record.x_groq)?.usage)
    if (usage) this.usage = this.usage ? mergeKnown(this.usage, usage) : usage
    this.pricing = findPricing(record) ?? this.pricing
    this.cache = asRecord(record.x_nanogpt_cache) ?? this.cache
    this.serviceTier = asFilledText(record.service_tier) ?? this.serviceTier
    this.systemFingerprint = asFilledText(record.system_fingerprint) ?? this.systemFingerprint
    this.advisor = asRecord(record.advisor) ?? this.advisor
  }

  private readResponseMetadata(record: JsonRecord): void {
    const known = this.responseMetadata
    if (known.id !== undefined && known.modelId !== undefined && known.timestamp !== undefined) return
    const id = known.id ?? asFilledText(record.id)
    const modelId = known.modelId ?? asFilledText(record.model)
    const timestamp = known.timestamp ?? readTimestamp(record.created)
    if (id === known.id && modelId === known.modelId && timestamp === known.timestamp) return
    this.responseMetadata = definedEntries({ id, modelId, timestamp })
    this.options.emit({ type: 'response-metadata', ...this.responseMetadata })
  }

  private metadata(content: ContentSummary, reason: string): NanoGPTChatMetadata & Record<string, never> {
    const warnings = this.lateWarnings(content, reason)
    const metadata: NanoGPTChatMetadata = {
      ...readCost({
        pricing: this.pricing,
        usage: this.usage,
        cache: this.cache,
        requestId: this.options.requestId,
      }),
      ...definedEntries({
        serviceTier: this.serviceTier,
        systemFingerprint: this.systemFingerprint,
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

const UPSTREAM_FAILED: JsonRecord = {
  error: { code: 'upstream_error', message: 'The upstream provider ended the answer with an error.' },
}

function smallestIndex(choices: readonly unknown[]): number | undefined {
  const indices = choices.map(choice => asNumber(asRecord(choice)?.index) ?? 0)
  return indices.length === 0 ? undefined : Math.min(...indices)
}

/** Seconds since 1970; some upstreams send milliseconds. */
function readTimestamp(created: unknown): Date | undefined {
  const number = asNumber(created)
  if (number === undefined || number <= 0) return undefined
  const date = new Date(number > 100_000_000_000 ? number : number * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date
}
