/** Waits, or returns early when the signal is aborted. No timer at all for zero: time is only spent when asked for. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return
  await new Promise<void>(resolve => {
    const stop = new AbortController()
    const timer = setTimeout(done, milliseconds)
    function done(): void {
      clearTimeout(timer)
      stop.abort()
      resolve()
    }
    signal.addEventListener('abort', done, { once: true, signal: stop.signal })
  })
}
