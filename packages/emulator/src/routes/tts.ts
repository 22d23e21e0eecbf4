import { ApiError } from '../contract/api-error.ts'
import { ttsFields, ttsStatusFields } from '../contract/speech-fields.ts'
import { validate } from '../contract/validate.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { readTts } from '../reading/read-speech.ts'
import type { Job } from '../state/job-store.ts'
import { deliver, jsonReply, rawReply, type Reply } from '../stream/deliver.ts'
import { signStored } from './files.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inPlainErrors } from './rewrite-errors.ts'
import { speechBytes, speechTicket, speechUrl } from './speech-handover.ts'

/** This endpoint has another name for MP3 than `…/audio/speech` (API sheet, contradiction C43). */
function renamed(reply: Reply): Reply {
  if (reply.headers['content-type'] !== 'audio/mpeg') return reply
  return { ...reply, headers: { ...reply.headers, 'content-type': 'audio/mp3' } }
}

const handovers = { bytes: speechBytes, url: speechUrl, ticket: speechTicket }

/** `POST /api/tts`: bytes, an address or a ticket, whichever the model has. */
export const tts = inPlainErrors(async context => {
  const { value: body, unknownFields } = validate(ttsFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  const request = readTts(body)

  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  return deliver(context, renamed(await handovers[request.model.answers.tts](context, request)))
})

/** Places in the queue that a job has in front of it when it comes. */
const queueLength = 3

function queuePosition({ submittedAt, startsAt }: Job, now: number): number {
  const share = (startsAt - now) / Math.max(1, startsAt - submittedAt)
  return Math.max(0, Math.ceil(share * queueLength))
}

interface Echo {
  cost?: string | undefined
  paymentSource?: string | undefined
  isApiRequest?: string | undefined
}

/** Only who shows the whole ticket gets the money back (API sheet §14.2). */
function isTicket({ cost }: Job, echo: Echo): boolean {
  return (
    Number(echo.cost) === cost && echo.paymentSource === 'USD' && echo.isApiRequest?.toLowerCase() === 'true'
  )
}

function describe(context: EmulatorContext, job: Job, echo: Echo): Record<string, unknown> {
  const { jobs, clock } = context.env.state
  if (job.status === 'queued' || job.status === 'running') {
    return { status: 'pending', runId: job.id, queuePosition: queuePosition(job, clock.now()) }
  }
  if ('failure' in job.outcome) {
    if (isTicket(job, echo)) jobs.refund(job.id)
    const { message, code } = job.outcome.failure
    return { status: 'error', error: message, code }
  }
  const { body, files } = job.outcome.result
  const [file] = files
  return {
    status: 'completed',
    ...(file !== undefined && { audioUrl: signStored(context, file) }),
    ...body,
    model: job.model,
  }
}

/** `GET /api/tts/status`: how far a ticket is. */
export const ttsStatus = inPlainErrors(context => {
  const { value: query, unknownFields } = validate(ttsStatusFields, context.req.query())
  reportUnknownFields(context, unknownFields)

  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const job = context.env.state.jobs.find(query.runId)
  if (job?.kind !== 'speech' || job.model !== query.model) {
    throw new ApiError({ status: 404, code: 'not_found', message: 'No such job of this model.' })
  }
  return deliver(context, jsonReply(describe(context, job, query)))
})
