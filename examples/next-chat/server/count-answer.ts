import type { NanoGPTChatMetadata } from '@nanogpt/ai-sdk-provider'
import type { CallWarning, InferToolOutput, TextStreamPart, ToolSet } from 'ai'
import type { AnswerFacts } from '../chat/answer-facts.ts'
import type { tools } from './tools.ts'

type AnswerPart = TextStreamPart<ToolSet>

/**
 * Adds up what an answer takes, for `messageMetadata` of `toUIMessageStream`: every step of a loop with tools is a
 * request with tokens and a price of its own. What a part changes is sent at once, so that an answer which is
 * stopped has its facts up to there.
 */
export function countAnswer(model: string): (options: { part: AnswerPart }) => AnswerFacts | undefined {
  const facts: AnswerFacts = { model, requests: 0, pricedRequests: 0, warnings: [] }

  return ({ part }) => {
    switch (part.type) {
      case 'start-step':
        facts.requests += 1
        facts.warnings = [...facts.warnings, ...part.warnings.map(describeWarning)]
        break
      case 'finish-step':
        countStep(facts, part)
        break
      case 'tool-result':
        if (part.toolName !== 'drawPicture') return undefined
        facts.requests += 1
        countPrice(facts, (part.output as InferToolOutput<typeof tools.drawPicture>).costUsd)
        break
      case 'tool-error':
        // It may have been charged before it failed.
        if (part.toolName !== 'drawPicture') return undefined
        facts.requests += 1
        break
      case 'finish':
        facts.finishReason = part.finishReason
        break
      default:
        return undefined
    }
    return { ...facts, warnings: [...new Set(facts.warnings)] }
  }
}

function countStep(
  facts: AnswerFacts,
  { usage, providerMetadata }: AnswerPart & { type: 'finish-step' },
): void {
  const metadata = providerMetadata?.nanogpt as NanoGPTChatMetadata | undefined
  facts.inputTokens = add(facts.inputTokens, usage.inputTokens)
  facts.outputTokens = add(facts.outputTokens, usage.outputTokens)
  facts.reasoningTokens = add(facts.reasoningTokens, usage.outputTokenDetails.reasoningTokens)
  facts.cachedTokens = add(facts.cachedTokens, usage.inputTokenDetails.cacheReadTokens)
  facts.warnings = [...facts.warnings, ...(metadata?.warnings ?? [])]
  countPrice(facts, metadata?.costUsd)
}

/** A price of zero was free; one that is absent is unknown, and the page says so. */
function countPrice(facts: AnswerFacts, costUsd: number | undefined): void {
  if (costUsd === undefined) return
  facts.costUsd = add(facts.costUsd, costUsd)
  facts.pricedRequests += 1
}

function add(sum: number | undefined, value: number | undefined): number | undefined {
  return value === undefined ? sum : (sum ?? 0) + value
}

function describeWarning(warning: CallWarning): string {
  if (warning.type === 'other') return warning.message
  return 'details' in warning && warning.details !== undefined ? warning.details : JSON.stringify(warning)
}
