import type { EmulatorContext } from '../env.ts'

/** `created` of the first reply; every request is a second later, so that replies never depend on the clock. */
const firstSecond = 1_793_836_800

/** Unix seconds at which the reply to this request says it was made. */
export function createdAt(context: EmulatorContext): number {
  return firstSecond + context.get('ordinal')
}
