import { invalidRequest } from '../contract/api-error.ts'
import type { GenerationBody, ImageBody } from '../contract/image-fields.ts'
import { defaultEditModel, defaultImageModel } from '../data/image-models.ts'
import { readDataUrl, readImageUrl, type ImageInput } from './image-input.ts'
import { shapeFromParts, shapeFromSize } from './image-shape.ts'
import type { Wishes } from './read-image.ts'

/** The pictures that stand in the fields of the OpenAI-compatible endpoints. */
function readDataFields({ imageDataUrl, imageDataUrls, maskDataUrl }: GenerationBody): {
  references: ImageInput[]
  mask: ImageInput | undefined
} {
  const single = imageDataUrl === undefined ? [] : [readDataUrl(imageDataUrl, 'imageDataUrl')]
  const several = (imageDataUrls ?? []).map((url, index) => readDataUrl(url, `imageDataUrls[${index}]`))
  return {
    references: [...single, ...several],
    mask: maskDataUrl === undefined ? undefined : readDataUrl(maskDataUrl, 'maskDataUrl'),
  }
}

/** `POST …/images/generations`. */
export function readGeneration(body: GenerationBody): Wishes {
  return {
    body,
    model: body.model ?? defaultImageModel,
    n: body.n,
    shape: model => shapeFromSize(model, body.size),
    ...readDataFields(body),
  }
}

/** `POST …/images/edits`; the files of a form stand beside its fields. */
export function readEdit(
  body: GenerationBody,
  uploads: { references: readonly ImageInput[]; mask: ImageInput | undefined },
): Wishes {
  const wishes = readGeneration(body)
  const references = [...uploads.references, ...wishes.references]
  if (references.length === 0) {
    throw invalidRequest(
      'missing_image_input',
      'An image is required: the form field image, or imageDataUrl or imageDataUrls in JSON.',
      'image',
    )
  }
  return {
    ...wishes,
    model: body.model ?? defaultEditModel,
    references,
    mask: uploads.mask ?? wishes.mask,
  }
}

/** Older names for `input_references`. */
const aliases = ['imageDataUrl', 'imageDataUrls', 'image_url', 'images'] as const

/** Things that the OpenAI-compatible endpoints have, or other gateways, and this one has not. */
function checkUnsupported({ stream, provider, ...body }: ImageBody): void {
  if (stream === true) {
    throw invalidRequest('unsupported_stream', 'Images are not streamed. Leave stream out.', 'stream')
  }
  const isEmpty =
    typeof provider === 'object' && provider !== null ? Object.keys(provider).length === 0 : provider == null
  if (!isEmpty) {
    throw invalidRequest('unsupported_provider_options', 'Image models have no provider options.', 'provider')
  }
  const alias = aliases.find(name => body[name] !== undefined)
  if (body.input_references !== undefined && alias !== undefined) {
    throw invalidRequest(
      'conflicting_image_inputs',
      `input_references cannot be combined with ${alias}. Use input_references alone.`,
      alias,
    )
  }
}

function inputReferences({ input_references: references = [] }: ImageBody): ImageInput[] {
  return references.map((reference, index) => {
    const param = `input_references[${index}]`
    const url = typeof reference === 'string' ? reference : reference.image_url.url
    if (url.startsWith('data:image/') || url.startsWith('https://')) return readImageUrl(url, param)
    throw invalidRequest(
      'invalid_input_references',
      `${param} must be an https URL or the data URL of an image.`,
      param,
    )
  })
}

function aliasedReferences(body: ImageBody): ImageInput[] {
  return aliases.flatMap(name =>
    [body[name] ?? []].flat().map((url, index) => {
      return readImageUrl(url, Array.isArray(body[name]) ? `${name}[${index}]` : name)
    }),
  )
}

/** `POST …/images`. */
export function readNormalised(body: ImageBody): Wishes {
  checkUnsupported(body)
  const { maskDataUrl } = body
  return {
    body,
    model: body.model,
    n: body.nImages ?? body.n,
    shape: model => shapeFromParts(model, body.resolution, body.aspect_ratio),
    references: [...inputReferences(body), ...aliasedReferences(body)],
    mask: maskDataUrl === undefined ? undefined : readDataUrl(maskDataUrl, 'maskDataUrl'),
  }
}
