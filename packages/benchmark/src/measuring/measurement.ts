/** What one contestant reached in one case. */
export interface Measurement {
  contestant: string
  /** Every sample, in the unit of the case; empty where the contestant failed. */
  samples: number[]
  /** What the contestant got wrong, or why it was not measured. */
  problem?: string
  /** What else is to be known. */
  remark?: string
}

/** One thing measured, for every contestant. */
export interface CaseResult {
  scenario: string
  title: string
  unit: string
  measurements: Measurement[]
  /** Whether one value divided by another means anything; not so for a difference near zero. */
  hasRatios: boolean
}

/** Thrown by what cannot be measured because a contestant does not have it. */
export class NotAvailableError extends Error {
  override readonly name = 'NotAvailableError'
}

/** What an error says about the contestant that threw it. */
export function problemOf(error: unknown): string {
  if (error instanceof NotAvailableError) return `not available: ${error.message}`
  return `failed: ${error instanceof Error ? error.message : String(error)}`
}
