import type { CaseResult, Measurement } from '../measuring/measurement.ts'
import { interquartileRange, median } from '../measuring/statistics.ts'

const YARDSTICK = 'bare parser'
const OURS = 'nanogpt'

/** One case as a table: a line for each contestant, with its median and how that compares. */
export function formatCase(result: CaseResult): string {
  const { title, unit, measurements } = result
  const references = result.hasRatios ? [YARDSTICK, OURS].filter(name => medianOf(result, name)) : []
  const rows = [
    ['', unit, '± half', ...references.map(name => `× ${name}`), 'rounds', ''],
    ...measurements.map(measurement => rowOf(measurement, result, references)),
  ]
  return `${title}\n${alignColumns(rows)}\n`
}

function rowOf(measurement: Measurement, result: CaseResult, references: readonly string[]): string[] {
  const { contestant, samples } = measurement
  const value = median(samples)
  return [
    contestant,
    formatNumber(value),
    samples.length < 3 ? '' : formatNumber((interquartileRange(samples) ?? 0) / 2),
    ...references.map(name => formatRatio(value, medianOf(result, name))),
    samples.length === 0 ? '' : String(samples.length),
    [measurement.problem, measurement.remark].filter(note => note !== undefined).join('; '),
  ]
}

function medianOf({ measurements }: CaseResult, contestant: string): number | undefined {
  return median(measurements.find(measurement => measurement.contestant === contestant)?.samples ?? [])
}

/** Three digits that matter; a dash for nothing. */
export function formatNumber(value: number | undefined): string {
  if (value === undefined) return '–'
  const decimals = Math.min(2, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1))))
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

function formatRatio(value: number | undefined, reference: number | undefined): string {
  return value === undefined || reference === undefined ? '–' : (value / reference).toFixed(2)
}

/** Names and notes to the left, numbers to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string {
  const columnCount = rows[0]?.length ?? 0
  const widths = Array.from({ length: columnCount }, (_, column) =>
    Math.max(...rows.map(row => row[column]?.length ?? 0)),
  )
  return rows
    .map(row =>
      row
        .map((cell, column) => {
          const isText = column === 0 || column === columnCount - 1
          return isText ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
        })
        .join('  ')
        .trimEnd(),
    )
    .map(line => `  ${line}`)
    .join('\n')
}
