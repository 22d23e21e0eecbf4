import { invalidValue } from '../contract/api-error.ts'
import { ratiosOf, sizesOf, type ImageModel } from '../data/image-models.ts'

/** A resolution of the catalogue, and the ratio beside one that leaves it open. */
export interface ImageShape {
  resolution: string
  aspectRatio: string | undefined
}

/** A value that the model lists; `undefined` where none was asked for. */
export function listed(
  asked: string | undefined,
  offered: readonly string[],
  param: string,
): string | undefined {
  if (asked === undefined) return undefined
  const found = offered.find(value => value.toLowerCase() === asked.toLowerCase())
  if (found !== undefined) return found
  throw invalidValue(
    param,
    offered.length === 0
      ? `${param} is not supported by this model`
      : `${param} must be one of ${offered.join(', ')}`,
  )
}

/** One field for everything, as the OpenAI-compatible endpoints have it. */
export function shapeFromSize(model: ImageModel, size: string | undefined): ImageShape {
  return {
    resolution: listed(size, model.resolutions, 'size') ?? model.resolutions[0] ?? 'auto',
    aspectRatio: undefined,
  }
}

/** Two fields. For a model whose resolutions are ratios, the ratio is the resolution. */
export function shapeFromParts(model: ImageModel, resolution?: string, ratio?: string): ImageShape {
  const size = listed(resolution, sizesOf(model), 'resolution')
  const aspectRatio = listed(ratio, ratiosOf(model), 'aspect_ratio')
  const isResolution = aspectRatio !== undefined && model.resolutions.includes(aspectRatio)
  return {
    resolution: (isResolution ? aspectRatio : size) ?? model.resolutions[0] ?? 'auto',
    aspectRatio,
  }
}
