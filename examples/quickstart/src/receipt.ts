import type { NanoGPTChatMetadata } from '@nanogpt/ai-sdk-provider'
import type { FinishReason, LanguageModelUsage, ProviderMetadata } from 'ai'

/** What one call of a model used and cost. What is left out is unknown, which is not the same as zero. */
export interface Receipt {
  modelId: string
  inputTokens?: number | undefined
  outputTokens?: number | undefined
  cost?: { amount: number; currency: string } | undefined
  /** Why the answer ended, where it did not simply end. */
  endedBy?: string
}

/** The part of an AI SDK step that a receipt is made of. */
interface Step {
  response: { modelId: string }
  usage: LanguageModelUsage
  providerMetadata: ProviderMetadata | undefined
  finishReason: FinishReason
}

/** Receipts of `steps` as `generateText` and `streamText` give them: each step was one call, with a price of its own. */
export function receiptsOf(steps: readonly Step[]): Receipt[] {
  return steps.map(({ response, usage, providerMetadata, finishReason }) => {
    const metadata: NanoGPTChatMetadata = providerMetadata?.['nanogpt'] ?? {}
    return {
      modelId: response.modelId,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      cost: metadata.cost,
      ...(finishReason !== 'stop' && finishReason !== 'tool-calls' && { endedBy: finishReason }),
    }
  })
}

/** One line: models, calls, tokens, cost. */
export function summarize(receipts: readonly Receipt[]): string {
  const calls = receipts.length === 1 ? '1 call' : `${receipts.length} calls`
  const endings = receipts.flatMap(({ endedBy }) => endedBy ?? [])
  return [
    [...new Set(receipts.map(({ modelId }) => modelId))].join(', '),
    calls,
    describeTokens(receipts),
    describeCost(receipts),
    endings.length > 0 && `ended by: ${endings.join(', ')}`,
  ]
    .filter(fact => fact !== false && fact !== '')
    .join(' · ')
}

function describeTokens(receipts: readonly Receipt[]): string {
  const counted = receipts.filter(
    receipt => receipt.inputTokens !== undefined || receipt.outputTokens !== undefined,
  )
  if (counted.length === 0) return 'tokens unknown'
  const input = counted.reduce((sum, receipt) => sum + (receipt.inputTokens ?? 0), 0)
  const output = counted.reduce((sum, receipt) => sum + (receipt.outputTokens ?? 0), 0)
  // Embeddings have none, which is not worth saying.
  return output === 0 ? `${input} tokens in` : `${input} tokens in, ${output} out`
}

function describeCost(receipts: readonly Receipt[]): string {
  const byCurrency = new Map<string, number>()
  for (const { cost } of receipts) {
    if (cost) byCurrency.set(cost.currency, (byCurrency.get(cost.currency) ?? 0) + cost.amount)
  }
  const sums = [...byCurrency].map(([currency, amount]) => describeAmount(amount, currency)).join(' + ')
  const unpriced = receipts.filter(({ cost }) => cost === undefined).length
  if (unpriced === 0) return sums
  return unpriced === receipts.length ? 'cost unknown' : `${sums}, and ${unpriced} of unknown cost`
}

// Three digits that mean something: a call costs a fraction of a cent, and two decimals would show it as free.
const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 3,
})

function describeAmount(amount: number, currency: string): string {
  return currency === 'USD' ? dollars.format(amount) : `${amount} ${currency}`
}
