import { AISDKError, InvalidArgumentError, type LanguageModelV4Middleware } from '@ai-sdk/provider'
import { isAtLeast, sumDecimals, toDecimal, type Decimal } from '../wire/decimal.ts'
import { observeCalls } from './observe-calls.ts'
import { isCostUnknown, toRecord, type UsageRecord } from './usage-record.ts'

/** Settings of {@link spendLimit}. */
export interface SpendLimitOptions {
  /** The budget in USD, above 0. */
  usd: number | Decimal
  /**
   * What to do after an answer whose charge nobody told: `stop` refuses further calls, since the budget cannot be
   * kept any more; `ignore` counts nothing for it. Default `stop`.
   */
  whenUnknown?: 'stop' | 'ignore'
}

/** A middleware for `wrapLanguageModel` that refuses calls once a budget is used up. */
export interface SpendLimit extends LanguageModelV4Middleware {
  /** Spent so far, in USD, exactly. */
  readonly spentUsd: Decimal
  /** Counts a charge of something else; give it to server tools as `onUsage`. */
  readonly record: (record: Pick<UsageRecord, 'costUsd' | 'wasAnswered'>) => void
  /** Back to nothing spent: the budget of a new day. */
  reset(): void
}

const marker = Symbol.for('nanogpt.error.SpendLimitError')

/** The budget of a {@link spendLimit} is used up. Not retryable. */
export class SpendLimitError extends AISDKError {
  readonly [marker] = true
  /** The budget, in USD. */
  readonly limitUsd: Decimal
  /** What was spent when the call was refused, in USD. May be more: calls that had begun were let finish. */
  readonly spentUsd: Decimal

  constructor({ limitUsd, spentUsd, reason }: { limitUsd: Decimal; spentUsd: Decimal; reason: string }) {
    super({ name: 'NanoGPTSpendLimitError', message: `${reason} $${spentUsd} of $${limitUsd} were spent.` })
    this.limitUsd = limitUsd
    this.spentUsd = spentUsd
  }

  static override isInstance(error: unknown): error is SpendLimitError {
    return typeof error === 'object' && error !== null && marker in error
  }
}

/**
 * Refuses further calls once a budget is used up. It counts the charges that answers report, so calls that run
 * at the same time may together pass the budget by what they cost themselves; none begins after that.
 *
 * @throws InvalidArgumentError when the budget is no amount above 0.
 * @throws SpendLimitError from the wrapped model, when the budget is used up.
 * @example
 * const budget = spendLimit({ usd: 0.5 })
 * const model = wrapLanguageModel({ model: nanogpt('zai-org/glm-5'), middleware: budget })
 */
export function spendLimit({ usd, whenUnknown = 'stop' }: SpendLimitOptions): SpendLimit {
  const limitUsd = readLimit(usd)
  let spentUsd: Decimal = '0'
  let hasUnknown = false

  const record: SpendLimit['record'] = entry => {
    if (entry.costUsd !== undefined) spentUsd = sumDecimals([spentUsd, entry.costUsd])
    // Where nothing answered, most likely nothing was charged, and the SDK is about to try again.
    hasUnknown ||= entry.wasAnswered === true && isCostUnknown(entry)
  }
  const refuse = (reason: string) => new SpendLimitError({ limitUsd, spentUsd, reason })

  return {
    specificationVersion: 'v4',
    get spentUsd() {
      return spentUsd
    },
    record,
    reset() {
      spentUsd = '0'
      hasUnknown = false
    },
    ...observeCalls({
      onStart() {
        if (isAtLeast(spentUsd, limitUsd)) throw refuse('The budget is used up:')
        if (hasUnknown && whenUnknown === 'stop') {
          throw refuse(
            "A call did not tell its charge, so the budget cannot be kept (whenUnknown: 'ignore' goes on). Known:",
          )
        }
      },
      onEnd: call => record(toRecord(call)),
    }),
  }
}

function readLimit(usd: number | Decimal): Decimal {
  try {
    const limit = toDecimal(usd)
    if (!isAtLeast(0, limit)) return limit
  } catch {
    // Said below, together with the amounts that are none.
  }
  throw new InvalidArgumentError({ argument: 'usd', message: `usd must be an amount above 0, not '${usd}'.` })
}
