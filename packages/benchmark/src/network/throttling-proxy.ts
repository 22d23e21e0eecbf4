import { connect, createServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { listen, type Listening } from './listen.ts'

export interface ThrottlingProxyOptions {
  targetPort: number
  megabitsPerSecond: number
}

const SLICE_BYTES = 16 * 1024

/** Passes connections on to another port, as slowly as an uplink would; what comes back is not held up. */
export function startThrottlingProxy({
  targetPort,
  megabitsPerSecond,
}: ThrottlingProxyOptions): Promise<Listening> {
  const bytesPerMillisecond = (megabitsPerSecond * 1_000_000) / 8 / 1000
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const target = connect(targetPort, '127.0.0.1')
    sockets.add(client).add(target)
    const upwards = pipeline(client, pieces => throttle(pieces, bytesPerMillisecond), target)
    const downwards = pipeline(target, client)
    // Connections are cut when the measurement is over.
    void Promise.allSettled([upwards, downwards])
  })
  return listen(server, () => {
    for (const socket of sockets) socket.destroy()
  })
}

async function* throttle(pieces: AsyncIterable<Buffer>, bytesPerMillisecond: number): AsyncGenerator<Buffer> {
  let isFreeAt = performance.now()
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length; start += SLICE_BYTES) {
      const slice = piece.subarray(start, start + SLICE_BYTES)
      isFreeAt = Math.max(performance.now(), isFreeAt) + slice.length / bytesPerMillisecond
      await delay(Math.max(0, isFreeAt - performance.now()))
      yield slice
    }
  }
}
