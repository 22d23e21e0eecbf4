import { ApiError } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'

const formats: Record<string, string> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate', br: 'brotli' }

function unsupported(coding: string): ApiError {
  return new ApiError({
    status: 415,
    code: 'unsupported_content_encoding',
    message: `Content-Encoding "${coding}" is not supported. Use gzip, x-gzip, deflate, br or identity.`,
  })
}

/** A decoder where the runtime has one: edge runtimes may have none, and older Nodes no brotli. */
function decoder(coding: string): DecompressionStream {
  const format = formats[coding]
  if (format === undefined || typeof DecompressionStream === 'undefined') throw unsupported(coding)
  try {
    return new DecompressionStream(format as CompressionFormat)
  } catch {
    throw unsupported(coding)
  }
}

/** Reads no further than one byte over the limit: a small body may unpack to gigabytes. */
async function readUpToLimit(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let total = 0
  for await (const piece of stream) {
    pieces.push(piece as Uint8Array<ArrayBuffer>)
    total += piece.length
    if (total > limits.bodyBytes) break
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

/** Undoes `Content-Encoding`; with several codings, from the last to the first. */
export async function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  contentEncoding: string | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map(coding => coding.trim().toLowerCase())
    .filter(coding => coding !== '' && coding !== 'identity')
  let decoded = bytes
  for (const coding of codings.toReversed()) {
    const packed = new Blob([decoded]).stream().pipeThrough(decoder(coding))
    try {
      decoded = await readUpToLimit(packed)
    } catch {
      throw new ApiError({
        status: 400,
        code: 'invalid_compressed_body',
        message: `The request body is not valid ${coding} data.`,
      })
    }
  }
  return decoded
}
