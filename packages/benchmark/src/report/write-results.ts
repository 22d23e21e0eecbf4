import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { MachineFacts } from '../measuring/machine-facts.ts'
import type { CaseResult } from '../measuring/measurement.ts'
import { median } from '../measuring/statistics.ts'

export interface Results {
  machine: MachineFacts
  /** Whether rounds were spared: such figures are not to be compared. */
  isQuick: boolean
  cases: CaseResult[]
}

/** The results as JSON, every sample and the median of them. */
export function formatResults({ cases, ...run }: Results): string {
  const withMedians = cases.map(({ measurements, ...result }) => ({
    ...result,
    measurements: measurements.map(measurement => ({ median: median(measurement.samples), ...measurement })),
  }))
  return `${JSON.stringify({ ...run, cases: withMedians }, null, 2)}\n`
}

export function writeResults(file: string, results: Results): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, formatResults(results))
}

/** A name that sorts by time. */
export function resultsFileName(date: string): string {
  return `${date.slice(0, 19).replaceAll(':', '-')}.json`
}
