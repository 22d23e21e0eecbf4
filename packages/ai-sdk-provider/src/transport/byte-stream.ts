import type { AnswerErrors } from '../errors/answer-errors.ts'
import { isAbortError } from '@ai-sdk/provider-utils'
import { IdleTimer } from './idle-timer.ts'
import { asPaid } from './unknown-outcome.ts'

/** A body as it comes, and its first bytes, which tell what it is. */
export interface ByteStream {
  first: Uint8Array
  /** All of it, the first bytes too. */
  stream: ReadableStream<Uint8Array>
}

/**
 * Waits for the first bytes of a body. A connection that breaks later errors the stream: what came until
 * then is no whole file (API sheet §14.1).
 */
export async function openByteStream(
  { body }: Response,
  errors: AnswerErrors,
  idleTimeout: number | undefined,
): Promise<ByteStream> {
  const reader = (body ?? new Blob([]).stream()).getReader()
  const read = () => readInTime(reader, errors, idleTimeout)
  const { value: first = new Uint8Array() } = await read()
  let isFirst = true
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (isFirst) {
          isFirst = false
          if (first.length > 0) return controller.enqueue(first)
        }
        const { done, value } = await read().catch((error: unknown) => {
          throw asPaid(error)
        })
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: reason => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return { first, stream }
}

async function readInTime(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  errors: AnswerErrors,
  idleTimeout: number | undefined,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  if (idleTimeout === undefined) return readOnce(reader, errors)
  return new Promise((resolve, reject) => {
    const timer = new IdleTimer(idleTimeout, () => {
      reject(errors.fromIdleTimeout(idleTimeout))
      void reader.cancel().catch(() => {})
    })
    timer.startWaiting()
    void readOnce(reader, errors)
      .then(resolve, reject)
      .finally(() => timer.stopWaiting())
  })
}

async function readOnce(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  errors: AnswerErrors,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read()
  } catch (error) {
    throw isAbortError(error) ? error : errors.fromBrokenConnection(error)
  }
}
