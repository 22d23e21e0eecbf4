import { InvalidArgumentError, type ImageModelV4CallOptions, type SharedV4Warning } from '@ai-sdk/provider'
import { expectsSubscription, paygoHeaders, type NanoGPTBilling } from '../options/billing.ts'
import { readCallOptions } from '../options/call-options.ts'
import { withExtraBody } from '../options/extra-body.ts'
import { moderationHeaders } from '../options/moderation.ts'
import { asCount, definedEntries, type JsonRecord } from '../wire/json.ts'
import { readInput, type ImageInput } from './image-inputs.ts'
import { imageOptionsSchema, type NanoGPTImageModelOptions, type NanoGPTImageRoute } from './image-options.ts'
import { chooseRoute, fieldsOf, PATHS } from './image-route.ts'

export interface ImageRequest {
  modelId: string
  /** The name of the provider is a second key under which options are read. */
  settings: { providerName: string; billing: NanoGPTBilling }
  /** The caller expects a subscription to pay. */
  isSubscription: boolean
  call: ImageModelV4CallOptions
}

/** A call as it is to be sent, but for its images, some of which may have to be fetched first. */
export interface PreparedImage {
  route: NanoGPTImageRoute
  options: NanoGPTImageModelOptions
  headers: Record<string, string>
  /** The body without images. */
  fields: JsonRecord
  files: ImageInput[]
  mask: ImageInput | undefined
  /** How many images are asked for, after all. */
  count: number
  warnings: SharedV4Warning[]
}

/**
 * Maps a call onto a request of images.
 *
 * @throws InvalidArgumentError for an unknown option, and for what no endpoint could do.
 */
export function prepareImage({ modelId, settings, isSubscription, call }: ImageRequest): PreparedImage {
  const options = readCallOptions<NanoGPTImageModelOptions>(imageOptionsSchema(), call, settings.providerName)
  const { billingMode } = options
  const route = chooseRoute(call, options)
  refuseImpossible(call, route)
  const { size, ratio, warnings } = chooseSize(call, options)
  const { fields, warnings: notCarried } = fieldsOf(route, {
    n: call.n,
    resolution: size,
    aspectRatio: ratio,
    seed: call.seed,
    quality: options.quality,
    renderingSpeed: options.renderingSpeed,
    outputFormat: options.outputFormat,
    negativePrompt: options.negativePrompt,
    strength: options.strength,
    guidanceScale: options.guidanceScale,
    steps: options.steps,
    kontextMaxMode: options.kontextMaxMode,
    responseFormat: options.responseFormat,
    user: options.user,
  })
  return {
    route,
    options,
    headers: {
      ...moderationHeaders(options.moderation),
      ...paygoHeaders(billingMode ?? settings.billing),
    },
    fields: withExtraBody(
      { model: modelId, ...definedEntries({ prompt: promptOf(call) }), ...fields },
      options.extraBody,
      ['model'],
    ),
    files: (call.files ?? []).map((file, index) => readInput(file, placeOfFile(index))),
    mask: call.mask && readInput(call.mask, PLACE_OF_MASK),
    // `nImages` is the older name of `n`, and wins (API sheet §13.1).
    count: asCount(options.extraBody?.nImages) ?? asCount(options.extraBody?.n) ?? call.n,
    warnings: [
      ...warnings,
      ...notCarried,
      ...(expectsSubscription(billingMode, isSubscription) ? [MAY_BE_CHARGED] : []),
    ],
  }
}

// A subscription has a number of images a day, but no endpoint of its own for them (API sheet §1.2, §21.3).
const MAY_BE_CHARGED: SharedV4Warning = {
  type: 'other',
  message:
    "billing 'subscription' cannot be enforced for images: a model that the subscription does not include, and an image beyond its number a day, is charged to the balance.",
}

/** What would be answered with an error, or with another image than was meant. */
function refuseImpossible(call: ImageModelV4CallOptions, route: NanoGPTImageRoute): void {
  if (!Number.isInteger(call.n) || call.n < 1) {
    throw refusal('n', `n must be a whole number from 1 on, not ${call.n}.`)
  }
  // JSON has no such number: a random image would come instead of the one that was meant.
  if (call.seed !== undefined && !Number.isFinite(call.seed)) {
    throw refusal('seed', `seed must be a number, not ${call.seed}.`)
  }
  const hasFiles = call.files !== undefined && call.files.length > 0
  if (call.mask !== undefined && !hasFiles) {
    throw refusal('prompt', 'A mask says where to change an image: pass the image in prompt.images.')
  }
  if (call.mask !== undefined && route === 'images') {
    throw refusal(
      'prompt',
      "The endpoint /images takes no mask. Leave the option route out, or set it to 'edits'.",
    )
  }
  if (route === 'edits' && !hasFiles) {
    throw refusal(
      'prompt',
      'The endpoint /images/edits needs an image: pass one in prompt.images, or leave the option route out.',
    )
  }
  if (promptOf(call) !== undefined) return
  if (route !== 'images') {
    throw refusal('prompt', `The endpoint /${PATHS[route]} needs a text: pass one in prompt.text.`)
  }
  if (!hasFiles)
    throw refusal('prompt', 'There is nothing to make an image of: pass a text, an image, or both.')
}

function promptOf({ prompt }: ImageModelV4CallOptions): string | undefined {
  return prompt === undefined || prompt.trim() === '' ? undefined : prompt
}

/** Options win over the call. Width and height together say the ratio, so they exclude it. */
function chooseSize(
  call: ImageModelV4CallOptions,
  options: NanoGPTImageModelOptions,
): { size: string | undefined; ratio: string | undefined; warnings: SharedV4Warning[] } {
  const size = options.resolution ?? call.size
  const ratio = options.aspectRatio ?? call.aspectRatio
  if (size === undefined || ratio === undefined || !/^\d+\s*[x*]\s*\d+$/i.test(size)) {
    return { size, ratio, warnings: [] }
  }
  const details = `The size ${size} already says the shape, so ${ratio} was not sent. Pass one of the two.`
  return { size, ratio: undefined, warnings: [{ type: 'unsupported', feature: 'aspectRatio', details }] }
}

/** The body with its images: URLs, or data URLs. Fields of `extraBody` win over them too. */
export function composeBody(
  { route, fields }: PreparedImage,
  { files, mask }: { files: readonly string[]; mask: string | undefined },
): JsonRecord {
  const images = route === 'images' ? { input_references: files } : dataURLFields(files, mask)
  return { ...(files.length > 0 && images), ...fields }
}

function dataURLFields(files: readonly string[], mask: string | undefined): JsonRecord {
  const images = files.length === 1 ? { imageDataUrl: files[0] } : { imageDataUrls: files }
  return { ...images, ...(mask !== undefined && { maskDataUrl: mask }) }
}

// As the caller of `generateImage` knows them.
export const PLACE_OF_MASK = 'prompt.mask'
export const placeOfFile = (index: number) => `prompt.images[${index}]`

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
