import { invalidValue } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'
import type { Job } from '../state/job-store.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'
import { isOwnVideo } from './find-video.ts'

function readLimit(asked = '10'): number {
  const limit = Number(asked)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 50) return limit
  throw invalidValue('limit', 'limit must be an integer from 1 to 50')
}

function describe({ id, model, submittedAt, facts }: Job): Record<string, unknown> {
  return {
    runId: id,
    id,
    model,
    status: 'completed',
    createdAt: new Date(submittedAt).toISOString(),
    conversationUUID: facts?.conversation,
  }
}

/** `GET /api/generate-video/recover`: the completed videos of this key, the newest first. */
export function recoverVideos(context: EmulatorContext): Response {
  const { model, limit, conversationUUID: conversation } = context.req.query()
  const videos = context.env.state.jobs
    .list('video')
    .filter(job => job.status === 'completed' && isOwnVideo(context, job))
    .filter(job => model === undefined || job.model === model)
    .filter(job => conversation === undefined || job.facts?.conversation === conversation)
  return deliver(context, jsonReply({ data: videos.slice(0, readLimit(limit)).map(describe) }))
}
