import { invalidValue } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { standIn } from '../engine/make-picture.ts'
import type { EmulatorContext } from '../env.ts'
import { decodePicture } from '../media/decode-picture.ts'
import { imageFactsOf } from '../media/image-facts.ts'
import type { Raster } from '../media/raster.ts'
import type { ImageInput } from '../reading/image-input.ts'
import { followSigned, isOwn } from './files.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The bytes of an input; `undefined` for an address elsewhere, where the emulator does not go. */
function bytesOf(context: EmulatorContext, input: ImageInput): Bytes | undefined {
  if ('bytes' in input) return input.bytes
  const url = new URL(input.url)
  if (!isOwn(context, url)) return undefined
  const file = followSigned(context, url)
  if (file === undefined) throw invalidValue(input.param, `${input.param} could not be fetched.`)
  return new Uint8Array(file.bytes)
}

function checkSize(bytes: Bytes, param: string): void {
  const { width = 1, height = 1 } = imageFactsOf(bytes)
  if (Math.max(width, height) > limits.imageSide) {
    throw invalidValue(
      param,
      `${param} has ${width}x${height} pixels. ${limits.imageSide} is the longest side.`,
    )
  }
}

/** The pixels of an input. What is said to be a picture but cannot be read is refused. */
export async function loadPicture(context: EmulatorContext, input: ImageInput): Promise<Raster> {
  const bytes = bytesOf(context, input)
  if (bytes === undefined) return standIn('url' in input ? input.url : input.param)
  checkSize(bytes, input.param)
  const raster = await decodePicture(bytes).catch(() => {
    throw invalidValue(input.param, `${input.param} is broken: it cannot be decoded.`)
  })
  return raster ?? standIn(String(bytes.length))
}
