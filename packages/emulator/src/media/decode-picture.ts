import { convertIndexedToRgb, decode as decodePng, type DecodedPng } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import { imageFactsOf } from './image-facts.ts'
import { emptyRaster, type Raster } from './raster.ts'
import { webpDecoder } from './webp-codec.ts'

/** One sample of a PNG as a byte; those of fewer than eight bits are packed, row by row. */
function sampleReader({
  width,
  channels,
  depth,
  data,
}: DecodedPng): (pixel: number, channel: number) => number {
  if (depth === 16) return (pixel, channel) => (data[pixel * channels + channel] ?? 0) >> 8
  if (depth === 8) return (pixel, channel) => data[pixel * channels + channel] ?? 0
  const rowBytes = Math.ceil((width * depth) / 8)
  const most = 2 ** depth - 1
  return pixel => {
    const bit = (pixel % width) * depth
    const byte = data[Math.floor(pixel / width) * rowBytes + (bit >> 3)] ?? 0
    return (((byte >> (8 - depth - (bit & 7))) & most) * 255) / most
  }
}

function expandPalette(png: DecodedPng): DecodedPng {
  const channels = png.palette?.[0]?.length ?? 3
  return { ...png, data: convertIndexedToRgb(png), depth: 8, channels }
}

function fromPng(bytes: Uint8Array): Raster {
  const decoded = decodePng(bytes)
  const png = decoded.palette === undefined ? decoded : expandPalette(decoded)
  const sample = sampleReader(png)
  const raster = emptyRaster(png.width, png.height)
  const isGrey = png.channels < 3
  const hasAlpha = png.channels % 2 === 0
  for (let pixel = 0; pixel < png.width * png.height; pixel += 1) {
    raster.data[pixel * 4] = sample(pixel, 0)
    raster.data[pixel * 4 + 1] = sample(pixel, isGrey ? 0 : 1)
    raster.data[pixel * 4 + 2] = sample(pixel, isGrey ? 0 : 2)
    raster.data[pixel * 4 + 3] = hasAlpha ? sample(pixel, png.channels - 1) : 255
  }
  return raster
}

function fromJpeg(bytes: Uint8Array): Raster {
  const { width, height, data } = decodeJpeg(bytes, { useTArray: true })
  return { width, height, data: new Uint8ClampedArray(data) }
}

async function fromWebp(bytes: Uint8Array<ArrayBuffer>): Promise<Raster | undefined> {
  const decode = await webpDecoder()
  if (decode === undefined) return undefined
  const { width, height, data } = await decode(bytes.buffer)
  return { width, height, data: new Uint8ClampedArray(data) }
}

/** The pixels of a PNG, JPEG or WebP file; `undefined` for a WebP where the runtime cannot read it. Throws when it is broken. */
export async function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<Raster | undefined> {
  switch (imageFactsOf(bytes).type) {
    case 'PNG':
      return fromPng(bytes)
    case 'JPEG':
      return fromJpeg(bytes)
    case 'WebP':
      return fromWebp(bytes)
    default:
      throw new TypeError('The bytes are no PNG, JPEG or WebP.')
  }
}
