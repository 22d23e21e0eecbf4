import { checkContext } from '../billing/check-context.ts'
import { settle } from '../billing/settle.ts'
import type { ChatFamily } from '../contract/chat-family.ts'
import { chatCodes, chatFields } from '../contract/chat-fields.ts'
import { messageText } from '../contract/message-text.ts'
import { resolveModel } from '../contract/model-id.ts'
import { isRawReply } from '../contract/scripted-reply.ts'
import { validate } from '../contract/validate.ts'
import { planAnswer } from '../engine/plan-answer.ts'
import { scriptedAnswer } from '../engine/scripted-answer.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import { checkRawTools } from '../reading/check-tools.ts'
import { understand } from '../reading/understand.ts'
import { chatBody } from '../stream/chat-body.ts'
import { chatFrames } from '../stream/chat-frames.ts'
import { deliver, jsonReply, rawReply, streamReply } from '../stream/deliver.ts'
import { payerOf } from './charge.ts'
import { describeAdvisor } from './advisor.ts'
import { moderateInline } from './inline-moderation.ts'
import { payingAccount } from './paying-account.ts'
import { replyShape } from './reply-shape.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'

function readRequest(context: EmulatorContext, family: ChatFamily): ChatRequest {
  const json = requireJson(context)
  checkRawTools(json)
  const { value: body, unknownFields } = validate(chatFields, json, chatCodes)
  reportUnknownFields(context, unknownFields)
  return { body, reference: resolveModel(body.model), family, header: name => context.req.header(name) }
}

/** `POST …/chat/completions` of one family of base paths: validate, understand, answer, charge, send. */
export function chatCompletions(family: ChatFamily): (context: EmulatorContext) => Response {
  return function answerChat(context) {
    const { state } = context.env
    const record = context.get('record')
    const request = readRequest(context, family)
    const meaning = understand(request, payingAccount(context))
    record.understood = meaning.understood
    checkContext(request)
    const prompt = request.body.messages.map(messageText).join('\n')
    const moderation = moderateInline(context, prompt, meaning.moderationModel)

    const script = state.replies.take(incoming(context))
    if (script !== undefined && isRawReply(script)) return deliver(context, rawReply(script))
    const answer =
      script === undefined
        ? planAnswer(request, meaning.understood, state.options.seed)
        : scriptedAnswer(script, record.id)
    const bill = settle({ request, meaning, answer, payer: payerOf(context) }, state)
    meaning.understood.cost = bill.cost

    const plain = replyShape(context, { prefix: 'chatcmpl-', request, meaning, script: script ?? {}, bill })
    const shape = {
      ...plain,
      extra: { ...describeAdvisor(request, meaning.advisor, record.id), ...plain.extra },
    }
    const reply = request.body.stream
      ? streamReply(chatFrames(answer, shape))
      : jsonReply(chatBody(answer, shape))
    return deliver(context, { ...reply, headers: { ...reply.headers, ...moderation } })
  }
}
