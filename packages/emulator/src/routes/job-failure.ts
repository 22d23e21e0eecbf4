import type { JobFailure } from '../contract/fault.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'

/** How the job of this request shall fail, where somebody asked for that. Ask once, just before submitting. */
export function failureOnRequest(context: EmulatorContext): JobFailure | undefined {
  const fault = context.env.state.faults.takeForJob(incoming(context))
  if (fault === undefined) return undefined
  const { type: _, ...failure } = fault
  return { message: 'The provider failed to do this.', ...failure }
}
