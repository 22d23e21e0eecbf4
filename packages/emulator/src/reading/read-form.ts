import type { ReasoningField } from '../contract/chat-family.ts'
import type { ChatRequest } from './chat-request.ts'
import type { Caching } from './read-caching.ts'
import { readExclude } from './read-reasoning.ts'

/** The form of the reply, as far as the caller chooses it. */
export interface ReplyForm {
  reasoningField: ReasoningField
  usage: boolean
}

/** The base path decides, unless a field wants the older name. */
function readReasoningField(request: ChatRequest): ReasoningField {
  const { body, family } = request
  if (readExclude(request)) return 'hidden'
  const legacy = body.reasoning_delta_field ?? body.reasoning?.delta_field ?? body.reasoning_content_compat
  return legacy === undefined || legacy === false ? family.reasoningField : 'reasoning_content'
}

/** Usage comes when asked for, which a stream does in another way; caching forces it. */
function readUsage({ body }: ChatRequest, caching: Caching): boolean {
  const asked = body.stream ? body.stream_options?.include_usage : body.include_usage
  return asked === true || caching.required || caching.explicit
}

export function readForm(request: ChatRequest, caching: Caching): ReplyForm {
  return { reasoningField: readReasoningField(request), usage: readUsage(request, caching) }
}
