import type { Settlement } from '../billing/settle.ts'
import type { SemanticReply } from '../contract/scripted-reply.ts'
import { idFor } from '../engine/random.ts'
import type { EmulatorContext } from '../env.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import type { ChatMeaning } from '../reading/understand.ts'
import type { ChatShape } from '../stream/chat-shape.ts'
import { createdAt } from './created.ts'

/** What is being answered, and with what. */
export interface Answered {
  /** What ids of replies begin with. */
  prefix: string
  request: ChatRequest
  meaning: ChatMeaning
  script: SemanticReply
  bill: Settlement
}

/** `logprobs` is a switch, or a number of alternatives. */
function alternativesOf(logprobs: boolean | number | undefined): number | undefined {
  if (logprobs === undefined || logprobs === false) return undefined
  return logprobs === true ? 0 : logprobs
}

/** What surrounds the words of a reply, streamed or not. */
export function replyShape(context: EmulatorContext, answered: Answered): ChatShape {
  const { prefix, request, meaning, script, bill } = answered
  const { options } = context.env.state
  const usage = meaning.form.usage || options.usageWithoutAsking ? bill.usage : undefined
  return {
    id: idFor(prefix, options.seed, context.get('ordinal'), context.get('record').bodyText),
    created: createdAt(context),
    model: meaning.understood.model,
    reasoningField: meaning.form.reasoningField,
    serviceTier: request.body.service_tier,
    usage: script.usage === undefined ? usage : (script.usage ?? undefined),
    pricing: script.pricing === undefined ? bill.pricing : (script.pricing ?? undefined),
    message: script.message ?? {},
    extra: script.extra ?? {},
    logprobs: alternativesOf(request.body.logprobs),
    chunkSize: script.chunkSize,
  }
}
