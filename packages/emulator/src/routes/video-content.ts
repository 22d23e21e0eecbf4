import { invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'
import { bytesReply, deliver } from '../stream/deliver.ts'
import { findVideo } from './find-video.ts'
import { proxiedModel, variants } from './submit-video.ts'

/** `GET /api/generate-video/content`: the bytes of a Sora video or of pictures of it, for its key. */
export function videoContent(context: EmulatorContext): Response {
  const job = findVideo(context, context.req.query('runId'))
  if (context.req.query('model') !== proxiedModel || job.model !== proxiedModel) {
    throw invalidValue('model', `model must be ${proxiedModel}`)
  }
  const asked = context.req.query('variant') ?? 'video'
  const index = variants.findIndex(variant => variant === asked)
  if (index === -1) throw invalidValue('variant', `variant must be one of ${variants.join(', ')}`)
  const id =
    job.status === 'completed' && 'result' in job.outcome ? job.outcome.result.files[index] : undefined
  const file = id === undefined ? undefined : context.env.state.files.find(id)
  if (file === undefined) {
    throw invalidRequest('video_not_ready', `The video "${job.id}" has no content: it is ${job.status}.`)
  }
  return deliver(context, bytesReply(file.bytes, file.contentType))
}
