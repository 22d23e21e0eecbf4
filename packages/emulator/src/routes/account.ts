import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'

/** `POST /api/check-balance`. The numbers are strings. */
export function checkBalance(context: EmulatorContext): Response {
  const { state } = context.env
  const scripted = state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))
  return deliver(
    context,
    jsonReply({
      usd_balance: state.ledger.balance.toFixed(8),
      nano_balance: '0.00000000',
      nanoDepositAddress: `nano_1${'emu1ator'.repeat(7)}abc`,
    }),
  )
}
