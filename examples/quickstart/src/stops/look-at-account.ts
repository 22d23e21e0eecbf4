import type { NanoGPTMoney } from '@nanogpt/ai-sdk-provider'
import { generateText } from 'ai'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

export const lookAtAccount: Stop = {
  title: 'Look at the account',
  shows: 'The balance before and after a call, and what the books say that it cost.',

  async visit({ nanogpt, page, signal }) {
    const before = await nanogpt.getBalance({ abortSignal: signal })
    page.line(`Balance before: ${describeMoney(before.usd)}`)

    const { steps, finalStep } = await generateText({
      model: nanogpt(models.chat),
      prompt: 'Name the three largest moons of Saturn.',
      maxOutputTokens: 400,
      abortSignal: signal,
    })
    const after = await nanogpt.getBalance({ abortSignal: signal })
    page.line(`Balance after:  ${describeMoney(after.usd)}`)

    const requestId = String(finalStep.providerMetadata?.['nanogpt']?.['requestId'])
    const { cost, createdAt } = await nanogpt.getRequestBilling(requestId, { abortSignal: signal })
    page.line(
      `Request ${requestId}: ${describeMoney(cost)}, booked ${createdAt?.toISOString() ?? 'some time'}`,
    )
    return receiptsOf(steps)
  },
}

function describeMoney(money: NanoGPTMoney | undefined): string {
  return money === undefined ? 'unknown' : `${money.decimal} ${money.currency}`
}
