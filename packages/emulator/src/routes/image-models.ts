import { ApiError } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import {
  findImageModel,
  imageModels,
  imagePrice,
  pictureFormats,
  ratiosOf,
  sizesOf,
  type ImageModel,
  type ImageParameter,
} from '../data/image-models.ts'
import { vendorOf } from '../data/model.ts'
import { includesImages } from '../data/subscription-images.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'
import { addedTo, countedList, wantsDetails } from './list-reply.ts'

type Description = Record<string, unknown>

const created = 1_788_000_000

function oneOf(values: readonly string[]): Description {
  return { type: 'enum', values, default: values[0] }
}

const ranges: Partial<Record<ImageParameter, Description>> = {
  seed: { type: 'range', min: 0, max: 2_147_483_647 },
  strength: { type: 'range', min: 0, max: 1, default: 0.8 },
  guidance_scale: { type: 'range', min: 0, max: 20, default: 7.5 },
  num_inference_steps: { type: 'range', min: 1, max: 100, default: 30 },
  kontext_max_mode: { type: 'enum', values: [true, false], default: false },
}

function describeParameter(model: ImageModel, name: ImageParameter): Description | undefined {
  if (name === 'quality') return oneOf(model.qualities)
  if (name === 'rendering_speed') return oneOf(model.renderingSpeeds)
  if (name === 'output_format') return { type: 'enum', values: pictureFormats, default: model.format }
  return ranges[name]
}

/** What the normalised endpoint takes. */
function parametersOf(model: ImageModel): Description {
  const [sizes, ratios] = [sizesOf(model), ratiosOf(model)]
  return {
    ...(sizes.length > 0 && { resolution: oneOf(sizes) }),
    ...(ratios.length > 0 && { aspect_ratio: oneOf(ratios) }),
    n: { type: 'range', min: 1, max: model.maxImages, default: 1 },
    ...(model.references.max > 0 && {
      input_references: { type: 'range', min: model.references.min, max: model.references.max },
    }),
    ...Object.fromEntries(model.parameters.map(name => [name, describeParameter(model, name)])),
  }
}

function capabilitiesOf({ references, inpainting, nsfw }: ImageModel): Description {
  return {
    image_generation: references.min === 0,
    image_to_image: references.max > 0,
    inpainting,
    nsfw,
  }
}

function modalitiesOf({ references }: ImageModel): { input: string[]; output: string[] } {
  return { input: references.max > 0 ? ['text', 'image'] : ['text'], output: ['image'] }
}

function describe(model: ImageModel): Description {
  const { input, output } = modalitiesOf(model)
  return {
    id: model.id,
    name: model.name,
    description: model.description,
    created,
    owned_by: vendorOf(model.id),
    architecture: { input_modalities: input, output_modalities: output },
    supported_parameters: parametersOf(model),
    supports_streaming: false,
    endpoints: `/api/v1/images/models/${model.id}/endpoints`,
    capabilities: capabilitiesOf(model),
    category: 'image',
  }
}

/** `GET …/images/models`. Needs no key. */
export function listNormalisedImageModels(context: EmulatorContext): Response {
  return deliver(context, countedList(context, [...imageModels.map(describe), ...addedTo(context, 'image')]))
}

function describeEndpoint(model: ImageModel): Description {
  const { max } = model.references
  return {
    provider_name: 'Emulator',
    provider_slug: 'emulator',
    provider_tag: null,
    supported_parameters: parametersOf(model),
    allowed_passthrough_parameters: [],
    supports_streaming: false,
    pricing: model.resolutions.map(resolution => ({
      billable: 'output_image',
      unit: 'image',
      cost_usd: imagePrice(model, resolution),
      resolution,
    })),
    ...(max > 0 && {
      input_reference_constraints: {
        max_items: max,
        route: {
          min_width: 1,
          min_height: 1,
          max_bytes: limits.imageBytes,
          formats: pictureFormats,
          source: 'route',
        },
      },
    }),
  }
}

/** `GET …/images/models/{id}/endpoints`. Ids have slashes in them. */
export function listImageEndpoints(context: EmulatorContext): Response {
  const id = context.req.param('id') ?? ''
  const model = findImageModel(id)
  if (model !== undefined) {
    return deliver(context, jsonReply({ id: model.id, endpoints: [describeEndpoint(model)] }))
  }
  throw new ApiError(
    { status: 404, code: 'model_not_found', message: `There is no image model "${id}".`, param: 'id' },
    { envelope: 'images' },
  )
}

function basic(model: ImageModel): Description {
  return { id: model.id, object: 'model', created, owned_by: vendorOf(model.id) }
}

function detailed(model: ImageModel): Description {
  const { input, output } = modalitiesOf(model)
  return {
    ...basic(model),
    name: model.name,
    description: model.description,
    architecture: {
      modality: `${input.join('+')}->image`,
      input_modalities: input,
      output_modalities: output,
    },
    pricing: { per_image: model.prices, currency: 'USD' },
    capabilities: capabilitiesOf(model),
    subscription: { included: includesImages(model.id) },
    supported_parameters: {
      resolutions: model.resolutions,
      max_images: model.maxImages,
      ...(model.renderingSpeeds.length > 0 && { rendering_speed: model.renderingSpeeds }),
      ...(model.fixedImages !== undefined && { fixed_image_count: model.fixedImages }),
    },
    icon_url: null,
    tags: model.tags,
    category: 'image',
  }
}

/** `GET …/image-models`: with details unless `detailed=false`. Needs no key. */
export function listImageModels(context: EmulatorContext): Response {
  const details = wantsDetails(context)
  const data = [...imageModels.map(details ? detailed : basic), ...addedTo(context, 'image', details)]
  return deliver(context, countedList(context, data))
}
