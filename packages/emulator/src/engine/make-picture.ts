import type { Raster } from '../media/raster.ts'
import { editPicture } from './edit-picture.ts'
import { paintPicture } from './paint-picture.ts'
import { pictureSize } from './picture-size.ts'
import { hash } from './random.ts'

/** Everything a picture follows from. */
export interface PictureOrder {
  modelId: string
  prompt: string
  resolution: string
  aspectRatio: string | undefined
  references: readonly Raster[]
  mask: Raster | undefined
  seed: number
  strength: number
}

/** The picture with this number of an order; the same order gives the same pictures. */
export function makePicture(order: PictureOrder, index: number): Raster {
  const [first, ...others] = order.references
  const size = pictureSize(order.resolution, order.aspectRatio, first)
  const seed = hash([order.modelId, order.prompt, order.seed, index].join('\n'))
  if (first === undefined) return paintPicture(size, seed)
  const { mask, strength } = order
  return editPicture(size, { references: [first, ...others], mask, seed, strength })
}

/** The address of a picture that was not fetched stands for the picture: something to edit, without a size. */
export function standIn(url: string): Raster {
  return paintPicture({ width: 1024, height: 1024 }, hash(url))
}
