import { checkContext } from '../billing/check-context.ts'
import { settle, type Settlement } from '../billing/settle.ts'
import { completionFields } from '../contract/completion-fields.ts'
import { isRawReply, type SemanticReply } from '../contract/scripted-reply.ts'
import { validate } from '../contract/validate.ts'
import type { Answer } from '../engine/answer.ts'
import { planAnswer } from '../engine/plan-answer.ts'
import { scriptedAnswer } from '../engine/scripted-answer.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import { aboutPrompt, promptsOf, readCompletion } from '../reading/read-completion.ts'
import { understand, type ChatMeaning } from '../reading/understand.ts'
import { completionBody, completionFrames } from '../stream/completion-reply.ts'
import { deliver, jsonReply, rawReply, streamReply } from '../stream/deliver.ts'
import { payerOf } from './charge.ts'
import { moderateInline } from './inline-moderation.ts'
import { payingAccount } from './paying-account.ts'
import { replyShape } from './reply-shape.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'

/** A request that was understood. */
interface Understood {
  request: ChatRequest
  /** The same request about each of its prompts. */
  parts: readonly ChatRequest[]
  prompts: readonly string[]
  meaning: ChatMeaning
}

function readRequest(context: EmulatorContext): Understood {
  const { value: body, unknownFields } = validate(completionFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  const request = readCompletion(body, name => context.req.header(name))
  const meaning = understand(request, payingAccount(context))
  context.get('record').understood = meaning.understood
  const prompts = promptsOf(body)
  const parts = prompts.map((_, index) => aboutPrompt(request, index))
  parts.forEach(checkContext)
  return { request, parts, prompts, meaning }
}

/** A choice for each prompt. */
function answerAll(
  context: EmulatorContext,
  { parts, meaning }: Understood,
  script: SemanticReply | undefined,
): Answer[] {
  const { seed } = context.env.state.options
  return parts.map(part =>
    script === undefined
      ? planAnswer(part, meaning.understood, seed)
      : scriptedAnswer(script, context.get('record').id),
  )
}

/** One bill for all prompts: either all are paid, or none is answered. */
function bill(
  context: EmulatorContext,
  { request, meaning }: Understood,
  answers: readonly Answer[],
): Settlement {
  const [first] = answers
  const joined = (member: 'reasoning' | 'text'): string => answers.map(answer => answer[member]).join('\n')
  const answer: Answer = {
    ...(first ?? scriptedAnswer({}, '')),
    reasoning: joined('reasoning'),
    text: joined('text'),
  }
  const settlement = settle({ request, meaning, answer, payer: payerOf(context) }, context.env.state)
  meaning.understood.cost = settlement.cost
  return settlement
}

/** `POST …/completions`: the older endpoint, a text for a text. */
export function completions(context: EmulatorContext): Response {
  const understood = readRequest(context)
  const { request, meaning } = understood
  const moderation = moderateInline(context, understood.prompts.join('\n'), meaning.moderationModel)

  const script = context.env.state.replies.take(incoming(context))
  if (script !== undefined && isRawReply(script)) return deliver(context, rawReply(script))
  const answers = answerAll(context, understood, script)
  const shape = replyShape(context, {
    prefix: 'cmpl-',
    request,
    meaning,
    script: script ?? {},
    bill: bill(context, understood, answers),
  })
  const reply = request.body.stream
    ? streamReply(completionFrames(answers, shape))
    : jsonReply(completionBody(answers, shape))
  return deliver(context, { ...reply, headers: { ...reply.headers, ...moderation } })
}
