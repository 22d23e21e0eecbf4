import { speechPrice } from '../billing/sound-price.ts'
import { idFor } from '../engine/random.ts'
import type { EmulatorContext } from '../env.ts'
import type { SpeechRequest } from '../reading/read-speech.ts'
import { bytesReply, jsonReply, type Reply } from '../stream/deliver.ts'
import { charge, type Bill } from './charge.ts'
import { signFile } from './files.ts'
import { failureOnRequest } from './job-failure.ts'
import { makeSpeech } from './make-speech.ts'

/** What a request costs. */
export function speechBill(request: SpeechRequest): Bill {
  return { kind: 'speech', model: request.model.id, cost: speechPrice(request) }
}

/** The sound itself. */
export async function speechBytes(context: EmulatorContext, request: SpeechRequest): Promise<Reply> {
  const { bytes, contentType } = await makeSpeech(context, request)
  charge(context, speechBill(request))
  return bytesReply(bytes, contentType)
}

/** Where the sound is. */
export async function speechUrl(context: EmulatorContext, request: SpeechRequest): Promise<Reply> {
  const { bytes, contentType, seconds } = await makeSpeech(context, request)
  const { cost } = speechBill(request)
  charge(context, speechBill(request))
  return jsonReply({
    audioUrl: signFile(context, { bytes, contentType }),
    contentType,
    model: request.model.id,
    text: request.text,
    voice: request.voice,
    speed: request.speed,
    duration: seconds,
    cost,
    currency: 'USD',
  })
}

/** When the sound will be: a ticket for `GET /api/tts/status`. */
export async function speechTicket(context: EmulatorContext, request: SpeechRequest): Promise<Reply> {
  const { jobs, files, options } = context.env.state
  const { bytes, contentType } = await makeSpeech(context, request)
  const bill = speechBill(request)
  const charged = charge(context, bill)
  const failure = failureOnRequest(context)
  const outcome =
    failure === undefined
      ? { result: { body: { contentType }, files: [files.put({ bytes, contentType })] } }
      : { failure }
  const { id, model } = jobs.submit({
    id: idFor('tts-', options.seed, context.get('ordinal'), request.text),
    kind: 'speech',
    model: request.model.id,
    charge: charged,
    refunded: 'asked',
    outcome,
  })
  return jsonReply(
    {
      status: 'pending',
      runId: id,
      model,
      charged: true,
      cost: bill.cost,
      paymentSource: 'USD',
      isApiRequest: true,
    },
    202,
  )
}
