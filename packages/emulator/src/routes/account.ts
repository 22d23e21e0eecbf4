import { toDecimal } from '../billing/money.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'

/** `POST /api/check-balance`. The numbers are strings, and exact: small prices need more decimals than the documents show. */
export function checkBalance(context: EmulatorContext): Response {
  const { state } = context.env
  return deliver(
    context,
    jsonReply({
      usd_balance: toDecimal(state.ledger.balance, 8),
      nano_balance: '0.00000000',
      nanoDepositAddress: `nano_1${'emu1ator'.repeat(7)}abc`,
    }),
  )
}
