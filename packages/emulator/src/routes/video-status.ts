import { ApiError } from '../contract/api-error.ts'
import type { JobFailure } from '../contract/fault.ts'
import type { EmulatorContext } from '../env.ts'
import type { Job } from '../state/job-store.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'
import { signStored } from './files.ts'
import { findVideo } from './find-video.ts'

/** Whether a failed job's code is this one, in whatever case. */
function isCode({ code }: JobFailure, wanted: string): boolean {
  return code?.toLowerCase() === wanted
}

function describeFailure(failure: JobFailure): Record<string, unknown> {
  return {
    status: isCode(failure, 'canceled') ? 'CANCELED' : 'FAILED',
    error: failure.message,
    isNSFWError: isCode(failure, 'content_policy_violation'),
    userFriendlyError: failure.userMessage ?? 'The video could not be generated. Please try again.',
  }
}

function describeProgress({ startsAt, endsAt }: Job, now: number): Record<string, unknown> {
  const progress = Math.floor((100 * (now - startsAt)) / (endsAt - startsAt))
  return { status: 'IN_PROGRESS', progress, details: `Rendering: ${progress}%` }
}

/** What both status endpoints say of a job. */
function describe(context: EmulatorContext, job: Job): Record<string, unknown> {
  if (job.status === 'queued') return { status: 'IN_QUEUE' }
  if (job.status === 'running') return describeProgress(job, context.env.state.clock.now())
  if ('failure' in job.outcome) return describeFailure(job.outcome.failure)
  const [file] = job.outcome.result.files
  const output = file === undefined ? {} : { output: { video: { url: signStored(context, file) } } }
  return { status: 'COMPLETED', ...output, cost: job.cost }
}

/** `GET /api/video/status`, for videos of every model. */
export function videoStatus(context: EmulatorContext): Response {
  const job = findVideo(context, context.req.query('requestId'), context.req.query('runId'))
  const data = { requestId: job.id, ...describe(context, job) }
  return deliver(context, jsonReply({ requestId: job.id, model: job.model, data }))
}

/** `GET /api/generate-video/status`, deprecated. Prose and schema disagree on whether it needs `model`. */
export function oldVideoStatus(context: EmulatorContext): Response {
  const job = findVideo(context, context.req.query('runId'))
  const model = context.req.query('model') ?? job.model
  if (model !== job.model) {
    throw new ApiError({ status: 404, code: 'not_found', message: `${model} has no request "${job.id}".` })
  }
  return deliver(context, jsonReply({ data: { request_id: job.id, ...describe(context, job) } }))
}
