import { insufficient } from '../billing/money.ts'
import type { EmulatorContext } from '../env.ts'
import { keyNumber } from '../middleware/require-key.ts'
import type { Charge, LedgerEntry, Payer } from '../state/ledger.ts'

/** A charge without what the request itself tells. */
export type Bill = Omit<Charge, keyof Payer>

export function payerOf(context: EmulatorContext): Payer {
  return { requestId: context.get('record').id, apiKey: keyNumber(context) }
}

/** The one way to take money: a charge is entered under the request and its key, or the request is refused. */
export function charge(context: EmulatorContext, bill: Bill): LedgerEntry {
  const { ledger } = context.env.state
  if (!ledger.covers(bill.cost)) throw insufficient(bill.cost)
  return ledger.charge({ ...payerOf(context), ...bill })
}
