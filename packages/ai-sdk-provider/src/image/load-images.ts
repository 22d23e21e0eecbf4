import type { JSONObject } from '@ai-sdk/provider'
import { convertBase64ToUint8Array } from '@ai-sdk/provider-utils'
import { isNanoGPTError } from '../errors/nanogpt-error.ts'
import { mediaTypeOfImage } from './image-data.ts'
import type { NanoGPTImageCallMetadata, NanoGPTImageMetadata } from './image-options.ts'
import type { AnsweredImage } from './read-image.ts'

type Failure = NonNullable<NanoGPTImageCallMetadata['failures']>[number]

export type Download = (url: string) => Promise<{ bytes: Uint8Array; mediaType: string | undefined }>

/** The images that could be loaded, what is known of each, and those that could not. */
export interface LoadedImages {
  images: string[] | Uint8Array[]
  facts: NanoGPTImageMetadata[]
  failures: Failure[]
}

interface LoadedImage {
  data: string | Uint8Array
  facts: NanoGPTImageMetadata
}

/**
 * Fetches what stands at an address. One image that fails does not take the others with it, since all of
 * them were paid. Base64 stays what it is, unless bytes came beside it: the SDK takes no mixture.
 */
export async function loadImages(
  answered: readonly AnsweredImage[],
  download: Download,
): Promise<LoadedImages> {
  const results = await Promise.allSettled(answered.map(image => loadImage(image, download)))
  const loaded: LoadedImage[] = []
  const failures: Failure[] = []
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') loaded.push(result.value)
    else failures.push(describeFailure(result.reason, answered[index]?.facts.url))
  }
  return { images: alike(loaded.map(({ data }) => data)), facts: loaded.map(({ facts }) => facts), failures }
}

async function loadImage(image: AnsweredImage, download: Download): Promise<LoadedImage> {
  if (image.type === 'unusable') throw new TypeError(image.message)
  if (image.type === 'base64') return withMediaType(image.base64, image.facts, undefined)
  if (image.type === 'bytes') return withMediaType(image.bytes, image.facts, undefined)
  const { bytes, mediaType } = await download(image.url)
  if (bytes.length === 0) throw new TypeError('It is an empty file.')
  return withMediaType(bytes, image.facts, mediaType)
}

function withMediaType(
  data: string | Uint8Array,
  facts: NanoGPTImageMetadata,
  label: string | undefined,
): LoadedImage {
  const mediaType = mediaTypeOfImage(data) ?? (label?.startsWith('image/') ? label : undefined)
  if (mediaType === undefined && label !== undefined && /^text\/|[/+](?:html|xml|json)$/.test(label)) {
    throw new TypeError(`It is no image, but ${label}.`)
  }
  return { data, facts: { ...(mediaType !== undefined && { mediaType }), ...facts } }
}

function alike(all: readonly (string | Uint8Array)[]): string[] | Uint8Array[] {
  const texts = all.filter(data => typeof data === 'string')
  if (texts.length === all.length) return texts
  return all.map(data => (typeof data === 'string' ? convertBase64ToUint8Array(data) : data))
}

function describeFailure(reason: unknown, url: string | undefined): Failure {
  return { message: wordsOf(reason), ...(url !== undefined && { url }) }
}

/** Of our own errors without the way out, which is said once for all images. */
function wordsOf(reason: unknown): string {
  const ofError = reason instanceof Error ? reason.message : String(reason)
  const words = isNanoGPTError(reason) ? reason.data.message : ofError
  return words.replace(/([^.!?…])$/, '$1.')
}

/** The error of a request whose images are all lost: it was paid, so it names every address. */
export function describeLoss(
  failures: readonly Failure[],
  cost: NanoGPTImageMetadata['cost'],
): { code: string; message: string; details: JSONObject } {
  const urls = failures.map(({ url }) => url).filter(url => url !== undefined)
  const words = [...new Set(failures.map(({ message }) => message))].join(' ')
  const what =
    failures.length === 1 ? 'The generated image is' : `All ${failures.length} generated images are`
  return {
    code: urls.length > 0 ? 'download_failed' : 'unreadable_response',
    message: `${what} lost: ${words}`,
    details: { ...(urls[0] !== undefined && { url: urls[0], urls }), ...(cost && { cost }) },
  }
}
