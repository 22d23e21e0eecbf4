/** A tool call of a scripted reply. */
export interface ScriptedToolCall {
  /** Made up when absent. */
  id?: string
  name: string
  /** A string is sent as it is, so that broken JSON is possible; anything else is serialised. */
  arguments: unknown
}

/** A reply by its meaning, written as JSON or as a stream, whichever the request asked for. */
export interface SemanticReply {
  reasoning?: string
  text?: string
  toolCalls?: ScriptedToolCall[]
  annotations?: unknown[]
  images?: { url: string }[]
  refusal?: string
  /** Default `tool_calls` with tool calls, else `stop`. */
  finishReason?: string | null
  /** Sent whether or not it was asked for; `null` sends none. */
  usage?: object | null
  /** Replaces `x_nanogpt_pricing`; `null` leaves it out. */
  pricing?: object | null
  /** Merged into the message, or into the last delta before the finish frame. */
  message?: object
  /** Merged into the top level of the body, or of the finish frame. */
  extra?: object
  /** Characters in a text delta; by default a few words. */
  chunkSize?: number
}

/** How a scripted body ends: properly, as a torn connection, or never. */
export type BodyEnd = 'close' | 'break' | 'stall'

/** A stream, frame by frame. */
export interface FramesReply {
  /** Objects become `data: <json>` events; strings are sent as they are. */
  frames: (object | string)[]
  /** Whether `data: [DONE]` follows. Default true when the body is closed properly. */
  done?: boolean
  /** Default `close`. */
  end?: BodyEnd
}

/** A JSON body. */
export interface JsonReply {
  json: unknown
  status?: number
  headers?: Record<string, string>
}

/** A body, byte by byte. */
export interface BodyReply {
  body: string | Uint8Array
  status?: number
  headers?: Record<string, string>
  /** Sends the body in pieces of so many bytes, even inside a code point. */
  chunkBytes?: number
  /** Default `close`. */
  end?: BodyEnd
}

/** What a test wants the API to say, once, to the next request that matches. */
export type ScriptedReply = SemanticReply | FramesReply | JsonReply | BodyReply

/** The replies that are bytes already and need no rendering. */
export type RawReply = FramesReply | JsonReply | BodyReply

export function isRawReply(reply: ScriptedReply): reply is RawReply {
  return 'frames' in reply || 'json' in reply || 'body' in reply
}
