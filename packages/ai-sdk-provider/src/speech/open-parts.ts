/**
 * Opens parts as a stream that ends with the abort of a call, and that lets go of its sources when nobody reads on.
 *
 * @param produce Makes the parts, and begins to at once; its signal says that nobody waits for the next one any more.
 */
export function openParts<Part>(
  callSignal: AbortSignal | undefined,
  produce: (signal: AbortSignal) => AsyncGenerator<Part, void>,
): ReadableStream<Part> {
  const abort = new AbortController()
  const parts = produce(abort.signal)
  let isProducing = true
  let output: ReadableStreamDefaultController<Part> | undefined

  const stop = (reason: unknown) => {
    callSignal?.removeEventListener('abort', onAbort)
    // Between two parts the producer lets go of its sources itself: a pipe that is aborted while a chunk waits
    // in it would keep its source.
    if (isProducing) abort.abort(reason)
    void parts.return().catch(() => {})
  }
  const onAbort = () => {
    output?.error(callSignal?.reason)
    stop(callSignal?.reason)
  }
  callSignal?.addEventListener('abort', onAbort, { once: true })

  return new ReadableStream<Part>({
    start(controller) {
      output = controller
    },
    async pull(controller) {
      isProducing = true
      const { done, value } = await parts.next().catch((error: unknown) => {
        stop(error)
        throw error
      })
      isProducing = false
      if (!done) return controller.enqueue(value)
      callSignal?.removeEventListener('abort', onAbort)
      controller.close()
    },
    cancel: stop,
  })
}
