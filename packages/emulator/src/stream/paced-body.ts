import { pause } from './pause.ts'
import type { Step } from './steps.ts'

/** Milliseconds before the first frame and between frames. */
export interface Pace {
  firstFrame?: number
  frame?: number
}

export interface BodyOptions {
  pace: Pace
  /** The client's: when it aborts, the body fails with its reason, as `fetch` does. */
  signal: AbortSignal
  /** The client stopped reading. */
  onCancel: () => void
}

/** What undici reports when the other side tears the connection. */
function tornConnection(): TypeError {
  return new TypeError('terminated', {
    cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
  })
}

/**
 * Steps as a body. Pulled, so that nothing is made that nobody reads, and a client that leaves stops the
 * work. (`hono`'s `streamSSE` can neither be torn nor notices that the client left.)
 */
export function pacedBody(
  steps: Iterable<Step>,
  options: BodyOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { pace, signal, onCancel } = options
  const iterator = steps[Symbol.iterator]()
  const over = new AbortController()
  let wait = pace.firstFrame ?? 0
  let upcoming: Step | undefined

  function next(): Step {
    const result = iterator.next()
    return result.done ? { end: 'close' } : result.value
  }

  function finish(): void {
    over.abort()
    iterator.return?.()
  }

  return new ReadableStream(
    {
      start(controller) {
        const leave = (): void => {
          controller.error(signal.reason)
          onCancel()
          finish()
        }
        if (signal.aborted) leave()
        else signal.addEventListener('abort', leave, { once: true, signal: over.signal })
      },
      async pull(controller) {
        await pause(wait, over.signal)
        if (over.signal.aborted) return
        wait = pace.frame ?? 0
        const step = upcoming ?? next()
        if ('send' in step) {
          controller.enqueue(step.send as Uint8Array<ArrayBuffer>)
          upcoming = next()
          // Closed together with its last frame: a client that stops at [DONE] did not cancel anything.
          if ('send' in upcoming || upcoming.end !== 'close') return
          controller.close()
        } else if (step.end === 'stall') {
          return silence(over.signal)
        } else if (step.end === 'break') {
          controller.error(tornConnection())
        } else {
          controller.close()
        }
        finish()
      },
      cancel() {
        onCancel()
        finish()
      },
    },
    // Nothing ahead of the reader: what was not asked for was not sent.
    { highWaterMark: 0 },
  )
}

/** Until the client gives up. */
function silence(given: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (given.aborted) resolve()
    given.addEventListener('abort', () => resolve(), { once: true })
  })
}
