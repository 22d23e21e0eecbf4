import type { Next } from 'hono'
import type { EmulatorContext } from '../env.ts'
import type { RecordedRequest } from '../state/request-log.ts'

/** The ids a caller may choose. */
const callerId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

function requestId(chosen: string | undefined, count: number): string {
  if (chosen !== undefined && callerId.test(chosen)) return chosen
  return `req_emulator_${String(count).padStart(6, '0')}`
}

/** Opens an entry in the request log and puts its id on the response, whatever becomes of the request. */
export async function recordRequest(context: EmulatorContext, next: Next): Promise<void> {
  const { state } = context.env
  const started = performance.now()
  state.requestCount += 1
  state.jobs.refundFailed()
  const record: RecordedRequest = {
    id: requestId(context.req.header('x-request-id'), state.requestCount),
    method: context.req.method,
    url: context.req.url,
    path: context.req.path,
    headers: context.req.header(),
    body: undefined,
    bodyText: '',
    bytesReceived: 0,
    status: 0,
    milliseconds: 0,
    unknownFields: [],
    cancelled: false,
  }
  state.requests.push(record)
  context.set('record', record)
  context.set('ordinal', state.requestCount)
  context.set('faults', [])
  try {
    await next()
    record.status = context.res.status
    context.header('X-Request-ID', record.id)
  } finally {
    record.cancelled ||= context.env.signal.aborted
    record.milliseconds = performance.now() - started
    state.options.onRequest(record)
  }
}
