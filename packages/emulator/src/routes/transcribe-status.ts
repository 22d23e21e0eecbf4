import { ApiError } from '../contract/api-error.ts'
import { transcribeStatusFields } from '../contract/transcription-fields.ts'
import { validate } from '../contract/validate.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import type { Job } from '../state/job-store.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { voiceAddress } from './clone-voice.ts'
import { signStored } from './files.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inPlainErrors } from './rewrite-errors.ts'

interface Echo {
  cost?: number | undefined
  paymentSource?: string | undefined
  isApiRequest?: boolean | undefined
}

/** Only who shows the ticket gets the money back, as with `/api/tts/status`. */
function isTicket({ cost }: Job, echo: Echo): boolean {
  return echo.cost === cost && echo.paymentSource === 'USD' && echo.isApiRequest === true
}

function describe(context: EmulatorContext, job: Job, echo: Echo): Record<string, unknown> {
  if (job.status === 'queued') return { status: 'pending' }
  if (job.status === 'running') return { status: 'processing' }
  if ('failure' in job.outcome) {
    if (isTicket(job, echo)) context.env.state.jobs.refund(job.id)
    return { status: 'failed', error: job.outcome.failure.message }
  }
  const { body, files } = job.outcome.result
  const [file] = files
  const address = file === undefined ? {} : voiceAddress(job.model, signStored(context, file))
  return { status: 'completed', ...address, ...body }
}

/** `POST /api/transcribe/status`: how far a ticket is. */
export const transcribeStatus = inPlainErrors(context => {
  const { value: body, unknownFields } = validate(transcribeStatusFields, requireJson(context))
  reportUnknownFields(context, unknownFields)

  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const job = context.env.state.jobs.find(body.runId)
  if (job?.kind !== 'transcription') {
    throw new ApiError({ status: 404, code: 'not_found', message: 'Transcription job not found' })
  }
  return deliver(context, jsonReply(describe(context, job, body)))
})
