import { InvalidArgumentError, type Experimental_SpeechModelV4StreamTextPart } from '@ai-sdk/provider'

/** Where the text of a stream comes from, and when to stop. */
export interface TextSource {
  parts: ReadableStream<Experimental_SpeechModelV4StreamTextPart>
  /** The voice of the call. */
  voice: string | undefined
  signal: AbortSignal
}

/**
 * Reads a text to its end: NanoGPT takes whole texts only. The stream is released however this ends.
 *
 * @throws InvalidArgumentError when a part wants a voice of its own.
 */
export async function collectText({ parts, voice, signal }: TextSource): Promise<string> {
  const reader = parts.getReader()
  const cancel = (reason: unknown) => void reader.cancel(reason).catch(() => {})
  const onAbort = () => cancel(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return text
      checkVoice(value.voice, voice)
      text += value.text
    }
  } catch (error) {
    cancel(error)
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function checkVoice(ofPart: string | undefined, ofCall: string | undefined): void {
  if (ofPart === undefined || ofPart === ofCall) return
  const other = ofCall === undefined ? 'the call has none' : `the call's is '${ofCall}'`
  throw new InvalidArgumentError({
    argument: 'text',
    message: `A part of the text has the voice '${ofPart}', but ${other}. NanoGPT speaks a text with one voice: make a call for each.`,
  })
}
