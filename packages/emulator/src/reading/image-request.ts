import type { ImageModel, PictureFormat } from '../data/image-models.ts'
import type { ImageInput } from './image-input.ts'
import type { ImageShape } from './image-shape.ts'

/** What an image request asks for, whichever endpoint it came to. */
export interface ImageRequest extends ImageShape {
  model: ImageModel
  prompt: string
  /** Pictures to make and to bill. */
  count: number
  references: readonly ImageInput[]
  mask: ImageInput | undefined
  seed: number
  /** How far an edit may go from its reference, 0–1. */
  strength: number
  format: PictureFormat
}
