/** Pixels. */
export interface Size {
  width: number
  height: number
}

const longest = 4096

function multipleOf64(length: number): number {
  return Math.max(64, Math.round(length / 64) * 64)
}

function fromRatio(ratio: string | undefined, side: number): Size {
  const [across = 1, down = 1] = (ratio ?? '1:1').split(':').map(Number)
  return {
    width: multipleOf64(side * Math.sqrt(across / down)),
    height: multipleOf64(side * Math.sqrt(down / across)),
  }
}

/** A picture of these proportions that is not larger than pictures get. */
function fit({ width, height }: Size): Size {
  const factor = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

/** The pixels behind a resolution of the catalogue. `reference` is the picture that is edited, if its size is known. */
export function pictureSize(
  resolution: string,
  aspectRatio: string | undefined,
  reference: Size | undefined,
): Size {
  const [width, height] = /^\d+x\d+$/.test(resolution) ? resolution.split('x').map(Number) : []
  if (width !== undefined && height !== undefined) return { width, height }
  const factor = /^(\d+)x$/.exec(resolution)?.[1]
  const known = reference ?? { width: 1024, height: 1024 }
  if (factor !== undefined)
    return fit({ width: known.width * Number(factor), height: known.height * Number(factor) })
  const thousands = /^(\d+)k$/.exec(resolution)?.[1]
  if (thousands !== undefined) return fromRatio(aspectRatio, 1024 * Number(thousands))
  if (resolution.includes(':')) return fromRatio(resolution, 1024)
  if (reference !== undefined) return fit(reference)
  return fromRatio(aspectRatio, 1024)
}
