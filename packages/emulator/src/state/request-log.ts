import type { Understanding } from '../contract/understanding.ts'

/** A request as it arrived, and what became of it. */
export interface RecordedRequest {
  /** The `X-Request-ID` of its response. */
  id: string
  method: string
  url: string
  path: string
  /** Names in lower case. */
  headers: Record<string, string>
  /** The parsed JSON, after decompression; `undefined` where there is none. */
  body: unknown
  bodyText: string
  /** Bytes of the body as sent, compressed or not. */
  bytesReceived: number
  /** Of the response; 0 until there is one. */
  status: number
  /** How long it took until the response began. */
  milliseconds: number
  /** Paths of the fields that no document mentions, such as `web_search.enable`. */
  unknownFields: string[]
  /** The client went away before the body ended. */
  cancelled: boolean
  /** How the API read the request: model, suffixes, billing. Absent where a request is refused before that. */
  understood?: Understanding
}

/** A field that no document mentions. */
export interface UnknownField {
  path: string
  field: string
  /** `RecordedRequest.id`. */
  request: string
}
