import { isAbortError, readResponseWithSizeLimit } from '@ai-sdk/provider-utils'
import { isErrorRecord } from '../errors/error-body.ts'
import { asRecord, parseJson, type JsonRecord } from '../wire/json.ts'
import { beginsLikeMarkup, isReadable } from '../wire/text-bytes.ts'
import { openByteStream } from './byte-stream.ts'
import type { Answer } from './request.ts'

export type JsonReply = { type: 'json'; record: JsonRecord }
export type BytesReply = { type: 'bytes'; bytes: Uint8Array; mediaType: string | undefined }
export type StreamReply = {
  type: 'stream'
  stream: ReadableStream<Uint8Array>
  mediaType: string | undefined
}

/** What an endpoint answers that makes a file: the file, JSON about it, or the ticket of a job. */
export type Reply = JsonReply | BytesReply

/** @throws APICallError for whatever is not a JSON object without an error in it. */
export async function readJsonAnswer(response: Response, answer: Answer): Promise<JsonRecord> {
  return readRecord(new TextDecoder().decode(await readBytes(response, answer)), answer)
}

/** Reads JSON or a file. What a body is, its beginning tells more surely than its media type. */
export async function readReply(response: Response, answer: Answer): Promise<Reply> {
  const mediaType = mediaTypeOf(response)
  const bytes = await readBytes(response, answer)
  if (!isMarkup(bytes, mediaType)) return { type: 'bytes', bytes, mediaType }
  return { type: 'json', record: readRecord(new TextDecoder().decode(bytes), answer) }
}

/** The same, with the bytes of a file as they come. */
export async function readStreamReply(
  response: Response,
  answer: Answer,
  idleTimeout: number | undefined,
): Promise<JsonReply | StreamReply> {
  const mediaType = mediaTypeOf(response)
  const { first, stream } = await openByteStream(response, answer.errors, idleTimeout)
  if (!isMarkup(first, mediaType)) return { type: 'stream', stream, mediaType }

  const body = await readBytes(new Response(stream as BodyInit), answer)
  return { type: 'json', record: readRecord(new TextDecoder().decode(body), answer) }
}

function readRecord(body: string, { errors }: Answer): JsonRecord {
  const value = asRecord(parseJson(body))
  if (value === undefined) throw errors.fromUnreadableBody(body)
  if (isErrorRecord(value)) throw errors.fromRecord(value)
  return value
}

/** JSON and pages, also under another media type. A file under theirs is none, and other words are a file. */
function isMarkup(bytes: Uint8Array, mediaType = ''): boolean {
  return beginsLikeMarkup(bytes) || (/[/+]json$|\/html$/.test(mediaType) && isReadable(bytes))
}

function mediaTypeOf({ headers }: Response): string | undefined {
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  return mediaType === '' ? undefined : mediaType
}

async function readBytes(response: Response, { url, errors }: Answer): Promise<Uint8Array> {
  return readResponseWithSizeLimit({ response, url }).catch((error: unknown) => {
    throw isAbortError(error) ? error : errors.fromBrokenConnection(error)
  })
}

export async function readText(response: Response, url: string, maxBytes?: number): Promise<string> {
  const bytes = await readResponseWithSizeLimit({ response, url, ...(maxBytes && { maxBytes }) })
  return new TextDecoder().decode(bytes)
}

const MAX_ERROR_BODY_BYTES = 10 * 1024 * 1024

/** The body of an error. Where it breaks off, the status alone says what it means, and whether a retry can help. */
export async function readErrorText(response: Response, url: string): Promise<string> {
  return readText(response, url, MAX_ERROR_BODY_BYTES).catch((error: unknown) => {
    if (isAbortError(error)) throw error
    return ''
  })
}
