import type { EnvelopeName } from './envelopes.ts'

/** What an error says, before it is put into one of the API's envelopes. */
export interface ErrorFacts {
  status: number
  message: string
  code?: string | undefined
  /** `error.type`; by default the one the API uses for the status. */
  type?: string | undefined
  /** The request field at fault, as a dotted path; `null` where the endpoint writes that instead. */
  param?: string | null | undefined
}

/** How an error travels: which envelope, which headers, what stands beside `error` in the body. */
export interface ErrorDelivery {
  envelope?: EnvelopeName | undefined
  headers?: Record<string, string> | undefined
  /** Members added to the top level of the body, as the API does for a few codes. */
  extra?: Record<string, unknown> | undefined
}

/** An answer other than success. Thrown anywhere, turned into a response in one place. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly facts: ErrorFacts
  readonly delivery: ErrorDelivery

  constructor(facts: ErrorFacts, delivery: ErrorDelivery = {}) {
    super(facts.message)
    this.facts = facts
    this.delivery = delivery
  }
}

/** A 400 about one field: a wrong type, a value out of range, a combination that is refused. */
export function invalidValue(param: string, message: string): ApiError {
  return invalidRequest('invalid_parameter_value', message, param)
}

/** A 400 with a code of its own. */
export function invalidRequest(code: string, message: string, param?: string): ApiError {
  return new ApiError({ status: 400, code, message, param })
}

/** Not an HTTP answer at all: the connection fails before one arrives. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
}
