/**
 * A response whose body ends with the abort of a signal, also where the `fetch` that made it knows no signals. The
 * source is let go of at once; a pipe would keep it for as long as a chunk waits to be read.
 */
export function abortable(response: Response, signal: AbortSignal | undefined): Response {
  if (signal === undefined || response.body === null) return response
  const reader = response.body.getReader()
  let output: ReadableStreamDefaultController | undefined
  const onAbort = () => {
    output?.error(signal.reason)
    void reader.cancel(signal.reason).catch(() => {})
  }
  const stopListening = () => signal.removeEventListener('abort', onAbort)
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        output = controller
        if (signal.aborted) onAbort()
        else signal.addEventListener('abort', onAbort, { once: true })
      },
      async pull(controller) {
        const { done, value } = await reader.read()
        if (signal.aborted) return
        if (!done) return controller.enqueue(value)
        stopListening()
        controller.close()
      },
      cancel(reason) {
        stopListening()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { status: response.status, headers: response.headers })
}
