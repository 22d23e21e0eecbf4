import { ApiError, invalidValue } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { dataUrlBytes, imageFactsOf } from '../media/image-facts.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A picture that came with a request: its bytes, or an address, which the emulator does not follow. */
export type ImageInput = { param: string; bytes: Bytes } | { param: string; url: string }

const signatureOf: Record<string, string> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/jpg': 'JPEG',
  'image/webp': 'WebP',
}

function tooLarge(param: string): ApiError {
  return new ApiError({
    status: 413,
    code: 'image_input_too_large',
    message: `${param} is larger than ${limits.imageBytes / 1024 / 1024} MB.`,
    param,
  })
}

/** What the API makes of a type that is not the bytes': it measures noise (field notes: bodies and files). */
function mislabelled(bytes: Bytes): ApiError {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = (offset: number): number => (bytes.length >= offset + 4 ? view.getUint32(offset) : 0)
  return new ApiError(
    { status: 413, message: `Image dimensions ${at(12)}x${at(4)} exceed the maximum of 8192x8192.` },
    { envelope: 'string', extra: { code: 'IMAGE_INPUT_TOO_LARGE' } },
  )
}

function checkBytes(bytes: Bytes, declared: string, param: string): void {
  const { type } = imageFactsOf(bytes)
  const expected = signatureOf[declared]
  // A form's file need not say what it is.
  if (expected === undefined && declared.startsWith('image/')) {
    throw invalidValue(param, `${param} must be PNG, JPEG or WebP, not ${declared}`)
  }
  if (type === undefined || type === 'GIF') {
    throw expected === undefined
      ? invalidValue(param, `${param} must be PNG, JPEG or WebP`)
      : mislabelled(bytes)
  }
  if (expected !== undefined && expected !== type) throw mislabelled(bytes)
}

/** A picture as a data URL. */
export function readDataUrl(url: string, param: string): ImageInput {
  if (url.length > limits.imageBytes) throw tooLarge(param)
  const bytes = dataUrlBytes(url)
  if (bytes === undefined) throw invalidValue(param, `${param} must be a base64 data URL`)
  checkBytes(bytes, url.slice(5, url.indexOf(';')).toLowerCase(), param)
  return { param, bytes }
}

/** A picture as a data URL or an https address. */
export function readImageUrl(url: string, param: string): ImageInput {
  if (url.startsWith('data:')) return readDataUrl(url, param)
  if (!/^https:\/\/[^\s/]+/.test(url))
    throw invalidValue(param, `${param} must be an https URL or a data URL`)
  return { param, url }
}

/** A picture of a form: a file, or one of the others as text. */
export async function readUpload(entry: FormDataEntryValue, param: string): Promise<ImageInput> {
  if (typeof entry === 'string') return readImageUrl(entry, param)
  if (entry.size > limits.imageBytes) throw tooLarge(param)
  const bytes = new Uint8Array(await entry.arrayBuffer())
  checkBytes(bytes, entry.type.toLowerCase(), param)
  return { param, bytes }
}
