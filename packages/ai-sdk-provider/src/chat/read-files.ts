import type { LanguageModelV4File } from '@ai-sdk/provider'
import { convertBase64ToUint8Array, detectMediaType } from '@ai-sdk/provider-utils'
import { asFilledText, asList, asRecord } from '../wire/json.ts'

/** Images and audio in an answer. */
export class FileReader {
  private readonly seen = new Set<string>()
  private readonly emit: (file: LanguageModelV4File) => void
  // Audio streams as separately encoded pieces.
  private audioPieces: Uint8Array[] = []
  private audioFormat: string | undefined

  constructor(emit: (file: LanguageModelV4File) => void) {
    this.emit = emit
  }

  /** Audio was read, whole or in part. */
  get hasAudio(): boolean {
    return this.audioPieces.length > 0
  }

  /** `images` of a message: records with a URL or base64, or bare URLs. A repeated one is emitted once. */
  pushImages(images: unknown): void {
    for (const item of asList(images)) {
      const record = asRecord(item)
      const url =
        asFilledText(item) ??
        asFilledText(asRecord(record?.image_url)?.url) ??
        asFilledText(record?.image_url) ??
        asFilledText(record?.url)
      const data = asFilledText(record?.b64_json)
      const source = url ?? data
      if (source === undefined || this.seen.has(source)) continue
      this.seen.add(source)
      const file = url === undefined ? fileOfBase64(source, 'image/png') : fileOfURL(url)
      if (file) this.emit(file)
    }
  }

  /** `audio` of a message or a delta. */
  pushAudio(audio: unknown): void {
    const record = asRecord(audio)
    this.audioFormat ??= asFilledText(record?.format)
    const piece = decodeBase64(asFilledText(record?.data) ?? '')
    if (piece !== undefined && piece.length > 0) this.audioPieces.push(piece)
  }

  /** Emits the audio that was collected, as one file. */
  flushAudio(): void {
    if (this.audioPieces.length === 0) return
    const bytes = concatenate(this.audioPieces)
    this.audioPieces = []
    const mediaType =
      detectMediaType({ data: bytes, topLevelType: 'audio' }) ?? `audio/${this.audioFormat ?? 'wav'}`
    this.emit({ type: 'file', mediaType, data: { type: 'data', data: bytes } })
  }
}

/** Enough base64 for every signature of an image, in whole groups of four. */
const SIGNATURE_CHARACTERS = 64

// What the name of a remote image says; the SDK looks at the bytes once it has them.
const IMAGE_TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  webp: 'image/webp',
}

const DATA_URL = /^data:([^;,]*)((?:;[^;,]*)*),/

function fileOfURL(url: string): LanguageModelV4File | undefined {
  const header = DATA_URL.exec(url)
  if (header) {
    const label = header[1] === '' ? 'image/png' : (header[1] ?? 'image/png')
    return fileOfBase64(url.slice(header[0].length), label)
  }
  if (!URL.canParse(url)) return undefined
  const mediaType =
    IMAGE_TYPES[/\.(\w+)$/.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''] ?? 'image/png'
  return { type: 'file', mediaType, data: { type: 'url', url: new URL(url) } }
}

/** The bytes say what they are: base64 is often a JPEG whatever the label (field note A11). */
function fileOfBase64(data: string, label: string): LanguageModelV4File | undefined {
  const beginning = decodeBase64(data.slice(0, SIGNATURE_CHARACTERS))
  if (beginning === undefined) return undefined
  const mediaType = detectMediaType({ data: beginning, topLevelType: 'image' }) ?? label
  return { type: 'file', mediaType, data: { type: 'data', data } }
}

function decodeBase64(data: string): Uint8Array | undefined {
  try {
    return convertBase64ToUint8Array(data)
  } catch {
    return undefined
  }
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}
