import {
  APICallError,
  InvalidArgumentError,
  InvalidResponseDataError,
  LoadAPIKeyError,
} from '@ai-sdk/provider'
import { UsageError } from './read-arguments.ts'

/** What goes to the standard error, and the exit code. */
export interface Failure {
  message: string
  exitCode: number
}

/** Says in a line or two what went wrong, and what to do. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof UsageError) {
    return { message: `${error.message} See nanogpt-models --help.`, exitCode: 2 }
  }
  if (InvalidArgumentError.isInstance(error)) return { message: error.message, exitCode: 2 }
  return { message: describe(error), exitCode: 1 }
}

function describe(error: unknown): string {
  if (LoadAPIKeyError.isInstance(error)) {
    return 'This belongs to an account, and there is no key that works. Set NANOGPT_API_KEY (or NANO_GPT_API_KEY); keys are made at https://nano-gpt.com/api.'
  }
  if (APICallError.isInstance(error)) return describeCall(error)
  if (InvalidResponseDataError.isInstance(error)) return error.message
  return error instanceof Error ? error.message : String(error)
}

function describeCall({ statusCode, message, url, cause }: APICallError): string {
  const { host } = new URL(url)
  if (statusCode === undefined) {
    const reason = cause instanceof Error ? cause.message : message
    return `${host} cannot be reached: ${reason || message}. Check the connection, and NANOGPT_BASE_URL if it is set.`
  }
  if (statusCode === 401 || statusCode === 403) {
    return `${host} refused the key of NANOGPT_API_KEY (${statusCode}): ${message}`
  }
  return `${host} answered ${statusCode}: ${message}`
}
