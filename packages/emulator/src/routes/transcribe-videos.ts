import { round } from '../billing/money.ts'
import { invalidRequest } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { validate } from '../contract/validate.ts'
import { videoTranscriptFields } from '../contract/web-fields.ts'
import { writeVideoTranscript, type VideoTranscript } from '../engine/write-video-transcript.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { checkKey } from '../middleware/require-key.ts'
import { isYouTube } from '../reading/public-url.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inTextErrors } from './rewrite-errors.ts'

/** USD for a transcript. */
const price = 0.01

function checkCount(urls: readonly string[]): void {
  if (urls.length === 0) {
    throw invalidRequest('missing_required_parameter', 'Please provide an array of YouTube URLs')
  }
  if (urls.length > limits.transcribeUrls) {
    throw invalidRequest(
      'invalid_parameter_value',
      `Maximum ${limits.transcribeUrls} URLs allowed per request`,
    )
  }
}

/** What became of an address. */
type Transcribed =
  | { url: string; success: false; error: string }
  | ({ url: string; success: true } & VideoTranscript)

/** The id in any of the forms in which YouTube writes its addresses. */
function videoId(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { hostname, pathname, searchParams } = new URL(address)
  if (!isYouTube(hostname)) return undefined
  const inPath = /^\/(?:shorts\/|embed\/|live\/|v\/)?([\w-]{11})\/?$/.exec(pathname)?.[1]
  const id = searchParams.get('v') ?? inPath
  return id !== undefined && /^[\w-]{11}$/.test(id) ? id : undefined
}

function transcribe(url: string): Transcribed {
  const id = videoId(url)
  if (id === undefined) return { url, success: false, error: 'Invalid YouTube URL' }
  const transcript = writeVideoTranscript(id)
  if (transcript === undefined) {
    return { url, success: false, error: 'No transcript is available for this video' }
  }
  return { url, success: true, ...transcript }
}

/** `POST /api/youtube-transcribe`: a video without a transcript fails alone, and costs nothing. */
export const transcribeVideos = inTextErrors(context => {
  checkKey(context)
  const { value: body, unknownFields } = validate(videoTranscriptFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  checkCount(body.urls)

  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const { urls } = body
  const transcripts = urls.map(transcribe)
  const successful = transcripts.filter(({ success }) => success).length
  const cost = round(successful * price)
  if (cost > 0) charge(context, { kind: 'transcript', model: 'YouTube transcripts', cost })
  const summary = {
    requested: urls.length,
    processed: urls.filter(url => videoId(url) !== undefined).length,
    successful,
    failed: urls.length - successful,
    totalCost: cost,
  }
  return deliver(context, jsonReply({ transcripts, summary }))
})
