import type { ChatAnswer } from './chat-answer.ts'

/** The bytes of an answer, cut into what single reads of the body bring. */
export type PreparedBody = readonly Uint8Array[]

/** Puts so many frames into every read. */
export function prepareBody({ frames }: ChatAnswer, framesPerRead: number): PreparedBody {
  const encoder = new TextEncoder()
  const reads: Uint8Array[] = []
  for (let start = 0; start < frames.length; start += framesPerRead) {
    reads.push(encoder.encode(frames.slice(start, start + framesPerRead).join('')))
  }
  return reads
}

/** A `fetch` that answers everything with the same body. The bytes are shared, never copied. */
export function fetchAnswering(body: PreparedBody): typeof fetch {
  return () => Promise.resolve(eventStreamResponse(streamOf(body)))
}

export function eventStreamResponse(body: ReadableStream<Uint8Array>): Response {
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

/** A stream that brings one read at a time, when it is asked for. */
export function streamOf(body: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const reads = body[Symbol.iterator]()
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = reads.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}
