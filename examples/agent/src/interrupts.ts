/** Ctrl+C. */
export interface Interrupts {
  /** A signal for what begins now: aborted by Ctrl+C. A second one, before anything else begins, ends the process. */
  next(): AbortSignal
}

export function listenForInterrupts(): Interrupts {
  let current = new AbortController()
  process.on('SIGINT', () => {
    if (current.signal.aborted) process.exit(130)
    current.abort()
  })
  return {
    next() {
      current = new AbortController()
      return current.signal
    },
  }
}
