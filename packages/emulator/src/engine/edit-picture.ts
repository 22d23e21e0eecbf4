import { emptyRaster, type Raster } from '../media/raster.ts'
import { paintPicture } from './paint-picture.ts'
import type { Size } from './picture-size.ts'

/** What an edit is made from. */
export interface Edit {
  /** The first is edited; the others lend a strip each. */
  references: readonly [Raster, ...Raster[]]
  mask: Raster | undefined
  seed: number
  /** 0 leaves the reference as it is, 1 leaves a third of it. */
  strength: number
}

/** Says for a pixel, by where it is from 0 to 1, whether it may change. */
type Region = (x: number, y: number) => boolean

function indexAt({ width, height }: Raster, x: number, y: number): number {
  return (Math.floor(y * height) * width + Math.floor(x * width)) * 4
}

/**
 * Two conventions meet here: NanoGPT's own masks are white where something changes, those of OpenAI's
 * clients transparent. A mask with transparent places is one of the latter.
 */
function regionOf(mask: Raster | undefined): Region {
  if (mask === undefined) return () => true
  const { data } = mask
  const alphas = data.some((value, index) => index % 4 === 3 && value < 128)
  if (alphas) return (x, y) => (data[indexAt(mask, x, y) + 3] ?? 0) < 128
  return (x, y) => {
    const at = indexAt(mask, x, y)
    return (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) >= 384
  }
}

/** The references in the new size, side by side as strips where there are several. */
function merge(references: Edit['references'], { width, height }: Size): Raster {
  const merged = emptyRaster(width, height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const source = references[Math.floor((x * references.length) / width)] ?? references[0]
      const from = indexAt(source, x / width, y / height)
      const to = (y * width + x) * 4
      merged.data[to] = source.data[from] ?? 0
      merged.data[to + 1] = source.data[from + 1] ?? 0
      merged.data[to + 2] = source.data[from + 2] ?? 0
      merged.data[to + 3] = source.data[from + 3] ?? 255
    }
  }
  return merged
}

/** The references, tinted by what the seed would have painted; only inside the mask, where there is one. */
export function editPicture(size: Size, { references, mask, seed, strength }: Edit): Raster {
  const edited = merge(references, size)
  const painted = paintPicture(size, seed)
  const mayChange = regionOf(mask)
  const share = (strength * 2) / 3
  const { width, height } = size
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!mayChange(x / width, y / height)) continue
      const at = (y * width + x) * 4
      for (let channel = 0; channel < 3; channel += 1) {
        const before = edited.data[at + channel] ?? 0
        edited.data[at + channel] = before + ((painted.data[at + channel] ?? 0) - before) * share
      }
    }
  }
  return edited
}
