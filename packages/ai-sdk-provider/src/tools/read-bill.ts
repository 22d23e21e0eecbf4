import { readAnswerCost } from '../wire/cost.ts'
import { toDecimal, type Decimal } from '../wire/decimal.ts'
import { asNumber, asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'

/** What an answer says of its price. */
export interface Bill {
  costUsd?: Decimal
  paymentSource?: string
  requestId?: string
}

/** Reads the price of an answer: searches have it in `metadata`, pages and transcripts in `summary` (API sheet §18). */
export function readBill(answer: JsonRecord, responseHeaders: Readonly<Record<string, string>>): Bill {
  // What was found may have a `cost` of its own.
  const { data: _found, ...record } = answer
  const { costUsd, paymentSource, requestId } = readAnswerCost({ record, responseHeaders })
  const cost = asNumber(asRecord(answer.summary)?.totalCost) ?? costUsd
  return definedEntries({
    costUsd: cost === undefined ? undefined : toDecimal(cost),
    paymentSource,
    requestId,
  }) as Bill
}
