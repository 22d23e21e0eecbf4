import { AnswerReader } from '../text/answer-reader.ts'
import { readCost } from '../wire/cost.ts'
import { unifyFinishReason } from '../wire/finish-reason.ts'
import { asRecord, asText, definedEntries, type JsonRecord } from '../wire/json.ts'
import { readUsage } from '../wire/usage.ts'
import type { NanoGPTCompletionMetadata } from './completion-options.ts'

/** There is one text, so it needs no other name. */
const TEXT_ID = 'txt-0'

/** Reads an answer of completions. */
export class CompletionReader extends AnswerReader {
  hasContent = false

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

  protected readContent(_record: JsonRecord, choice: JsonRecord | undefined): void {
    const text = choice && this.textOf(choice)
    if (text === undefined || text === '') return
    const { emit } = this.options
    if (!this.hasContent) emit({ type: 'text-start', id: TEXT_ID })
    this.hasContent = true
    emit({ type: 'text-delta', id: TEXT_ID, delta: text })
  }

  /** Some upstreams answer in the form of chat; a whole message beside its deltas repeats them. */
  private textOf(choice: JsonRecord): string | undefined {
    const said = asText(choice.text) ?? asText(asRecord(choice.delta)?.content)
    return said ?? (this.hasContent ? undefined : asText(asRecord(choice.message)?.content))
  }

  private metadata(reason: string): NanoGPTCompletionMetadata & Record<string, never> {
    const warnings = this.lateWarnings(reason)
    const metadata: NanoGPTCompletionMetadata = {
      ...readCost({ ...this.facts.spent, responseHeaders: this.options.responseHeaders }),
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
