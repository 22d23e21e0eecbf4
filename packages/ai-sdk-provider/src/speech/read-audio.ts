import type { Experimental_SpeechModelV4StreamPart, SharedV4Warning } from '@ai-sdk/provider'
import {
  isOfFormat,
  isNoAudio,
  readAudioType,
  readSampleRate,
  SNIFFED_BYTES,
  type AudioFormat,
} from './audio-format.ts'

type StreamPart = Experimental_SpeechModelV4StreamPart
type PartOf<Type extends StreamPart['type']> = Extract<StreamPart, { type: Type }>

/** Audio as it comes, and what is known of it before. */
export interface IncomingAudio {
  chunks: ReadableStream<Uint8Array>
  mediaType: string | undefined
  /** The same with its parameters. */
  contentType: string | undefined
  /** What was asked for. */
  format: AudioFormat | undefined
  warnings: readonly SharedV4Warning[]
  includeRawChunks: boolean
  response: PartOf<'response-metadata'>
  /** Makes the error of words that came in the place of audio. */
  refuse: (words: string) => Error
  /** Makes the last part, once it is known what the audio is. */
  finish: (mediaType: string | undefined) => PartOf<'finish'>
}

/** Turns the bytes of audio into parts. Only the first ones are held, until they tell what the audio is. */
export async function* readAudio(audio: IncomingAudio): AsyncGenerator<StreamPart, void> {
  const { chunks, format, contentType, includeRawChunks } = audio
  const reader = chunks.getReader()
  try {
    const head = await readHead(reader)
    const beginning = { bytes: beginningOf(head), mediaType: audio.mediaType }
    if (isNoAudio(beginning)) throw audio.refuse(await readWords(allChunks(head, reader)))
    const mediaType = readAudioType({ ...beginning, format })
    const rate = readSampleRate(mediaType, contentType)
    const audioFormat = { type: mediaType ?? 'application/octet-stream', ...(rate !== undefined && { rate }) }
    yield { type: 'stream-start', warnings: [...audio.warnings, ...warnOfFormat(mediaType, format)] }
    yield audio.response
    for await (const chunk of allChunks(head, reader)) {
      if (includeRawChunks) yield { type: 'raw', rawValue: chunk }
      if (chunk.length > 0) yield { type: 'audio', audio: chunk, audioFormat }
    }
    yield audio.finish(mediaType)
  } finally {
    void reader.cancel().catch(() => {})
  }
}

type ChunkReader = ReadableStreamDefaultReader<Uint8Array>

async function readHead(reader: ChunkReader): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for (let length = 0; length < SNIFFED_BYTES;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  return chunks
}

async function* allChunks(
  head: readonly Uint8Array[],
  reader: ChunkReader,
): AsyncGenerator<Uint8Array, void> {
  yield* head
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

function beginningOf(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks[0] !== undefined && chunks.length === 1) return chunks[0]
  return Uint8Array.from(chunks.flatMap(chunk => [...chunk.subarray(0, SNIFFED_BYTES)]))
}

// No error has more to say.
const MOST_WORDS = 10_000

async function readWords(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let words = ''
  for await (const chunk of chunks) {
    words += decoder.decode(chunk, { stream: true })
    if (words.length > MOST_WORDS) break
  }
  return words
}

/** Says that the audio is of another format than the one that was asked for. */
export function warnOfFormat(
  mediaType: string | undefined,
  format: AudioFormat | undefined,
): SharedV4Warning[] {
  if (isOfFormat(mediaType, format)) return []
  return [
    {
      type: 'compatibility',
      feature: 'outputFormat',
      details: `${format} was asked for, and ${mediaType} came.`,
    },
  ]
}
