import type { Raster } from '../../media/raster.ts'
import { macroblock, type Colour, type Mosaic, type Size } from './encode-h264.ts'

/** What a video shows. */
export interface Scene {
  /** Chooses the colours and which way they move. */
  seed: number
  size: Size
  seconds: number
  /** What it begins with. */
  image?: Raster | undefined
}

const framesPerSecond = 4
const mostFrames = 48

/** Tints around grey, so that every hue can be shown. */
const chroma = 56

function clamp(value: number): number {
  return Math.min(235, Math.max(16, Math.round(value)))
}

/** BT.601, as players assume it of small videos. */
function fromRgb(red: number, green: number, blue: number): Colour {
  return [
    clamp(16 + 65.5 * red + 128.6 * green + 25 * blue),
    clamp(128 - 37.8 * red - 74.2 * green + 112 * blue),
    clamp(128 + 112 * red - 93.8 * green - 18.2 * blue),
  ]
}

/** A wave of light and colour that crosses the picture once; both directions count from 0 to 1. */
function gradientAt(seed: number, across: number, time: number): Colour {
  const hue = ((seed % 360) / 360 + 0.15 * across) * 2 * Math.PI
  const light = Math.sin((across - time) * 2 * Math.PI)
  return [clamp(126 + 70 * light), clamp(128 + chroma * Math.cos(hue)), clamp(128 + chroma * Math.sin(hue))]
}

/** The colour in the middle of a part of an image. */
function pixelAt({ width, height, data }: Raster, across: number, down: number): Colour {
  const at = (Math.floor(down * height) * width + Math.floor(across * width)) * 4
  const channel = (index: number): number => (data[at + index] ?? 0) / 255
  return fromRgb(channel(0), channel(1), channel(2))
}

function mix(one: Colour, other: Colour, share: number): Colour {
  const between = (index: 0 | 1 | 2): number => clamp(one[index] + (other[index] - one[index]) * share)
  return [between(0), between(1), between(2)]
}

function drawFrame({ seed, size, image }: Scene, time: number): Mosaic {
  const columns = Math.ceil(size.width / macroblock)
  const rows = Math.ceil(size.height / macroblock)
  const angle = ((seed >>> 9) % 8) * (Math.PI / 4)
  const colours = Array.from({ length: columns * rows }, (_, index) => {
    const across = ((index % columns) + 0.5) / columns
    const down = (Math.floor(index / columns) + 0.5) / rows
    const gradient = gradientAt(seed, across * Math.cos(angle) + down * Math.sin(angle), time)
    return image === undefined ? gradient : mix(pixelAt(image, across, down), gradient, time)
  })
  return { columns, rows, colours }
}

/** A few frames a second of a moving gradient; with an image, from the image into the gradient. */
export function drawFrames(scene: Scene): Mosaic[] {
  const count = Math.min(mostFrames, Math.max(2, Math.round(scene.seconds * framesPerSecond)))
  return Array.from({ length: count }, (_, index) => drawFrame(scene, index / count))
}
