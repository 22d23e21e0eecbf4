'use client'
import type { AnswerFacts } from '../chat/answer-facts.ts'
import { formatCharge, formatTokens } from './numbers.ts'

/** The amounts column: what an answer took, beside it. */
export function MarginNote({ facts }: { facts: AnswerFacts }) {
  const { model, inputTokens, outputTokens, reasoningTokens, cachedTokens } = facts
  const rows = [
    ['in', inputTokens],
    ['cached', cachedTokens || undefined],
    ['out', outputTokens],
    ['thought', reasoningTokens || undefined],
  ] as const
  return (
    <aside className="note" aria-label="What this answer took">
      <p className="model">{model}</p>
      <dl>
        {rows.map(([name, count]) =>
          count === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{formatTokens(count)}</dd>
            </div>
          ),
        )}
        <div className="charge">
          <dt>cost</dt>
          <dd>{describeCharge(facts)}</dd>
        </div>
      </dl>
    </aside>
  )
}

function describeCharge({ costUsd, requests, pricedRequests, finishReason }: AnswerFacts): string {
  if (costUsd === undefined) return finishReason === undefined ? '…' : 'unknown'
  return pricedRequests < requests ? `≥ ${formatCharge(costUsd)}` : formatCharge(costUsd)
}
