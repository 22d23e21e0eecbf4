import { invalidRequest } from '../contract/api-error.ts'
import { validate } from '../contract/validate.ts'
import { videoExtensionFields } from '../contract/video-fields.ts'
import { findVideoModel } from '../data/video-models.ts'
import { hash } from '../engine/random.ts'
import { videoSize } from '../engine/video/video-size.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import type { Job } from '../state/job-store.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { findVideo } from './find-video.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { submitVideo } from './submit-video.ts'

/** Other models extend videos through `POST /api/generate-video`. */
function checkExtensible({ model, status }: Job): void {
  if (!model.startsWith('midjourney')) {
    throw invalidRequest(
      'invalid_parameter_value',
      `Only Midjourney videos can be extended here, not ${model}.`,
    )
  }
  if (status !== 'completed') {
    throw invalidRequest('invalid_parameter_value', 'Only a video that is completed can be extended.')
  }
}

/** `POST /api/generate-video/extend`: five more seconds of one of the four videos of a Midjourney run. */
export async function extendVideo(context: EmulatorContext): Promise<Response> {
  const { state } = context.env
  const { value: body, unknownFields } = validate(videoExtensionFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  const original = findVideo(context, body.runId, body.taskId)
  checkExtensible(original)

  const scripted = state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const { model, cost } = original
  const seconds = findVideoModel(model)?.durations[0] ?? 5
  const scene = { seed: hash(`${original.id}\n${body.index}`), size: videoSize(16 / 9), seconds }
  const job = await submitVideo(context, { model, cost, scene })
  const answer = {
    success: true,
    runId: job.id,
    id: job.id,
    taskId: job.id,
    status: 'pending',
    model,
    message: 'Video extension started',
    eta: Math.ceil((job.endsAt - job.submittedAt) / 1000),
  }
  return deliver(context, jsonReply(answer, 202))
}
