/**
 * A stream of parts, written again one by one. What waits when the source fails comes before the failure; cancelling
 * cancels the source.
 */
export function rewriteStream<Part>(
  source: ReadableStream<Part>,
  rewriter: { push: (part: Part) => Part[]; end: () => Part[] },
): ReadableStream<Part> {
  const reader = source.getReader()
  /** How the stream ends, once what waited was delivered. */
  let finish: ((controller: ReadableStreamDefaultController<Part>) => void) | undefined

  /** The parts that come next; empty at the end only, since nobody asks again for a part that was not delivered. */
  const next = async (): Promise<Part[]> => {
    for (;;) {
      try {
        const { done, value } = await reader.read()
        if (done) finish = controller => controller.close()
        const parts = done ? rewriter.end() : rewriter.push(value)
        if (done || parts.length > 0) return parts
      } catch (error) {
        finish = controller => controller.error(error)
        return rewriter.end()
      }
    }
  }
  return new ReadableStream(
    {
      async pull(controller) {
        const parts = finish === undefined ? await next() : []
        for (const part of parts) controller.enqueue(part)
        if (parts.length === 0) finish?.(controller)
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
