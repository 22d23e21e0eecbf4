import type { LanguageModelV4Middleware } from '@ai-sdk/provider'
import { sumDecimals, type Decimal } from '../wire/decimal.ts'
import { observeCalls } from './observe-calls.ts'
import { isCostUnknown, toRecord, type UsageRecord } from './usage-record.ts'

/** All records together. */
export interface UsageTotals {
  /** Calls, those that failed too. */
  calls: number
  inputTokens: number
  outputTokens: number
  /** The exact sum of all known charges, in USD. */
  costUsd: Decimal
  /** Calls that answered, or may have (given up, connection lost, gateway timed out), without telling a charge in USD. */
  unknownCosts: number
}

/** A middleware for `wrapLanguageModel` that keeps the books. */
export interface UsageLedger extends LanguageModelV4Middleware {
  /** The oldest first. Yours to empty: `ledger.records.length = 0`. */
  readonly records: UsageRecord[]
  /** Adds a record; give it to server tools as `onUsage`. */
  readonly record: (record: UsageRecord) => void
  totals(): UsageTotals
}

/**
 * Keeps one record for each call of the models it wraps: model, tokens, charge, payment source, request id,
 * duration. Each attempt of a retried call is a call.
 *
 * @param options.onRecord called with each record as it is added, for example to write it to a database.
 * @example
 * const ledger = usageLedger()
 * const model = wrapLanguageModel({ model: nanogpt('zai-org/glm-5'), middleware: ledger })
 * console.log(ledger.totals().costUsd)
 */
export function usageLedger(
  options: {
    /** Called with each record as it comes, for example to store it. What it throws, the call throws. */
    onRecord?: (record: UsageRecord) => void
  } = {},
): UsageLedger {
  const records: UsageRecord[] = []
  const record = (entry: UsageRecord) => {
    records.push(entry)
    options.onRecord?.(entry)
  }
  return {
    specificationVersion: 'v4',
    records,
    record,
    totals: () => addUp(records),
    ...observeCalls({ onEnd: call => record(toRecord(call)) }),
  }
}

function addUp(records: readonly UsageRecord[]): UsageTotals {
  const sum = (read: (record: UsageRecord) => number | undefined) =>
    records.reduce((total, record) => total + (read(record) ?? 0), 0)
  return {
    calls: records.length,
    inputTokens: sum(record => record.inputTokens),
    outputTokens: sum(record => record.outputTokens),
    costUsd: sumDecimals(records.flatMap(({ costUsd }) => costUsd ?? [])),
    unknownCosts: records.filter(isCostUnknown).length,
  }
}
