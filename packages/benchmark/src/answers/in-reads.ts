const BYTES_PER_READ = 64 * 1024

/** A body that comes in reads as a socket brings them. */
export function inReads(body: Uint8Array): ReadableStream<Uint8Array> {
  let start = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      // A copy, as every read of a socket is a buffer of its own.
      controller.enqueue(body.slice(start, start + BYTES_PER_READ))
      start += BYTES_PER_READ
      if (start >= body.length) controller.close()
    },
  })
}
