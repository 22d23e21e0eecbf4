'use client'
import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { CostChart } from './cost-chart.tsx'
import { database } from './database.ts'
import { formatCharge, formatTokens } from './numbers.ts'

/** The foot of the amounts column: what the conversation took in all, answers that were written anew included. */
export function Ledger({ conversationId }: { conversationId: string }) {
  const entries =
    useLiveQuery(() => database.entries.where({ conversationId }).sortBy('createdAt'), [conversationId]) ?? []
  const sum = (key: 'costUsd' | 'inputTokens' | 'outputTokens') =>
    entries.reduce((total, entry) => total + entry[key], 0)
  const [isWide] = useState(() => matchMedia('(width >= 48rem)').matches)
  const isIncomplete = entries.some(entry => entry.isIncomplete)

  return (
    <details className="ledger" open={isWide}>
      <summary>
        <span>Total</span>
        <span className="total">
          {isIncomplete && '≥ '}
          {formatCharge(sum('costUsd'))}
        </span>
      </summary>
      <div>
        <CostChart entries={entries} />
        <p>
          {formatTokens(sum('inputTokens') + sum('outputTokens'))} tokens, {entries.length}{' '}
          {entries.length === 1 ? 'answer' : 'answers'}
        </p>
        {isIncomplete && <p>An answer that was cut short does not tell its price.</p>}
      </div>
    </details>
  )
}
