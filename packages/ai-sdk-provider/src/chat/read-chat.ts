import { AnswerReader, type AnswerReaderOptions } from '../text/answer-reader.ts'
import { readCost } from '../wire/cost.ts'
import { unifyFinishReason, type Ending } from '../wire/finish-reason.ts'
import { asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'
import { readUsage } from '../wire/usage.ts'
import type { NanoGPTChatMetadata } from './chat-options.ts'
import { ContentReader, type ContentSummary } from './content-reader.ts'
import type { Completeness } from './tool-call-input.ts'

export interface ChatReaderOptions extends AnswerReaderOptions {
  generateId: () => string
}

/** Reads an answer of chat completions. */
export class ChatReader extends AnswerReader<ChatReaderOptions> {
  private readonly content: ContentReader
  private advisor: JsonRecord | undefined

  constructor(options: ChatReaderOptions) {
    super(options)
    this.content = new ContentReader(options)
  }

  get hasContent(): boolean {
    return this.content.hasContent
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

  protected readContent(record: JsonRecord, choice: JsonRecord | undefined): void {
    this.advisor = asRecord(record.advisor) ?? this.advisor
    if (choice !== undefined) this.readChoice(choice)
    // Behind the annotations of the message, which have titles and say what they support.
    this.content.pushSources(record)
  }

  private readChoice(choice: JsonRecord): void {
    const delta = asRecord(choice.delta)
    const message = asRecord(choice.message)
    if (delta) this.content.push(delta)
    if (message) this.content.pushMessage(message)
    // The form of legacy completions, which some servers keep.
    if (!delta && !message && typeof choice.text === 'string') this.content.push({ content: choice.text })
    this.content.pushSources(choice)
  }

  private metadata(content: ContentSummary, reason: string): NanoGPTChatMetadata & Record<string, never> {
    const warnings = this.lateWarnings(content, reason)
    const metadata: NanoGPTChatMetadata = {
      ...readCost({ ...this.facts.spent, responseHeaders: this.options.responseHeaders }),
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
