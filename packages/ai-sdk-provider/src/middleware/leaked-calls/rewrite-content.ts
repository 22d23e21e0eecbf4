import type {
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider'
import type { LeakedCallRewriter } from './leaked-call-rewriter.ts'

type Result = Pick<LanguageModelV4GenerateResult, 'content' | 'finishReason' | 'usage'>

/** Writes a whole answer again: as if it were streamed, so that both forms of an answer come to the same. */
export function rewriteContent(
  { content, finishReason, usage }: Result,
  rewriter: LeakedCallRewriter,
): Pick<Result, 'content' | 'finishReason'> {
  const written = new ContentWriter(content)
  for (const [index, part] of content.entries()) {
    for (const streamed of asStream(part, String(index))) written.push(rewriter.push(streamed))
  }
  written.push(rewriter.push({ type: 'finish', finishReason, usage }))
  return { content: written.content, finishReason: written.finishReason ?? finishReason }
}

function asStream(part: LanguageModelV4Content, id: string): LanguageModelV4StreamPart[] {
  if (part.type !== 'text' && part.type !== 'reasoning') return [part]
  const { type, text, providerMetadata } = part
  const citations = part.type === 'text' ? part.citations : undefined
  return [
    { type: `${type}-start`, id },
    { type: `${type}-delta`, id, delta: text },
    {
      type: `${type}-end`,
      id,
      ...(providerMetadata && { providerMetadata }),
      ...(citations && { citations }),
    },
  ]
}

/** Puts an answer together from its parts. */
class ContentWriter {
  readonly content: LanguageModelV4Content[] = []
  finishReason: Result['finishReason'] | undefined
  private readonly original: readonly LanguageModelV4Content[]
  private readonly passed: ReadonlyMap<unknown, LanguageModelV4Content>
  private readonly blocks = new Map<string, Extract<LanguageModelV4Content, { type: 'text' | 'reasoning' }>>()

  /** @param original the answer. The id of a block is its index; other parts pass as they are. */
  constructor(original: readonly LanguageModelV4Content[]) {
    this.original = original
    this.passed = new Map(original.map(part => [part, part]))
  }

  push(parts: readonly LanguageModelV4StreamPart[]): void {
    for (const part of parts) this.pushPart(part)
  }

  private pushPart(part: LanguageModelV4StreamPart): void {
    const passed = part.type === 'tool-call' ? part : this.passed.get(part)
    if (passed !== undefined) {
      this.content.push(passed)
    } else if (part.type === 'text-start' || part.type === 'reasoning-start') {
      this.begin(part.id)
    } else if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
      const block = this.blocks.get(part.id)
      if (block !== undefined) block.text += part.delta
    } else if (part.type === 'text-end') {
      const block = this.blocks.get(part.id)
      if (block?.type === 'text' && part.citations !== undefined) block.citations = part.citations
    } else if (part.type === 'finish') {
      this.finishReason = part.finishReason
    }
  }

  private begin(id: string): void {
    const original = this.original[Number(id)]
    if (original?.type !== 'text' && original?.type !== 'reasoning') return
    const block = { ...original, text: '' }
    this.blocks.set(id, block)
    this.content.push(block)
  }
}
