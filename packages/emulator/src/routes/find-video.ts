import { ApiError, invalidRequest } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'
import { keyNumber } from '../middleware/require-key.ts'
import type { Job } from '../state/job-store.ts'

export function isOwnVideo(context: EmulatorContext, job: Job): boolean {
  return job.facts?.key === keyNumber(context)
}

/** The job of a video with one of these ids, the first that was given; refuses those of other keys. */
export function findVideo(context: EmulatorContext, ...ids: (string | undefined)[]): Job {
  const id = ids.find(candidate => candidate !== undefined && candidate !== '')
  if (id === undefined) throw invalidRequest('missing_required_parameter', 'The id of a video is required')
  const job = context.env.state.jobs.find(id)
  if (job?.kind !== 'video') {
    throw new ApiError({ status: 404, code: 'not_found', message: `There is no video request "${id}".` })
  }
  if (!isOwnVideo(context, job)) {
    throw new ApiError({
      status: 403,
      code: 'forbidden',
      message: `The video request "${id}" is not yours.`,
    })
  }
  return job
}
