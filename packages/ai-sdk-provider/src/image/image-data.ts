import { convertBase64ToUint8Array, detectMediaType } from '@ai-sdk/provider-utils'

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,/i

/** The media type and the base64 of a data URL; `undefined` for any other text. */
export function splitDataURL(text: string): { mediaType: string; data: string } | undefined {
  const header = DATA_URL.exec(text)
  return header ? { mediaType: header[1] ?? '', data: text.slice(header[0].length) } : undefined
}

/**
 * Whether a text is base64 in whole bytes. The alphabet is searched for what is not in it, which needs no
 * memory for a text of 30 MB.
 */
export function isBase64(text: string): boolean {
  if (text === '' || /[^A-Za-z0-9+/=_-]/.test(text)) return false
  const end = text.indexOf('=')
  if (end === -1) return text.length % 4 !== 1
  return text.length % 4 === 0 && /^==?$/.test(text.slice(end))
}

/** What bytes or base64 are, by how they begin; the SDK's list knows no SVG. */
export function mediaTypeOfImage(data: string | Uint8Array): string | undefined {
  return detectMediaType({ data, topLevelType: 'image' }) ?? (isSVG(data) ? 'image/svg+xml' : undefined)
}

/** What a file is that is no image: its first bytes tell sound, PDF, and most videos. */
export function otherMediaTypeOf(data: string | Uint8Array): string | undefined {
  const type = detectMediaType({ data })
  // HEIC and AVIF have the container of MP4, and more brands than the SDK knows.
  return type === 'video/mp4' || type?.startsWith('image/') ? undefined : type
}

const BEGINNING_BYTES = 750

function isSVG(data: string | Uint8Array): boolean {
  const beginning =
    typeof data === 'string'
      ? convertBase64ToUint8Array(data.slice(0, (BEGINNING_BYTES / 3) * 4))
      : data.subarray(0, BEGINNING_BYTES)
  return /^\s*<(?:svg[\s>]|\?xml[\s\S]*<svg[\s>])/.test(new TextDecoder().decode(beginning))
}
