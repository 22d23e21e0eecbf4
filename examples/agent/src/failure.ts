import { isNanoGPTError, SpendLimitError } from '@nanogpt/ai-sdk-provider'
import { RetryError } from 'ai'
import { NobodyAnswersError } from './approvals.ts'

/** How a run ended: what to say, and the exit code. */
export interface Failure {
  message: string
  exitCode: number
}

/** What a person can act on. Never the whole error: it holds the request, and that is nobody's business. */
export function describeFailure(error: unknown): Failure {
  if (RetryError.isInstance(error)) {
    const { message, exitCode } = describeFailure(error.lastError)
    return { message: `${message} (${error.errors.length} attempts)`, exitCode }
  }
  if (SpendLimitError.isInstance(error)) {
    const isSpent = Number(error.spentUsd) >= Number(error.limitUsd)
    const reason = isSpent
      ? `The budget is used up: $${error.spentUsd} of $${error.limitUsd}. Raise --max-usd to go on.`
      : 'Nobody could tell what a call cost that broke off, so --max-usd cannot be kept. Without it you can go on.'
    return { message: reason, exitCode: 3 }
  }
  if (error instanceof NobodyAnswersError) {
    return {
      message: 'A change waits for approval, and nobody is there to ask. --yes approves all.',
      exitCode: 4,
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  if (!isNanoGPTError(error)) return { message, exitCode: 1 }
  const { code, status, requestId } = error.data
  const hint =
    code === 'context_length_exceeded' ? ' Begin another conversation, with another --session.' : ''
  const facts = [code, status && `status ${status}`, requestId && `request ${requestId}`].filter(Boolean)
  return { message: `${message}${hint} (${facts.join(', ')})`, exitCode: 1 }
}
