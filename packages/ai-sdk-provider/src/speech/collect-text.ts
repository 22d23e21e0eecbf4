import {
  InvalidArgumentError,
  type Experimental_SpeechModelV4StreamTextPart,
  type SharedV4Warning,
} from '@ai-sdk/provider'
import { withOwnOptions } from '../options/own-options.ts'

/** Where the text of a stream comes from, and when to stop. */
export interface TextSource {
  parts: ReadableStream<Experimental_SpeechModelV4StreamTextPart>
  /** The voice of the call. */
  voice: string | undefined
  /** Another key under which options are read. */
  alias: string | undefined
  signal: AbortSignal
}

/** A text that was read to its end. */
export interface CollectedText {
  text: string
  warnings: SharedV4Warning[]
}

/**
 * Reads a text to its end: NanoGPT takes whole texts only. The stream is released however this ends.
 *
 * @throws InvalidArgumentError when a part wants a voice of its own.
 */
export async function collectText({ parts, voice, alias, signal }: TextSource): Promise<CollectedText> {
  const reader = parts.getReader()
  const cancel = (reason: unknown) => void reader.cancel(reason).catch(() => {})
  const onAbort = () => cancel(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    let text = ''
    let hasOptions = false
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return { text, warnings: hasOptions ? [PART_OPTIONS] : [] }
      checkVoice(value.voice, voice)
      hasOptions ||= withOwnOptions(value, alias).providerOptions?.nanogpt !== undefined
      text += value.text
    }
  } catch (error) {
    cancel(error)
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

const PART_OPTIONS: SharedV4Warning = {
  type: 'unsupported',
  feature: 'providerOptions of a part of the text',
  details: 'NanoGPT speaks a text in one way: the options of the call.',
}

function checkVoice(ofPart: string | undefined, ofCall: string | undefined): void {
  if (ofPart === undefined || ofPart === ofCall) return
  const other = ofCall === undefined ? 'the call has none' : `the call's is '${ofCall}'`
  throw new InvalidArgumentError({
    argument: 'text',
    message: `A part of the text has the voice '${ofPart}', but ${other}. NanoGPT speaks a text with one voice: make a call for each.`,
  })
}
