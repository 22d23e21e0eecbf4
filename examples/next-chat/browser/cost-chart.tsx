'use client'
import { useId, useState } from 'react'
import type { LedgerEntry } from './database.ts'
import { formatCharge, formatTokens } from './numbers.ts'

const HEIGHT = 56
const WIDTH = 176
const WIDEST_COLUMN = 20

/** The bill as it grew: each answer stands on what was spent before it. */
export function CostChart({ entries }: { entries: readonly LedgerEntry[] }) {
  const [shown, setShown] = useState<LedgerEntry>()
  const title = useId()
  const steps = climb(entries)
  const total = steps.at(-1)?.top ?? 0
  const pitch = Math.min(WIDEST_COLUMN, WIDTH / Math.max(1, steps.length))
  const y = (usd: number) => HEIGHT - (total === 0 ? 0 : (usd / total) * HEIGHT)

  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={title}
        onPointerLeave={() => setShown(undefined)}
      >
        <title id={title}>{`The cost over ${entries.length} answers, ${formatCharge(total)} in all`}</title>
        {steps.map(({ entry, bottom, top }, index) => (
          <g key={entry.id} onPointerEnter={() => setShown(entry)} data-shown={entry === shown || undefined}>
            <rect className="reach" x={index * pitch} y={0} width={pitch} height={HEIGHT} />
            <rect
              className="before"
              x={index * pitch + 1}
              y={y(bottom)}
              width={pitch - 2}
              height={HEIGHT - y(bottom)}
            />
            <rect
              className="added"
              x={index * pitch + 1}
              y={Math.min(y(top), HEIGHT - 1.5)}
              width={pitch - 2}
              height={Math.max(1.5, y(bottom) - y(top))}
            />
          </g>
        ))}
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <figcaption>
        {shown ? `${shown.question.slice(0, 40)} · ${formatCharge(shown.costUsd)}` : 'Cost, answer by answer'}
      </figcaption>
      {/* Tables do not shrink, so it is the box around it that is out of sight. */}
      <div className="unseen">
        <table>
          <caption>Cost of each answer</caption>
          <tbody>
            {entries.map(({ id, question, model, inputTokens, outputTokens, costUsd }) => (
              <tr key={id}>
                <th scope="row">{question}</th>
                <td>{model}</td>
                <td>{formatTokens(inputTokens + outputTokens)} tokens</td>
                <td>{formatCharge(costUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

function climb(entries: readonly LedgerEntry[]): { entry: LedgerEntry; bottom: number; top: number }[] {
  let sum = 0
  return entries.map(entry => {
    const bottom = sum
    sum += entry.costUsd
    return { entry, bottom, top: sum }
  })
}
