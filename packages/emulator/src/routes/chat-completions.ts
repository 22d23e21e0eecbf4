import { checkContext } from '../billing/check-context.ts'
import { settle, type Settlement } from '../billing/settle.ts'
import { ApiError } from '../contract/api-error.ts'
import { chatCodes, chatFields } from '../contract/chat-fields.ts'
import { resolveModel } from '../contract/model-id.ts'
import { isRawReply, type SemanticReply } from '../contract/scripted-reply.ts'
import { validate } from '../contract/validate.ts'
import { planAnswer } from '../engine/plan-answer.ts'
import { idFor } from '../engine/random.ts'
import { scriptedAnswer } from '../engine/scripted-answer.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import { checkRawTools } from '../reading/check-tools.ts'
import { understand, type ChatMeaning } from '../reading/understand.ts'
import { chatBody } from '../stream/chat-body.ts'
import { chatFrames } from '../stream/chat-frames.ts'
import type { ChatShape, ReasoningField } from '../stream/chat-shape.ts'
import { deliver, jsonReply, rawReply, streamReply } from '../stream/deliver.ts'
import { describeAdvisor } from './advisor.ts'
import { moderateInline } from './inline-moderation.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'

/** What a base path changes about the endpoint. */
export interface ChatFamily {
  reasoningField: ReasoningField
  /** Refuses models that the subscription does not include. */
  subscriptionOnly: boolean
}

/** `created` of the first reply; every request is a second later, so that replies never depend on the clock. */
const firstSecond = 1_793_836_800

function readRequest(context: EmulatorContext, family: ChatFamily): ChatRequest {
  const json = requireJson(context)
  checkRawTools(json)
  const { value: body, unknownFields } = validate(chatFields, json, chatCodes)
  reportUnknownFields(context, unknownFields)
  const reference = resolveModel(body.model)
  if (family.subscriptionOnly && !reference.model.subscription) {
    throw new ApiError({
      status: 403,
      code: 'model_not_allowed',
      message: `${reference.model.id} is not included in the subscription. Use ${context.req.path.replace('/subscription', '')} to pay for it.`,
      param: 'model',
    })
  }
  return { body, reference, header: name => context.req.header(name) }
}

function reasoningField({ body }: ChatRequest, meaning: ChatMeaning, family: ChatFamily): ReasoningField {
  if (meaning.understood.excludeReasoning) return 'hidden'
  const legacy = body.reasoning_delta_field ?? body.reasoning?.delta_field ?? body.reasoning_content_compat
  return legacy === undefined || legacy === false ? family.reasoningField : 'reasoning_content'
}

/** Usage comes when asked for, which a stream does in another way; caching forces it. */
function wantsUsage({ body }: ChatRequest, { caching }: ChatMeaning): boolean {
  const asked = body.stream ? body.stream_options?.include_usage : body.include_usage
  return asked === true || caching.required || caching.explicit
}

function shapeOf(
  context: EmulatorContext,
  { request, meaning, family }: { request: ChatRequest; meaning: ChatMeaning; family: ChatFamily },
  { script, bill }: { script: SemanticReply; bill: Settlement },
): ChatShape {
  const { options, requestCount } = context.env.state
  const counted = options.usageWithoutAsking || wantsUsage(request, meaning) ? bill.usage : undefined
  return {
    id: idFor('chatcmpl-', options.seed, requestCount, context.get('record').bodyText),
    created: firstSecond + requestCount,
    model: meaning.understood.model,
    reasoningField: reasoningField(request, meaning, family),
    serviceTier: request.body.service_tier,
    usage: script.usage === undefined ? counted : (script.usage ?? undefined),
    pricing: script.pricing === undefined ? bill.pricing : (script.pricing ?? undefined),
    message: script.message ?? {},
    extra: { ...describeAdvisor(request, meaning.advisor, context.get('record').id), ...script.extra },
    chunkSize: script.chunkSize,
  }
}

/** `POST …/chat/completions` of one family of base paths. */
export function chatCompletions(family: ChatFamily): (context: EmulatorContext) => Response {
  return function answerChat(context) {
    const { state } = context.env
    const record = context.get('record')
    const request = readRequest(context, family)
    const meaning = understand(request, state.options)
    record.understood = meaning.understood
    checkContext(request)
    const moderation = moderateInline(request, meaning.moderationModel, state.ledger)
    const scripted = state.replies.take(incoming(context))
    if (scripted !== undefined && isRawReply(scripted)) return deliver(context, rawReply(scripted))
    const answer =
      scripted === undefined
        ? planAnswer(request, meaning.understood, state.options.seed)
        : scriptedAnswer(scripted, record.id)
    const bill = settle({ request, meaning, answer }, state)
    meaning.understood.cost = bill.cost
    const shape = shapeOf(context, { request, meaning, family }, { script: scripted ?? {}, bill })
    const reply = request.body.stream
      ? streamReply(chatFrames(answer, shape))
      : jsonReply(chatBody(answer, shape))
    return deliver(context, { ...reply, headers: { ...reply.headers, ...moderation } })
  }
}
