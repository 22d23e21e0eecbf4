/**
 * Opens parts as a stream that ends with the abort of a call, and lets its sources end when nobody reads on.
 *
 * @param produce Makes the parts; its signal tells when to stop.
 */
export function openParts<Part>(
  callSignal: AbortSignal | undefined,
  produce: (signal: AbortSignal) => AsyncGenerator<Part, void>,
): ReadableStream<Part> {
  const abort = new AbortController()
  const parts = produce(abort.signal)
  const stop = (reason: unknown) => {
    callSignal?.removeEventListener('abort', onAbort)
    abort.abort(reason)
    void parts.return().catch(() => {})
  }
  let output: ReadableStreamDefaultController<Part> | undefined
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
      try {
        const { done, value } = await parts.next()
        if (!done) return controller.enqueue(value)
        callSignal?.removeEventListener('abort', onAbort)
        controller.close()
      } catch (error) {
        callSignal?.removeEventListener('abort', onAbort)
        throw error
      }
    },
    cancel: stop,
  })
}
