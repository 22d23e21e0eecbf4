import type { ContentPart } from '../contract/message-fields.ts'
import { dataUrlBytes, decodeBase64, imageFacts } from '../media/image-facts.ts'

function amount(bytes: number | undefined): string {
  return bytes === undefined ? 'of unknown size' : `of ${bytes} bytes`
}

function describeImage(url: string): string {
  if (!url.startsWith('data:')) return `an image at ${url}, which the emulator does not fetch`
  const { type, bytes, width, height } = imageFacts(url)
  const size = width === undefined || height === undefined ? '' : `, ${width}×${height} pixels`
  return `a ${type ?? 'picture'} image ${amount(bytes)}${size}`
}

/** Loose parts name their data in several ways; the first text that looks like data or an address is taken. */
function findSource(value: unknown): string | undefined {
  if (typeof value === 'string') return /^(?:https?:|data:)/.test(value) ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value)
    .map(findSource)
    .find(found => found !== undefined)
}

function describeOther(part: ContentPart): string {
  const source = findSource(part)
  if (source?.startsWith('data:')) {
    return `a ${part.type} part of type ${source.slice(5, source.indexOf(';'))} ${amount(dataUrlBytes(source)?.length)}`
  }
  return source === undefined ? `a ${part.type} part` : `a ${part.type} part at ${source}`
}

function describe(part: ContentPart): string {
  if (part.type === 'image_url') return describeImage(part.image_url.url)
  if (part.type === 'input_audio') {
    return `${part.input_audio.format} audio ${amount(decodeBase64(part.input_audio.data)?.length)}`
  }
  return describeOther(part)
}

/** What is attached, by what its bytes say. */
export function describeMedia(parts: readonly ContentPart[]): string {
  return parts.length === 0 ? '' : `Attached: ${parts.map(describe).join('; ')}.`
}
