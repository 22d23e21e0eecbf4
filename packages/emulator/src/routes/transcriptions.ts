import { transcriptionPrice } from '../billing/sound-price.ts'
import { ApiError, invalidRequest } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { transcriptionFields, type TranscriptionBody } from '../contract/transcription-fields.ts'
import { validate } from '../contract/validate.ts'
import { idFor } from '../engine/random.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { hasForm, requireForm, requireJson } from '../middleware/read-body.ts'
import { readSoundForm, type UploadedSound } from '../reading/read-sound-form.ts'
import { readTranscription, type TranscriptionRequest } from '../reading/read-transcription.ts'
import { bytesReply, deliver, jsonReply, rawReply, type Reply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { cloneVoice, voiceAddress } from './clone-voice.ts'
import { signFile } from './files.ts'
import { hearSound, type Heard } from './hear-sound.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { transcriptJson, transcriptText } from './transcription-body.ts'

function checkSize(context: EmulatorContext): void {
  const bytes = context.get('record').bytesReceived
  if (bytes <= limits.transcriptionBytes) return
  throw new ApiError({
    status: 413,
    code: 'request_body_too_large',
    message: `The request body has ${bytes} bytes. At most 4 MiB can be uploaded; send larger files as file_url.`,
    param: 'body',
  })
}

const formTypes = {
  files: ['file'],
  numbers: ['temperature'],
  lists: ['timestamp_granularities', 'timestampGranularities'],
}

/** `actualDuration` belongs to `/api/transcribe`: here the length is measured. Forms have no fields but the listed ones. */
function checkUnknown(context: EmulatorContext, unknownFields: readonly string[]): void {
  if (unknownFields.includes('actualDuration')) {
    throw invalidRequest('invalid_parameter_value', 'actualDuration is not taken here.', 'actualDuration')
  }
  reportUnknownFields(context, unknownFields)
  const [first] = unknownFields
  if (first === undefined || !hasForm(context)) return
  throw invalidRequest('unknown_parameter', `${first} is no field of this form.`, first)
}

async function readBody(
  context: EmulatorContext,
): Promise<{ body: TranscriptionBody; file: UploadedSound | undefined }> {
  const { fields, file } = hasForm(context)
    ? await readSoundForm(requireForm(context), formTypes)
    : { fields: requireJson(context), file: undefined }
  const { value: body, unknownFields } = validate(transcriptionFields, fields)
  checkUnknown(context, unknownFields)
  return { body, file }
}

/** What a voice clone answers instead of a text. */
async function voiceReply(
  context: EmulatorContext,
  request: TranscriptionRequest,
  heard: Heard,
): Promise<Reply> {
  const { file, body } = await cloneVoice(request.model, heard)
  return jsonReply({ ...voiceAddress(request.model.id, signFile(context, file)), ...body })
}

function transcriptReply(request: TranscriptionRequest, heard: Heard, cost: number): Reply {
  const text = transcriptText(request, heard)
  if (text === undefined) return jsonReply(transcriptJson(request, heard, cost))
  return bytesReply(new TextEncoder().encode(text), 'text/plain; charset=utf-8')
}

/** `POST …/audio/transcriptions`: validate, listen, charge. */
export async function transcriptions(context: EmulatorContext): Promise<Response> {
  const { replies, options } = context.env.state
  checkSize(context)
  const { body, file } = await readBody(context)
  const request = readTranscription(body, file)

  const scripted = replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const heard = await hearSound(context, request)
  const cost = transcriptionPrice(request.model, heard.seconds)
  charge(context, { kind: 'transcription', model: request.model.id, cost })
  const reply = request.model.clones
    ? await voiceReply(context, request, heard)
    : transcriptReply(request, heard, cost)
  const generationId = idFor('gen-', options.seed, context.get('ordinal'))
  return deliver(context, { ...reply, headers: { ...reply.headers, 'x-generation-id': generationId } })
}
