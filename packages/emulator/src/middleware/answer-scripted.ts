import type { Next } from 'hono'
import type { EmulatorContext } from '../env.ts'
import { deliver, rawReply } from '../stream/deliver.ts'
import { incoming } from './incoming.ts'

/** Sends a scripted reply in the place of what follows: for endpoints that have nothing to check first. */
export async function answerScripted(context: EmulatorContext, next: Next): Promise<Response | undefined> {
  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))
  await next()
  return undefined
}
