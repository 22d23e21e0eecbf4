import type { Size } from './encode-h264.ts'

/** Pixels of the longer side. Small, because nobody looks at it for its beauty. */
const longest = 256

function even(pixels: number): number {
  return Math.max(32, 2 * Math.round(pixels / 2))
}

/** A small size of this ratio of width to height. */
export function videoSize(ratio: number): Size {
  return ratio >= 1
    ? { width: longest, height: even(longest / ratio) }
    : { width: even(longest * ratio), height: longest }
}
