import type { EmulatorContext } from '../env.ts'
import type { Incoming } from '../state/match-queue.ts'

function modelOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('model' in body)) return undefined
  return typeof body.model === 'string' ? body.model : undefined
}

/** What scripted replies and faults are matched with. */
export function incoming(context: EmulatorContext): Incoming {
  return { path: context.req.path, method: context.req.method, model: modelOf(context.get('record').body) }
}
