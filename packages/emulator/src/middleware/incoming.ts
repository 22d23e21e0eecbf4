import type { EmulatorContext } from '../env.ts'
import type { Incoming } from '../state/match-queue.ts'

function asFields(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

/** What scripted replies and faults are matched with. */
export function incoming(context: EmulatorContext): Incoming {
  const { model, stream } = asFields(context.get('record').body)
  return {
    path: context.req.path,
    method: context.req.method,
    model: typeof model === 'string' ? model : undefined,
    // In a form everything is text.
    streams: stream === true || stream === 'true',
  }
}
