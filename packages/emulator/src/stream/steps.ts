/** One thing a body does: send something, or come to an end. Nothing here knows about time. */
export type Step =
  /** A frame, or a piece of another body. */
  | { send: Uint8Array }
  /** Properly closed, torn, or silent for ever. Without one a body closes properly. */
  | { end: 'close' | 'break' | 'stall' }

const encoder = new TextEncoder()

export function sendText(text: string): Step {
  return { send: encoder.encode(text) }
}

/** A server-sent event that carries JSON. */
export function sendEvent(value: unknown): Step {
  return sendText(`data: ${JSON.stringify(value)}\n\n`)
}

/** What ends every chat stream. */
export const sendDone: Step = sendText('data: [DONE]\n\n')

/** A body cut into pieces of so many bytes. */
export function* cutBytes(bytes: Uint8Array, size: number): Generator<Step> {
  for (let at = 0; at < bytes.length; at += size) yield { send: bytes.subarray(at, at + size) }
}
