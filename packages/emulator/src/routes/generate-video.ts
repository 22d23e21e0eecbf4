import { videoPrice } from '../billing/video-price.ts'
import { validate } from '../contract/validate.ts'
import { videoFields } from '../contract/video-fields.ts'
import { hash } from '../engine/random.ts'
import type { Scene } from '../engine/video/draw-frames.ts'
import { videoSize } from '../engine/video/video-size.ts'
import type { EmulatorContext } from '../env.ts'
import { decodePicture } from '../media/decode-picture.ts'
import { dataUrlBytes } from '../media/image-facts.ts'
import type { Raster } from '../media/raster.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { readModeration } from '../reading/read-extras.ts'
import { readVideo, type VideoRequest } from '../reading/read-video.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { moderateInline } from './inline-moderation.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { submitVideo } from './submit-video.ts'

/** The image to begin with, where it came with the request and can be read. */
async function readImage(url: string | undefined): Promise<Raster | undefined> {
  const bytes = url === undefined ? undefined : dataUrlBytes(url)
  if (bytes === undefined) return undefined
  try {
    return await decodePicture(bytes)
  } catch {
    // The API does not look into it before the job runs, and the emulator's video needs no image.
    return undefined
  }
}

async function imagine({ prompt, seed = 0, order, ratio, image: url }: VideoRequest): Promise<Scene> {
  const image = await readImage(url)
  const ofImage = image === undefined ? undefined : image.width / image.height
  return {
    seed: hash(`${seed}\n${prompt}`),
    size: videoSize(ratio ?? ofImage ?? 16 / 9),
    seconds: order.seconds,
    image,
  }
}

/** `POST /api/generate-video`: validate, charge, start a job. */
export async function generateVideo(context: EmulatorContext): Promise<Response> {
  const { state } = context.env
  const { value: body, unknownFields } = validate(videoFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  const request = readVideo(body, state.options.subscription)
  const moderationModel = readModeration({ header: name => context.req.header(name) })
  const moderation = moderateInline(context, request.prompt, moderationModel)

  const scripted = state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const { model, conversation } = request
  const cost = videoPrice(model.pricing, request.order)
  const job = await submitVideo(context, {
    model: model.id,
    cost,
    scene: await imagine(request),
    conversation,
  })
  const answer = {
    runId: job.id,
    id: job.id,
    status: 'pending',
    model: model.id,
    cost,
    paymentSource: 'USD',
    remainingBalance: state.ledger.balance,
    prechargeLabel: model.name,
  }
  return deliver(context, jsonReply(answer, 202, moderation))
}
