import { encodeBase64 } from 'hono/utils/encode'
import { round } from '../billing/money.ts'
import { ApiError, invalidRequest } from '../contract/api-error.ts'
import { generationFields, imageCodes, imageFields, type GenerationBody } from '../contract/image-fields.ts'
import { limits } from '../contract/limits.ts'
import { validate } from '../contract/validate.ts'
import { imagePrice } from '../data/image-models.ts'
import { makePicture, type PictureOrder } from '../engine/make-picture.ts'
import type { EmulatorContext } from '../env.ts'
import { encodePicture, type Picture } from '../media/encode-picture.ts'
import { incoming } from '../middleware/incoming.ts'
import { hasForm, requireForm, requireJson } from '../middleware/read-body.ts'
import type { ImageRequest } from '../reading/image-request.ts'
import { readModeration } from '../reading/read-extras.ts'
import { readImageForm } from '../reading/read-image-form.ts'
import { readEdit, readGeneration, readNormalised } from '../reading/read-image-body.ts'
import { readImage } from '../reading/read-image.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { createdAt } from './created.ts'
import { signFile } from './files.ts'
import { loadPicture } from './image-inputs.ts'
import { moderateInline } from './inline-moderation.ts'
import { paysForImages } from './paying-account.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'

type ResponseFormat = NonNullable<GenerationBody['response_format']>

/** What an endpoint made of its request. */
interface Asked {
  request: ImageRequest
  responseFormat: ResponseFormat
  /** Says how a prompt was rewritten. The OpenAI-compatible endpoints never do: their items have one member only. */
  tellsRevision: boolean
}

/** The website's front turns large bodies away before the API sees them (field notes: uploads). */
function checkUpload(context: EmulatorContext): void {
  if (context.get('record').bytesReceived <= limits.uploadBytes) return
  throw new ApiError(
    { status: 413, message: 'Request Entity Too Large\n\nFUNCTION_PAYLOAD_TOO_LARGE\n' },
    { envelope: 'text' },
  )
}

async function order(context: EmulatorContext, request: ImageRequest): Promise<PictureOrder> {
  const { references, mask } = request
  return {
    ...request,
    modelId: request.model.id,
    references: await Promise.all(references.map(input => loadPicture(context, input))),
    mask: mask && (await loadPicture(context, mask)),
    seed: request.seed + context.env.state.options.seed,
  }
}

/** One after the other: several at once would need their memory at once, and be no faster. */
async function makePictures(wanted: PictureOrder, { count, format }: ImageRequest): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (let index = 0; index < count; index += 1) {
    // eslint-disable-next-line no-await-in-loop
    pictures.push(await encodePicture(makePicture(wanted, index), format))
  }
  return pictures
}

function writeItem(context: EmulatorContext, picture: Picture, { request, ...asked }: Asked): object {
  const revised = asked.tellsRevision && request.model.revises
  return {
    ...(asked.responseFormat === 'url'
      ? { url: signFile(context, picture) }
      : { b64_json: encodeBase64(picture.bytes.buffer) }),
    ...(revised && { revised_prompt: `${request.prompt.trim()}, in fine detail` }),
  }
}

/** From a request that was understood to its answer, the same for all endpoints. */
async function answer(context: EmulatorContext, asked: Asked): Promise<Response> {
  const { ledger, replies } = context.env.state
  const { request } = asked
  const wanted = await order(context, request)
  const moderation = moderateInline(
    context,
    request.prompt,
    readModeration({ header: name => context.req.header(name) }),
  )
  const scripted = replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const { model, count } = request
  const covered = paysForImages(context, model.id)
  const cost = covered ? 0 : round(imagePrice(model, request.resolution) * count)
  charge(context, { kind: 'image', model: model.id, cost, covered, images: count })
  const pictures = await makePictures(wanted, request)
  const reply = {
    created: createdAt(context),
    data: pictures.map(picture => writeItem(context, picture, asked)),
    cost,
    paymentSource: 'USD',
    remainingBalance: ledger.balance,
  }
  return deliver(context, jsonReply(reply, 200, moderation))
}

function validateFields(context: EmulatorContext, json: unknown): GenerationBody {
  const { value, unknownFields } = validate(generationFields, json)
  reportUnknownFields(context, unknownFields)
  return value
}

/** `POST …/images/generations`. */
export async function generateImages(context: EmulatorContext): Promise<Response> {
  checkUpload(context)
  const body = validateFields(context, requireJson(context))
  const request = readImage(readGeneration(body))
  return answer(context, {
    request,
    responseFormat: body.response_format ?? 'b64_json',
    tellsRevision: false,
  })
}

/** `POST …/images/edits`, in JSON or as a form. */
export async function editImages(context: EmulatorContext): Promise<Response> {
  checkUpload(context)
  const { body: fields, ...uploads } = hasForm(context)
    ? await readImageForm(requireForm(context))
    : { body: requireJson(context), references: [], mask: undefined }
  const body = validateFields(context, fields)
  const request = readImage(readEdit(body, uploads))
  return answer(context, {
    request,
    responseFormat: body.response_format ?? 'b64_json',
    tellsRevision: false,
  })
}

function requireModel(json: unknown): void {
  if (typeof json !== 'object' || json === null || ('model' in json && json.model !== '')) return
  throw invalidRequest('missing_model', 'model is required for /api/v1/images.', 'model')
}

/** This endpoint calls a wrong content type by a name of its own. */
function requireImageJson(context: EmulatorContext): unknown {
  try {
    return requireJson(context)
  } catch (error) {
    if (!(error instanceof ApiError) || error.facts.status !== 415) throw error
    throw new ApiError({ ...error.facts, code: 'invalid_content_type' })
  }
}

/** `POST …/images`. */
export async function createImages(context: EmulatorContext): Promise<Response> {
  checkUpload(context)
  const json = requireImageJson(context)
  requireModel(json)
  const { value: body, unknownFields } = validate(imageFields, json, imageCodes)
  reportUnknownFields(context, unknownFields)
  return answer(context, {
    request: readImage(readNormalised(body)),
    responseFormat: 'b64_json',
    tellsRevision: true,
  })
}
