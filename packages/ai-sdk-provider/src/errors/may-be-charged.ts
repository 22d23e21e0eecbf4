import { isAbortError } from '@ai-sdk/provider-utils'
import { isNanoGPTError } from './nanogpt-error.ts'

/** What was refused is not charged. An answer that broke, or is none, may be, and of what was given up nobody knows. */
export function mayBeCharged(error: unknown): boolean {
  if (isAbortError(error)) return true
  if (!isNanoGPTError(error)) return false
  const { code, status = 200 } = error.data
  return status === 200 || code === 'outcome_unknown'
}
