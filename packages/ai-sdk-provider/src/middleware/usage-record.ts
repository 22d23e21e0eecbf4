import { isNanoGPTError } from '../errors/nanogpt-error.ts'
import { sumDecimals, type Decimal } from '../wire/decimal.ts'
import { definedEntries } from '../wire/json.ts'
import type { EndedCall } from './observe-calls.ts'

/** One paid call: of a model, or of a server tool. A key that is absent is unknown. */
export interface UsageRecord {
  /** What was called: `model`, or `tool` for NanoGPT's server tools. */
  kind: 'model' | 'tool'
  /** The id of the model, as it was written, or the name of the tool. */
  name: string
  startedAt: Date
  /** Milliseconds from the call to the end of its answer. */
  durationMs: number
  /**
   * Whether an answer began, or was given up. `false` was refused, and not charged but for a `moderation` of its input;
   * absent is a call that nothing, or only a gateway, answered.
   */
  wasAnswered?: boolean
  /** Input tokens, those from the cache included. */
  inputTokens?: number
  /** Input tokens that came from the cache. */
  cachedInputTokens?: number
  outputTokens?: number
  /** Of the output tokens, those that were thinking. */
  reasoningTokens?: number
  /** The charge in USD, exactly as it was told, in plain decimals; with that of a `moderation`. `0` was free. */
  costUsd?: Decimal
  /** `USD`, `nano` or `XNO`: the balance that was charged. */
  paymentSource?: string
  /** For {@link NanoGPTProvider.getRequestBilling}. */
  requestId?: string
  /** How a call of a model ended; absent where it failed or was given up. */
  finishReason?: string
  /** What went wrong. */
  error?: unknown
}

/** The record of a call. */
export function toRecord({ billing, usage, ...call }: EndedCall): UsageRecord {
  return definedEntries({
    kind: 'model' as const,
    name: call.modelId,
    startedAt: call.startedAt,
    durationMs: call.durationMs,
    wasAnswered: call.wasAnswered,
    inputTokens: usage?.inputTokens.total,
    cachedInputTokens: usage?.inputTokens.cacheRead,
    outputTokens: usage?.outputTokens.total,
    reasoningTokens: usage?.outputTokens.reasoning,
    costUsd: chargeOf(billing, call.wasAnswered),
    paymentSource: billing.paymentSource,
    requestId: billing.requestId ?? (isNanoGPTError(call.error) ? call.error.data.requestId : undefined),
    finishReason: call.finishReason,
    error: call.error,
  }) as UsageRecord
}

/** What an answer cost, and the check of its input, which is charged also where it refused the call. */
function chargeOf({ costUsd, moderation }: EndedCall['billing'], wasAnswered: boolean | undefined) {
  const charges = [
    ...(costUsd !== undefined || wasAnswered !== false ? [costUsd] : []),
    ...(moderation === undefined ? [] : [moderation.costUsd]),
  ]
  const known = charges.filter(charge => charge !== undefined)
  return known.length === 0 || known.length < charges.length ? undefined : sumDecimals(known)
}

/** Whether a call may have been charged without anybody saying how much. */
export function isCostUnknown({
  costUsd,
  wasAnswered,
}: Pick<UsageRecord, 'costUsd' | 'wasAnswered'>): boolean {
  return wasAnswered !== false && costUsd === undefined
}
