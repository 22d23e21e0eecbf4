const BYTES_PER_NUMBER = 4

/**
 * Reads a vector that came as base64 of little-endian float32.
 *
 * @returns `undefined` where the text is no base64 of whole numbers, or one of them is not finite.
 */
export function decodeVector(base64: string): number[] | undefined {
  const binary = decodeBase64(base64)
  if (binary === undefined || binary.length === 0 || binary.length % BYTES_PER_NUMBER !== 0) return undefined
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)

  const view = new DataView(bytes.buffer)
  // `Array.from` would make a list of objects: every number on the heap, and fifty times the time.
  // oxlint-disable-next-line unicorn/no-new-array
  const vector = new Array<number>(binary.length / BYTES_PER_NUMBER)
  for (let index = 0; index < vector.length; index += 1) {
    const number = view.getFloat32(index * BYTES_PER_NUMBER, true)
    if (!Number.isFinite(number)) return undefined
    vector[index] = number
  }
  return vector
}

/** Through a text with one byte in each character: every runtime has that. */
function decodeBase64(base64: string): string | undefined {
  try {
    return atob(base64)
  } catch {
    return undefined
  }
}
