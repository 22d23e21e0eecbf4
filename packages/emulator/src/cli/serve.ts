import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { NetworkFailure } from '../contract/api-error.ts'

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:8787` */
  url: string
  /** Stops listening and closes every connection, open streams included. */
  close(): Promise<void>
}

/** Until everything that was written so far has left, or nobody is there to get it. */
async function sent(outgoing: ServerResponse): Promise<void> {
  while (!outgoing.destroyed && (!outgoing.headersSent || outgoing.writableLength > 0)) await setImmediate()
}

/** A body whose failure tears the connection, instead of being reported on the console and ended politely. */
function tornWith(outgoing: ServerResponse, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch {
        // What was said before the failure has to arrive.
        await sent(outgoing)
        outgoing.destroy()
      }
    },
    cancel: reason => reader.cancel(reason),
  })
}

async function answer(
  request: Request,
  outgoing: ServerResponse,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  try {
    const response = await handle(request)
    if (response.body === null) return response
    return new Response(tornWith(outgoing, response.body), response)
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    outgoing.destroy()
    return RESPONSE_ALREADY_SENT
  }
}

/** Serves a handler over HTTP. Rejects when the port cannot be had. */
export function serve(
  handle: (request: Request) => Promise<Response>,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const listener = getRequestListener((request, { outgoing }) =>
    answer(request, outgoing as HttpBindings['outgoing'], handle),
  )
  const server = createServer(listener)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo
      const name = host.includes(':') ? `[${host}]` : host
      resolve({
        url: `http://${name}:${address.port}`,
        close: () =>
          new Promise(closed => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
}
