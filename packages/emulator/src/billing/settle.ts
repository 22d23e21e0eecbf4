import { ApiError } from '../contract/api-error.ts'
import type { Answer } from '../engine/answer.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import type { ChatMeaning } from '../reading/understand.ts'
import type { Ledger, Payer } from '../state/ledger.ts'
import type { PromptCache } from '../state/prompt-cache.ts'
import { insufficient, round } from './money.ts'
import { useCache } from './cache-use.ts'
import {
  advisorPrice,
  enhancementPrice,
  memoryPrice,
  modelPrice,
  searchPrice,
  type TokenCount,
} from './price.ts'
import { countTokens, promptPieces } from './tokens.ts'
import { writeUsage } from './usage.ts'

/** What an answer cost, in the words of the API. */
export interface Settlement {
  cost: number
  usage: Record<string, unknown>
  pricing: Record<string, unknown>
}

/** The parts of a price; a subscription covers the first only. */
interface Costs {
  model: number
  search: number
  memory: number
  other: number
}

/** Where a subscription covers the model but not what was asked around it, the code says which. */
function uncovered({ search, memory }: Costs, required: number): ApiError {
  const code =
    search > 0 && memory > 0 ? 'both' : search > 0 ? 'webSearch' : memory > 0 ? 'memory' : undefined
  if (code === undefined) return insufficient(required)
  return new ApiError({
    status: 402,
    code: `${code}_balance_required`,
    message: `The subscription does not cover this request. It needs a balance of $${round(required)}.`,
  })
}

function countAnswer({
  reasoning,
  text,
  toolCalls,
  refusal,
}: Answer): Pick<TokenCount, 'completion' | 'reasoning'> {
  const calls = toolCalls.map(({ name, arguments: input }) => name + input).join('')
  const thought = countTokens(reasoning)
  return {
    reasoning: thought,
    completion: thought + countTokens(text + (refusal ?? '')) + countTokens(calls),
  }
}

function writePricing(cost: number, tokens: TokenCount, { caching }: ChatMeaning): Record<string, unknown> {
  const { read, written } = tokens.cache
  return {
    amount: cost,
    currency: 'USD',
    cost,
    paymentSource: 'USD',
    inputTokens: tokens.prompt,
    outputTokens: tokens.completion,
    ...((caching.required || caching.explicit) && {
      cacheCreationInputTokens: written,
      cacheReadInputTokens: read,
      cacheTTL: caching.ttl,
    }),
    billedToTeam: false,
  }
}

/** What is charged for, and to whom. */
interface Answered {
  request: ChatRequest
  meaning: ChatMeaning
  answer: Answer
  payer: Payer
}

/** Counts, prices and charges an answer, or refuses it for want of money. */
export function settle(
  { request, meaning, answer, payer }: Answered,
  { ledger, promptCache }: { ledger: Ledger; promptCache: PromptCache },
): Settlement {
  const { model } = request.reference
  const { understood } = meaning
  const pieces = promptPieces(request.body)
  const prompt = pieces.reduce((sum, piece) => sum + piece.tokens, 0)
  const cache = useCache({ model, pieces, caching: meaning.caching }, promptCache)
  const tokens: TokenCount = { prompt, cache, ...countAnswer(answer) }
  const costs: Costs = {
    model: understood.billing === 'subscription' ? 0 : modelPrice(request, meaning, tokens),
    search: searchPrice(understood.search, model.id),
    memory: memoryPrice(understood.memoryDays, tokens),
    other: enhancementPrice(request.body, understood.redaction) + advisorPrice(meaning.advisor, tokens),
  }
  const cost = round(costs.model + costs.search + costs.memory + costs.other)
  if (!ledger.covers(cost)) {
    throw understood.billing === 'subscription' ? uncovered(costs, cost) : insufficient(cost)
  }
  ledger.charge({
    ...payer,
    kind: 'chat',
    model: model.id,
    cost,
    inputTokens: tokens.prompt,
    outputTokens: tokens.completion,
    reasoningTokens: tokens.reasoning,
    covered: understood.billing === 'subscription',
  })
  return {
    cost,
    usage: writeUsage(model.id, tokens, understood.search === undefined ? 0 : 1),
    pricing: writePricing(cost, tokens, meaning),
  }
}
