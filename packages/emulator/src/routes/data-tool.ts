import type { Next } from 'hono'
import type { EmulatorContext } from '../env.ts'
import { requireJson } from '../middleware/read-body.ts'
import { checkKey } from '../middleware/require-key.ts'

/** A tool under its name in the Data API, whose own refusals have codes; the tool's are as they are elsewhere. */
export function asDataTool(id: string, direct: string) {
  return async function dataTool(context: EmulatorContext, next: Next): Promise<void> {
    checkKey(context)
    requireJson(context)
    await next()
    context.header('x-nanogpt-data-endpoint', id)
    context.header('x-nanogpt-direct-endpoint', direct)
  }
}
