import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import type { PictureFormat } from '../data/image-models.ts'
import type { Raster } from './raster.ts'
import { webpEncoder } from './webp-codec.ts'

/** A picture as a file. */
export interface Picture {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
}

function toPng({ width, height, data }: Raster): Picture {
  // The third level of zlib is nearly as small as the ninth, in a tenth of the time.
  const bytes = encodePng({ width, height, data, channels: 4 }, { zlib: { level: 3 } })
  return { bytes: new Uint8Array(bytes), contentType: 'image/png' }
}

function toJpeg(raster: Raster): Picture | undefined {
  // The encoder makes a Buffer.
  if (globalThis.Buffer === undefined) return undefined
  return { bytes: new Uint8Array(encodeJpeg(raster, 85).data), contentType: 'image/jpeg' }
}

async function toWebp({ width, height, data }: Raster): Promise<Picture | undefined> {
  const encode = await webpEncoder()
  if (encode === undefined) return undefined
  const picture = { width, height, data, colorSpace: 'srgb' as const, pixelFormat: 'rgba-unorm8' as const }
  // Method 0 is the quickest.
  return {
    bytes: new Uint8Array(await encode(picture, { quality: 80, method: 0 })),
    contentType: 'image/webp',
  }
}

/** A file of the wanted format; PNG on runtimes that cannot make it. */
export async function encodePicture(raster: Raster, format: PictureFormat): Promise<Picture> {
  if (format === 'jpeg') return toJpeg(raster) ?? toPng(raster)
  if (format === 'webp') return (await toWebp(raster)) ?? toPng(raster)
  return toPng(raster)
}
