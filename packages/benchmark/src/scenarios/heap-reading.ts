/** What a long answer is made of. */
export type AnswerKind = 'text' | 'reasoning'

/** The heap in the middle of an answer, after a forced collection. */
export interface HeapReading {
  chunks: number
  bytes: number
}

/** So much comes from compiled code and caches, however long the answer is. */
const NOISE_BYTES = 400_000

/** What readings say: growth from the first to the last one, and how the heap went on the way. */
export function heapFormOf(readings: readonly HeapReading[]): { bytesPerChunk: number; remark: string } {
  const [first, last] = [readings[0], readings.at(-1)]
  if (first === undefined || last === undefined || first === last) {
    throw new Error('The heap was not read twice.')
  }
  const bytesPerChunk = (last.bytes - first.bytes) / (last.chunks - first.chunks)
  const megabytes = readings.map(({ bytes }) => (bytes / 1e6).toFixed(1)).join(' → ')
  const form = last.bytes - first.bytes < NOISE_BYTES ? 'flat' : 'growing'
  return { bytesPerChunk, remark: `${form}: ${megabytes} MB` }
}
