/** A 32-bit hash of a text (FNV-1a): not secret, only always the same. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}

/** The same member for the same seed. */
export function pick<Value>(values: readonly [Value, ...Value[]], seed: number): Value {
  return values[seed % values.length] ?? values[0]
}

/** An id in the style of the API's, from what it identifies. */
export function idFor(prefix: string, ...parts: (string | number)[]): string {
  const text = parts.join('\n')
  const digits = [hash(text), hash(`${text}again`)].map(value => value.toString(16).padStart(8, '0'))
  return `${prefix}${digits.join('')}`
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
