import { InvalidArgumentError, type ImageModelV4File } from '@ai-sdk/provider'
import { convertToBase64, isFullMediaType } from '@ai-sdk/provider-utils'
import { isBase64, mediaTypeOfImage, otherMediaTypeOf, splitDataURL } from './image-data.ts'

/** An image to start from. */
export type ImageInput = { type: 'url'; url: string } | { type: 'data'; dataURL: string }

/**
 * @param place where it stands in the call, for errors.
 * @throws InvalidArgumentError for what is neither an http(s) URL nor data.
 */
export function readInput(file: ImageModelV4File, place: string): ImageInput {
  if (file.type === 'file') {
    const given = typeof file.data === 'string' ? splitDataURL(file.data) : undefined
    return {
      type: 'data',
      dataURL: dataURLOf(given?.data ?? file.data, given?.mediaType ?? file.mediaType, place),
    }
  }
  const { data, mediaType } = splitDataURL(file.url) ?? {}
  if (data !== undefined) return { type: 'data', dataURL: dataURLOf(data, mediaType, place) }
  if (/^https?:$/.test(URL.canParse(file.url) ? new URL(file.url).protocol : '')) {
    return { type: 'url', url: file.url }
  }
  throw refusal(place, 'must be bytes, base64, a data URL or an http(s) URL')
}

/** The bytes are believed before the label: a wrong one makes NanoGPT refuse an image as too large (field note A10). */
export function dataURLOf(data: string | Uint8Array, label: string | undefined, place: string): string {
  if (data.length === 0) throw refusal(place, 'is empty')
  if (typeof data === 'string' && !isBase64(data)) throw refusal(place, 'is a text that is not base64')
  const declared = label !== undefined && isFullMediaType(label) ? label : undefined
  // The SDK calls everything that it does not know an image/png.
  const mediaType = mediaTypeOfImage(data) ?? otherMediaTypeOf(data) ?? declared
  if (mediaType === undefined || !mediaType.startsWith('image/')) {
    throw refusal(place, `is no image that is known${mediaType ? `, but ${mediaType}` : ''}`)
  }
  return `data:${mediaType};base64,${convertToBase64(data)}`
}

/** Of `generations` and `edits`, after encoding (API sheet §13.4). */
const MAX_UPLOAD_CHARACTERS = 4 * 1024 * 1024

/** @throws InvalidArgumentError when the older routes would refuse the image for its size. */
export function checkUploadSize(dataURL: string, place: string): void {
  if (dataURL.length <= MAX_UPLOAD_CHARACTERS) return
  const megabytes = (dataURL.length / 1024 / 1024).toFixed(1)
  throw refusal(
    place,
    `takes ${megabytes} MB as base64, and this endpoint takes 4. Make it smaller, or pass its https URL without mask and older options: /images takes that`,
  )
}

function refusal(place: string, problem: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'prompt', message: `${place} ${problem}.` })
}
