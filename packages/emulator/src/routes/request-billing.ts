import type { Next } from 'hono'
import { toDecimal } from '../billing/money.ts'
import { ApiError, invalidRequest } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'
import { keyNumber } from '../middleware/require-key.ts'
import type { LedgerEntry } from '../state/ledger.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'

const shownFor = 86_400_000

/** With microseconds, as the API writes them. */
function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z')
}

/** Neither answers nor refusals of this endpoint may be kept by anything between it and its client. */
export async function keepPrivate(context: EmulatorContext, next: Next): Promise<void> {
  await next()
  context.header('Cache-Control', 'private, no-store')
  context.header('Vary', 'Authorization, x-api-key')
}

function readId(context: EmulatorContext): string {
  const id = context.req.param('id') ?? ''
  if (!/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(id)) {
    throw invalidRequest('invalid_request_id', `"${id}" is not a request ID.`)
  }
  const [parameter] = Object.keys(context.req.query())
  if (parameter !== undefined) {
    throw invalidRequest('unsupported_query_parameter', `Query parameters are not supported: ${parameter}.`)
  }
  return id
}

/** The primary charge of a request, once it is visible, for a day, and to its own key only. */
function findCharge(context: EmulatorContext, id: string): LedgerEntry {
  const { clock, ledger, options } = context.env.state
  const apiKey = keyNumber(context)
  const age = ({ at }: LedgerEntry): number => clock.now() - at
  const [found, another] = ledger.entries.filter(
    entry =>
      entry.requestId === id &&
      entry.apiKey === apiKey &&
      entry.type === 'charge' &&
      entry.scope === 'primary' &&
      age(entry) >= options.billingDelayMs &&
      age(entry) < shownFor,
  )
  if (another !== undefined) {
    throw new ApiError({
      status: 409,
      code: 'ambiguous_request_id',
      message: `Several charges have the request ID "${id}".`,
    })
  }
  if (found !== undefined) return found
  throw new ApiError(
    {
      status: 404,
      code: 'billing_not_found',
      message:
        'No charge is visible for this request ID. It may be delayed, expired, inaccessible or absent.',
    },
    { headers: { 'retry-after': '30' } },
  )
}

/** `GET …/usage/requests/{id}`: what a request was charged. */
export function requestBilling(context: EmulatorContext): Response {
  const { at, requestId, amount, ...counts } = findCharge(context, readId(context))
  return deliver(
    context,
    jsonReply({
      object: 'request_billing',
      request_id: requestId,
      created_at: timestamp(at),
      expires_at: timestamp(at + shownFor),
      as_of: timestamp(context.env.state.clock.now()),
      cost: toDecimal(amount),
      currency: 'USD',
      cost_scope: 'primary_charge',
      usage: {
        input_tokens: counts.inputTokens,
        output_tokens: counts.outputTokens,
        reasoning_tokens: counts.reasoningTokens,
      },
    }),
  )
}
