import { insufficient } from '../billing/money.ts'
import { ApiError } from '../contract/api-error.ts'
import { speechFields } from '../contract/speech-fields.ts'
import { validate } from '../contract/validate.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { readSpeech, type SpeechRequest } from '../reading/read-speech.ts'
import { bytesReply, deliver, rawReply, type Reply } from '../stream/deliver.ts'
import type { Step } from '../stream/steps.ts'
import { payerOf } from './charge.ts'
import { makeSpeech } from './make-speech.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inSpeechErrors } from './rewrite-errors.ts'
import { speechBill, speechBytes, speechTicket, speechUrl } from './speech-handover.ts'

/** Into how many pieces a streamed sound is cut. */
const pieces = 8

/** Some models fail whenever they are told how to speak (field note A11). */
function checkInstructions({ model, instructions }: SpeechRequest): void {
  if (instructions === undefined || model.instructions !== 'fatal') return
  throw new ApiError({ status: 502, code: 'bad_gateway', message: `${model.name} returned no audio data` })
}

function* charged(steps: Iterable<Step>, pay: () => void): Generator<Step> {
  pay()
  yield* steps
}

/** In pieces, without a length. What breaks before the first of them costs nothing (API sheet §14.1). */
async function speechStream(context: EmulatorContext, request: SpeechRequest): Promise<Reply> {
  const { ledger } = context.env.state
  const { bytes, contentType } = await makeSpeech(context, request)
  const bill = speechBill(request)
  if (!ledger.covers(bill.cost)) throw insufficient(bill.cost)
  const reply = bytesReply(bytes, contentType, { chunkBytes: Math.ceil(bytes.length / pieces) })
  return { ...reply, steps: charged(reply.steps, () => ledger.charge({ ...payerOf(context), ...bill })) }
}

const handovers = { bytes: speechBytes, url: speechUrl, ticket: speechTicket }

/** `POST …/audio/speech`: validate, speak, charge. */
export const speech = inSpeechErrors(async context => {
  const { value: body, unknownFields } = validate(speechFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  const request = readSpeech(body)

  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  checkInstructions(request)
  const answer = request.streams ? speechStream : handovers[request.model.answers.speech]
  return deliver(context, await answer(context, request))
})
