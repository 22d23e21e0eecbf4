import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { JSON_ANSWER } from '../answers/json-answer.ts'
import { listen, type Listening } from './listen.ts'

/** A request as the server saw it. */
export interface Upload {
  /** When its last byte was there, by `performance.now()`. */
  completedAt: number
  bytes: number
  /** `content-encoding`, where it had one. */
  encoding: string | undefined
  messageCount: number
}

/** Starts a server that answers every chat request with the same few words and reports what it got. */
export function startUploadServer(onUpload: (upload: Upload) => void): Promise<Listening> {
  const server = createServer((request, response) => void answer(request, response))
  return listen(server, () => server.closeAllConnections())

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    onUpload(await receive(request))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON_ANSWER)
  }
}

async function receive(request: IncomingMessage): Promise<Upload> {
  const body = await buffer(request)
  const completedAt = performance.now()
  const encoding = request.headers['content-encoding']
  const { messages } = JSON.parse(decode(body, encoding).toString('utf8')) as { messages: unknown[] }
  return { completedAt, bytes: body.length, encoding, messageCount: messages.length }
}

function decode(body: Buffer, encoding: string | undefined): Buffer {
  switch (encoding) {
    case 'gzip':
      return gunzipSync(body)
    case 'br':
      return brotliDecompressSync(body)
    case 'zstd':
      return zstdDecompressSync(body)
    case 'deflate':
      return inflateSync(body)
    default:
      return body
  }
}
