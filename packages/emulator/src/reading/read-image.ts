import { ApiError, invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { GenerationBody, ImageBody } from '../contract/image-fields.ts'
import {
  findImageModel,
  type ImageModel,
  type ImageParameter,
  type PictureFormat,
} from '../data/image-models.ts'
import type { ImageInput } from './image-input.ts'
import { listed, type ImageShape } from './image-shape.ts'
import type { ImageRequest } from './image-request.ts'

/** Fields of one meaning under the names of one endpoint. */
export interface Wishes {
  body: GenerationBody | ImageBody
  model: string
  n: number | undefined
  /** Once the model is known. */
  shape: (model: ImageModel) => ImageShape
  references: readonly ImageInput[]
  mask: ImageInput | undefined
}

function resolve(id: string): ImageModel {
  const model = findImageModel(id)
  if (model !== undefined) return model
  throw new ApiError({
    status: 404,
    code: 'model_not_found',
    message: `The image model "${id}" does not exist. GET /api/v1/image-models lists those that do.`,
    param: 'model',
  })
}

function readCount({ maxImages, fixedImages, id }: ImageModel, n = 1): number {
  if (n > maxImages) throw invalidValue('n', `n must be at most ${maxImages} for ${id}`)
  return fixedImages ?? n
}

/** Fields whose values the catalogue lists; models without the field ignore it. */
function checkListed(model: ImageModel, { quality, rendering_speed: speed }: Wishes['body']): void {
  if (has(model, 'quality')) listed(quality, model.qualities, 'quality')
  if (has(model, 'rendering_speed')) listed(speed, model.renderingSpeeds, 'rendering_speed')
}

function checkPrompt({ promptLimit, promptOptional, name }: ImageModel, prompt: string | undefined): string {
  if (prompt === undefined && !promptOptional) {
    throw invalidRequest('missing_required_parameter', 'prompt is required', 'prompt')
  }
  const length = prompt?.length ?? 0
  if (promptLimit === undefined || length <= promptLimit.characters) return prompt ?? ''
  const message = `Your prompt is too long for ${name}. Please shorten it to ${promptLimit.characters} characters or less (current: ${length} characters).`
  throw new ApiError(
    { status: 400, code: 'prompt_too_long', message },
    promptLimit.envelope === 'string' ? { envelope: 'string', extra: { code: 'prompt_too_long' } } : {},
  )
}

function checkReferences(model: ImageModel, references: readonly ImageInput[]): void {
  const { min, max } = model.references
  const param = references[0]?.param
  if (references.length < min) {
    // The one such answer that is known has no more than its text.
    throw new ApiError(
      { status: 400, message: model.referenceComplaint ?? 'An input image is required.' },
      { envelope: 'string' },
    )
  }
  if (references.length <= max) return
  throw max === 0
    ? invalidRequest('image_input_not_supported', `${model.id} takes no input images.`, param)
    : invalidValue(param ?? 'model', `${model.id} takes at most ${max} input images.`)
}

function checkMask(model: ImageModel, { mask, references }: Wishes): void {
  if (mask === undefined) return
  if (!model.inpainting) throw invalidValue(mask.param, `${model.id} does not inpaint: it takes no mask.`)
  if (references.length === 0) throw invalidValue(mask.param, `${mask.param} needs an image to be a mask of.`)
}

function has(model: ImageModel, parameter: ImageParameter): boolean {
  return model.parameters.includes(parameter)
}

function readFormat(model: ImageModel, asked: Wishes['body']['output_format']): PictureFormat {
  if (asked === undefined || model.ignoresFormat || !has(model, 'output_format')) return model.format
  return asked === 'jpg' ? 'jpeg' : asked
}

/** Puts the wishes of any of the endpoints together with the catalogue, or refuses them. */
export function readImage(wishes: Wishes): ImageRequest {
  const { body } = wishes
  const model = resolve(wishes.model)
  const prompt = checkPrompt(model, body.prompt)
  const count = readCount(model, wishes.n)
  const shape = wishes.shape(model)
  checkListed(model, body)
  checkReferences(model, wishes.references)
  checkMask(model, wishes)
  return {
    model,
    prompt,
    count,
    ...shape,
    references: wishes.references,
    mask: wishes.mask,
    seed: has(model, 'seed') ? (body.seed ?? 0) : 0,
    strength: has(model, 'strength') ? (body.strength ?? 0.8) : 0.8,
    format: readFormat(model, body.output_format),
  }
}
