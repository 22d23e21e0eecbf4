import type * as Mediabunny from 'mediabunny'
import type { AudioCodec, OutputFormat } from 'mediabunny'
import { encodeOpus } from './encode-opus.ts'
import { sampleRate, soundTypes, type Sound, type SoundFormat } from './sound-format.ts'

type Samples = Float32Array<ArrayBuffer>

/** How a format is made: what wraps it, what compresses it, and who must be loaded for that. */
interface Recipe {
  container: (library: typeof Mediabunny) => OutputFormat
  codec: AudioCodec
  bitrate?: number
  load?: () => Promise<void>
}

const wav: Recipe = { container: library => new library.WavOutputFormat(), codec: 'pcm-s16' }

// Loaded when first needed: together they are two megabytes of WebAssembly.
const recipes: Record<Exclude<SoundFormat, 'pcm' | 'opus'>, Recipe> = {
  wav,
  mp3: {
    container: library => new library.Mp3OutputFormat(),
    codec: 'mp3',
    bitrate: 64_000,
    load: async () => (await import('@mediabunny/mp3-encoder')).registerMp3Encoder(),
  },
  aac: {
    container: library => new library.AdtsOutputFormat(),
    codec: 'aac',
    bitrate: 64_000,
    load: async () => (await import('@mediabunny/aac-encoder')).registerAacEncoder(),
  },
  flac: {
    container: library => new library.FlacOutputFormat(),
    codec: 'flac',
    load: async () => (await import('@mediabunny/flac-encoder')).registerFlacEncoder(),
  },
}

async function make(samples: Samples, recipe: Recipe): Promise<Uint8Array<ArrayBuffer>> {
  const mediabunny = await import('mediabunny')
  await recipe.load?.()
  const target = new mediabunny.BufferTarget()
  const output = new mediabunny.Output({ format: recipe.container(mediabunny), target })
  const { codec, bitrate } = recipe
  const source = new mediabunny.AudioSampleSource(bitrate === undefined ? { codec } : { codec, bitrate })
  output.addAudioTrack(source)
  await output.start()
  const shape = { format: 'f32', numberOfChannels: 1, sampleRate, timestamp: 0 } as const
  const sample = new mediabunny.AudioSample({ data: samples, ...shape })
  await source.add(sample)
  sample.close()
  await output.finalize()
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0))
}

/** 16 bits, little-endian, and nothing around them. */
function rawSamples(samples: Samples): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(samples.length * 2))
  samples.forEach((sample, index) => view.setInt16(index * 2, Math.round(sample * 0x7fff), true))
  return new Uint8Array(view.buffer)
}

/**
 * Samples as a file, in the format that its content type names. That is the wanted one, but for runtimes without
 * threads: the encoders of MP3, AAC and FLAC work in one, and where there is none, WAV is made.
 */
export async function encodeSound(samples: Samples, wanted: SoundFormat): Promise<Sound> {
  if (wanted === 'pcm') return { bytes: rawSamples(samples), contentType: soundTypes.pcm }
  if (wanted === 'opus') return { bytes: await encodeOpus(samples), contentType: soundTypes.opus }
  try {
    return { bytes: await make(samples, recipes[wanted]), contentType: soundTypes[wanted] }
  } catch {
    return { bytes: await make(samples, wav), contentType: soundTypes.wav }
  }
}
