/** The values of `response_format`. */
export const soundFormats = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] as const

export type SoundFormat = (typeof soundFormats)[number]

/** A file of sound. */
export interface Sound {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
}

export const soundTypes: Readonly<Record<SoundFormat, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/opus',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
}

/** Hertz of everything that is made here, as OpenAI's raw `pcm` has it. */
export const sampleRate = 24_000
