import type { NanoGPTProvider, UsageRecord } from '@nanogpt/ai-sdk-provider'

/**
 * One line for each model: calls, tokens, and what they cost. The answers of `/embeddings` carry no price, so those
 * tokens are counted at the price of the catalogue, and the line says so.
 */
export async function describeBill(
  nanogpt: NanoGPTProvider,
  records: readonly UsageRecord[],
): Promise<string[]> {
  const models = Object.entries(Object.groupBy(records, ({ name }) => name))
  return Promise.all(
    models.map(async ([name, calls = []]) => {
      const tokens = sum(calls, call => (call.inputTokens ?? 0) + (call.outputTokens ?? 0))
      return `${name}: ${count(calls.length, 'request')}, ${count(tokens, 'token')}, ${await describeCost(nanogpt, name, calls)}`
    }),
  )
}

async function describeCost(
  nanogpt: NanoGPTProvider,
  modelId: string,
  calls: readonly UsageRecord[],
): Promise<string> {
  const told = sum(calls, ({ costUsd }) => Number(costUsd ?? 0))
  const untold = calls.filter(({ costUsd, wasAnswered }) => wasAnswered && costUsd === undefined)
  if (untold.length === 0) return dollars.format(told)
  try {
    const { usd, unknown } = await nanogpt.estimateCost(modelId, {
      inputTokens: sum(untold, ({ inputTokens = 0 }) => inputTokens),
      outputTokens: sum(untold, ({ outputTokens = 0 }) => outputTokens),
    })
    if (unknown.length === 0) return `${dollars.format(told + Number(usd))} at the price of the catalogue`
  } catch {
    // Without the catalogue the work is done all the same, and its price unknown.
  }
  return `${dollars.format(told)}, and ${count(untold.length, 'request')} of unknown cost`
}

function sum<Item>(items: readonly Item[], read: (item: Item) => number): number {
  return items.reduce((total, item) => total + read(item), 0)
}

/** `1 request`, `1,234 tokens`. */
export function count(number: number, noun: string): string {
  return `${Math.round(number).toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`
}

// To the cent, and at least three digits that mean something: two decimals would show a request as free.
const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
})
