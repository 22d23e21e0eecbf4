import { dateOf } from '../reading/utc-date.ts'
import type { LedgerEntry } from '../state/ledger.ts'
import { round } from './money.ts'

/** Counters of the usage report. */
export interface UsageBucket {
  requests: number
  costUsd: number
  refundedUsd: number
  netCostUsd: number
  inputTokens: number
  outputTokens: number
  reasoningTokens: number
  totalTokens: number
}

function sum(entries: readonly LedgerEntry[], count: (entry: LedgerEntry) => number | null): number {
  return entries.reduce((total, entry) => total + (count(entry) ?? 0), 0)
}

/** Adds entries up. A charge beside a request's own costs money, but is no request. */
export function addUp(entries: readonly LedgerEntry[]): UsageBucket {
  const charges = entries.filter(({ type }) => type === 'charge')
  const refunds = entries.filter(({ type }) => type === 'refund')
  const costUsd = round(sum(charges, ({ amount }) => amount))
  const refundedUsd = round(sum(refunds, ({ amount }) => -amount))
  const inputTokens = sum(charges, entry => entry.inputTokens)
  const outputTokens = sum(charges, entry => entry.outputTokens)
  return {
    requests: charges.filter(({ scope }) => scope === 'primary').length,
    costUsd,
    refundedUsd,
    netCostUsd: round(Math.max(0, costUsd - refundedUsd)),
    inputTokens,
    outputTokens,
    reasoningTokens: sum(charges, entry => entry.reasoningTokens),
    totalTokens: inputTokens + outputTokens,
  }
}

type Key = 'date' | 'model'
type Keys = Partial<Record<Key, string>>

function keyOf(entry: LedgerEntry, key: Key, label: (model: string) => string): string {
  return key === 'date' ? dateOf(entry.at) : label(entry.model)
}

/** One bucket for each value of the keys that occurs, in the order of the values. */
export function groupUsage(
  entries: readonly LedgerEntry[],
  keys: readonly Key[],
  label: (model: string) => string,
): (Keys & UsageBucket)[] {
  const groups = new Map<string, { named: Keys; members: LedgerEntry[] }>()
  for (const entry of entries) {
    const values = keys.map(key => keyOf(entry, key, label))
    const id = values.join('\n')
    const named: Keys = Object.fromEntries(keys.map((key, index) => [key, values[index]]))
    const group = groups.get(id) ?? { named, members: [] as LedgerEntry[] }
    group.members.push(entry)
    groups.set(id, group)
  }
  return [...groups.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { named, members }]) => ({ ...named, ...addUp(members) }))
}
