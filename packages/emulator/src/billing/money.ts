import { ApiError } from '../contract/api-error.ts'

/** Twelve decimals, so that sums of prices do not end in 0000000004. */
export function round(dollars: number): number {
  return Number(dollars.toFixed(12))
}

/** Dollars in decimals, none of them rounded away, at least so many of them. */
export function toDecimal(dollars: number, places = 0): string {
  const [whole = '', decimals = ''] = dollars.toFixed(12).split('.')
  const kept = decimals.replace(/0+$/, '').padEnd(places, '0')
  return kept === '' ? whole : `${whole}.${kept}`
}

/** The answer to a request that the balance does not cover. */
export function insufficient(required: number): ApiError {
  return new ApiError(
    { status: 402, message: 'Insufficient balance' },
    // The one balance error that every endpoint shares is not in the OpenAI form.
    { envelope: 'balance', extra: { requiredBalance: round(required) } },
  )
}
