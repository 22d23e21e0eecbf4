import type { Next } from 'hono'
import { ApiError, NetworkFailure } from '../contract/api-error.ts'
import type { Fault, StatusFault } from '../contract/fault.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from './incoming.ts'
import { pause } from '../stream/pause.ts'

const ordinary: Record<number, { code: string; message: string }> = {
  400: { code: 'invalid_parameter_value', message: 'The request was refused.' },
  401: { code: 'invalid_api_key', message: 'Invalid session' },
  402: { code: 'insufficient_balance', message: 'Insufficient balance' },
  403: { code: 'api_key_origin_not_allowed', message: 'This API key may not be used from here.' },
  404: { code: 'model_not_found', message: 'The model does not exist.' },
  408: { code: 'request_timeout', message: 'The request took too long.' },
  409: { code: 'conflict', message: 'The request conflicts with another one.' },
  413: { code: 'request_body_too_large', message: 'The request body is too large.' },
  429: { code: 'rate_limit_exceeded', message: 'Rate limit exceeded. Please slow down.' },
  500: { code: 'internal_error', message: 'Something went wrong on our side.' },
  502: { code: 'bad_gateway', message: 'The provider sent no valid answer.' },
  503: {
    code: 'service_unavailable',
    message: 'No fallback services available for this model. Please try again later.',
  },
  504: { code: 'gateway_timeout', message: 'The provider did not answer in time.' },
}

function asError(fault: StatusFault): ApiError {
  const usual = ordinary[fault.status] ?? { code: 'error', message: `Status ${fault.status}` }
  const retryAfter = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  return new ApiError(
    {
      status: fault.status,
      code: fault.code ?? usual.code,
      message: fault.message ?? usual.message,
      type: fault.errorType,
      param: fault.param,
    },
    {
      envelope: fault.envelope ?? (fault.status === 402 ? 'balance' : 'openai'),
      headers: { ...fault.headers, ...retryAfter },
    },
  )
}

async function applyBeforeAnswer(fault: Fault, signal: AbortSignal): Promise<void> {
  if (fault.type === 'latency') await pause(fault.ms, signal)
  if (fault.type === 'network') throw new NetworkFailure(fault.message ?? 'fetch failed')
  if (fault.type === 'status') throw asError(fault)
}

/** Takes the request's faults and lets those happen that come before an answer; `deliver` does the rest. */
export async function injectFault(context: EmulatorContext, next: Next): Promise<void> {
  const faults = context.env.state.faults.take(incoming(context))
  context.set('faults', faults)
  for (const fault of faults) await applyBeforeAnswer(fault, context.env.signal)
  // Nobody is charged for an answer that nobody waits for.
  context.env.signal.throwIfAborted()
  await next()
}
