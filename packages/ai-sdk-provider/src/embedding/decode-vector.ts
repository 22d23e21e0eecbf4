import { convertBase64ToUint8Array } from '@ai-sdk/provider-utils'

const BYTES_PER_NUMBER = 4

/**
 * Reads a vector that came as base64 of little-endian float32.
 *
 * @returns `undefined` where the text is no base64 of whole numbers, or one of them is not finite.
 */
export function decodeVector(base64: string): number[] | undefined {
  const bytes = decodeBase64(base64)
  if (bytes === undefined || bytes.length === 0 || bytes.length % BYTES_PER_NUMBER !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  // `Array.from` would make a list of objects: every number on the heap, and fifty times the time.
  // oxlint-disable-next-line unicorn/no-new-array
  const vector = new Array<number>(bytes.length / BYTES_PER_NUMBER)
  for (let index = 0; index < vector.length; index += 1) {
    const number = view.getFloat32(index * BYTES_PER_NUMBER, true)
    if (!Number.isFinite(number)) return undefined
    vector[index] = number
  }
  return vector
}

function decodeBase64(base64: string): Uint8Array | undefined {
  try {
    return convertBase64ToUint8Array(base64)
  } catch {
    return undefined
  }
}
