import { spendLimit, usageLedger, type NanoGPTAccount, type UsageRecord } from '@nanogpt/ai-sdk-provider'

/** What the conversation cost, and may cost. */
export interface Books {
  /** For `wrapLanguageModel`: refuses calls when the budget is used up, and records those that are made. */
  middleware: [ReturnType<typeof spendLimit>, ReturnType<typeof usageLedger>]
  /** For `onUsage` of server tools. */
  record(this: void, record: UsageRecord): void
  /** Spent on the conversation, earlier runs too, in USD, exactly. */
  spentUsd(): string
  isUsedUp(): boolean
  /** Asks what calls cost that broke off before they could say it. */
  settle(account: Pick<NanoGPTAccount, 'getRequestBilling'>): Promise<void>
  /** One line: calls, tokens, cost. */
  summary(): string
}

/** @throws InvalidArgumentError for a budget that is no amount above 0. */
export function openBooks({ maxUsd, earlierUsd }: { maxUsd: number | undefined; earlierUsd: string }): Books {
  const ledger = usageLedger()
  // Without a limit it only adds up.
  const budget = spendLimit(
    maxUsd === undefined
      ? { usd: Number.MAX_SAFE_INTEGER, whenUnknown: 'ignore' }
      : { usd: maxUsd, whenUnknown: 'stop' },
  )
  const earlier = { costUsd: earlierUsd, wasAnswered: true }
  budget.record(earlier)

  return {
    middleware: [budget, ledger],
    record(record) {
      ledger.record(record)
      budget.record(record)
    },
    spentUsd: () => budget.spentUsd,
    isUsedUp: () => maxUsd !== undefined && Number(budget.spentUsd) >= maxUsd,
    async settle(account) {
      for (const record of ledger.records) {
        if (!record.wasAnswered || record.costUsd !== undefined || record.requestId === undefined) continue
        const { cost } = await account.getRequestBilling(record.requestId, {
          patienceMs: 10_000,
        })
        if (cost?.currency === 'USD') record.costUsd = cost.decimal
      }
      if (ledger.totals().unknownCosts > 0) return
      budget.reset()
      for (const record of [earlier, ...ledger.records]) budget.record(record)
    },
    summary() {
      const { calls, inputTokens, outputTokens, unknownCosts } = ledger.totals()
      const cached = ledger.records.reduce((sum, record) => sum + (record.cachedInputTokens ?? 0), 0)
      const limit = maxUsd === undefined ? '' : ` of ${dollars.format(maxUsd)}`
      return [
        calls === 1 ? '1 call' : `${calls} calls`,
        `${count.format(inputTokens)} tokens in${cached > 0 ? ` (${count.format(cached)} cached)` : ''}`,
        `${count.format(outputTokens)} out`,
        `${dollars.format(Number(budget.spentUsd))}${limit}`,
        ...(unknownCosts > 0 ? [`${unknownCosts} of unknown cost`] : []),
      ].join(' · ')
    },
  }
}

const count = new Intl.NumberFormat('en-US')

// To the cent, and at least three digits that mean something: two decimals would show a call as free.
const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
})
