import { round } from '../billing/money.ts'
import { chargedMinutes } from '../billing/sound-price.ts'
import { ApiError } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { transcribeFields } from '../contract/transcription-fields.ts'
import { validate } from '../contract/validate.ts'
import { idFor } from '../engine/random.ts'
import { timeTranscript } from '../engine/time-transcript.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { hasForm, requireForm, requireJson } from '../middleware/read-body.ts'
import { readSoundForm, type UploadedSound } from '../reading/read-sound-form.ts'
import { readTranscribe, type TranscribeRequest } from '../reading/read-transcription.ts'
import type { JobResult } from '../state/job-store.ts'
import type { LedgerEntry } from '../state/ledger.ts'
import { deliver, jsonReply, rawReply, type Reply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { cloneVoice } from './clone-voice.ts'
import { hearSound, type Heard } from './hear-sound.ts'
import { failureOnRequest } from './job-failure.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inPlainErrors } from './rewrite-errors.ts'
import { speakerSegments, speakerWords } from './speaker-words.ts'

function checkSize(file: UploadedSound | undefined): void {
  if (file === undefined || file.bytes.length <= limits.transcribeFileBytes) return
  throw new ApiError({
    status: 413,
    code: 'file_too_large',
    message: `The file has ${file.bytes.length} bytes. At most 3 MB can be uploaded; send larger files as audioUrl.`,
  })
}

const formTypes = { files: ['audio', 'file'], booleans: ['diarize', 'tagAudioEvents'] }

async function readRequest(context: EmulatorContext): Promise<TranscribeRequest> {
  const { fields, file } = hasForm(context)
    ? await readSoundForm(requireForm(context), formTypes)
    : { fields: requireJson(context), file: undefined }
  const { value: body, unknownFields } = validate(transcribeFields, fields)
  reportUnknownFields(context, unknownFields)
  checkSize(file)
  return readTranscribe(body, file)
}

/** What a recording costs, by the minute. */
interface MinuteBill {
  actualDuration: number
  chargedDuration: number
  cost: number
}

/** A recording, and that it was paid for. */
interface Listened {
  heard: Heard
  bill: MinuteBill
  paid: LedgerEntry
}

/** What is measured counts; of an address only the caller knows how long it is. */
function writeBill({ model, statedMinutes }: TranscribeRequest, { seconds, fileSize }: Heard): MinuteBill {
  const minutes = (fileSize === undefined ? statedMinutes : undefined) ?? seconds / 60
  const chargedDuration = chargedMinutes(minutes * 60)
  return {
    actualDuration: Math.round(minutes * 1000) / 1000,
    chargedDuration,
    cost: model.clones ? model.price : round(chargedDuration * model.price),
  }
}

function writeMetadata(
  { model }: TranscribeRequest,
  { fileName, fileSize, language }: Heard,
  bill: MinuteBill,
): Record<string, unknown> {
  return { fileName, fileSize, ...bill, language, currency: 'USD', model: model.id }
}

/** What the job of an asynchronous model has made. */
async function work(
  context: EmulatorContext,
  request: TranscribeRequest,
  { heard, bill }: Listened,
): Promise<JobResult> {
  const { files } = context.env.state
  const { model, diarize, tagEvents } = request
  if (model.clones) {
    const { file, body } = await cloneVoice(model, heard)
    return { body, files: [files.put(file)] }
  }
  const { text, language, seconds } = heard
  const transcript = tagEvents ? timeTranscript(`${text} [applause]`, language, seconds) : heard
  const segments = speakerSegments(transcript)
  const turns = segments.map(({ speaker, text: turn }) => `${speaker}: ${turn}`)
  return {
    body: {
      transcription: diarize ? turns.join(' ') : transcript.text,
      metadata: writeMetadata(request, heard, bill),
      words: speakerWords(transcript, diarize),
      ...(diarize && { diarization: { segments } }),
    },
    files: [],
  }
}

async function submit(
  context: EmulatorContext,
  request: TranscribeRequest,
  listened: Listened,
): Promise<Reply> {
  const { jobs, options } = context.env.state
  const { heard, bill, paid } = listened
  const failure = failureOnRequest(context)
  const { id, model } = jobs.submit({
    id: idFor('stt-', options.seed, context.get('ordinal')),
    kind: 'transcription',
    model: request.model.id,
    charge: paid,
    refunded: 'asked',
    outcome: failure === undefined ? { result: await work(context, request, listened) } : { failure },
  })
  return jsonReply(
    {
      runId: id,
      status: 'pending',
      model,
      cost: bill.cost,
      paymentSource: 'USD',
      isApiRequest: true,
      fileName: heard.fileName,
      fileSize: heard.fileSize,
      chargedDuration: bill.chargedDuration,
      diarize: request.diarize,
    },
    202,
  )
}

/** `POST /api/transcribe`: a text at once, or a ticket for the models that take longer. */
export const transcribe = inPlainErrors(async context => {
  const request = await readRequest(context)

  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const heard = await hearSound(context, request)
  const bill = writeBill(request, heard)
  const paid = charge(context, { kind: 'transcription', model: request.model.id, cost: bill.cost })
  if (request.model.async) return deliver(context, await submit(context, request, { heard, bill, paid }))
  const metadata = writeMetadata(request, heard, bill)
  return deliver(context, jsonReply({ transcription: heard.text, metadata }))
})
