/** What the bytes of an image say about it, whatever its media type claims. */
export interface ImageFacts {
  /** From the first bytes; `undefined` where they are none that we know, or where there are no bytes. */
  type?: 'PNG' | 'JPEG' | 'WebP' | 'GIF'
  bytes?: number
  width?: number
  height?: number
}

/** The bytes of a base64 data URL; `undefined` for any other URL, and for text that is not base64. */
export function dataUrlBytes(url: string): Uint8Array<ArrayBuffer> | undefined {
  const base64 = /^data:[^,]*;base64,(.*)$/is.exec(url)?.[1]
  return base64 === undefined ? undefined : decodeBase64(base64)
}

export function decodeBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

const signatures: [type: NonNullable<ImageFacts['type']>, offset: number, bytes: string][] = [
  ['PNG', 0, '\x89PNG'],
  ['JPEG', 0, '\xff\xd8\xff'],
  ['GIF', 0, 'GIF8'],
  ['WebP', 8, 'WEBP'],
]

function startsAt(bytes: Uint8Array, offset: number, text: string): boolean {
  return Array.from(text).every((character, index) => bytes[offset + index] === character.charCodeAt(0))
}

type Size = Pick<ImageFacts, 'width' | 'height'>

/** Width and height stand in the header chunk. */
function pngSize(view: DataView): Size {
  return view.byteLength < 24 ? {} : { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Segments follow one another; a start-of-frame segment (C0–CF but for C4, C8 and CC) has the size. */
function jpegSize(view: DataView): Size {
  let at = 2
  while (at + 9 < view.byteLength) {
    const marker = view.getUint8(at + 1)
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return {}
}

const sizes: Partial<Record<string, (view: DataView) => Size>> = { PNG: pngSize, JPEG: jpegSize }

export function imageFactsOf(bytes: Uint8Array): ImageFacts {
  const type = signatures.find(([, offset, text]) => startsAt(bytes, offset, text))?.[0]
  const size = type && sizes[type]?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return { bytes: bytes.length, ...(type && { type }), ...size }
}

export function imageFacts(url: string): ImageFacts {
  const bytes = dataUrlBytes(url)
  return bytes === undefined ? {} : imageFactsOf(bytes)
}
