import {
  encodeFrame,
  pictureParameters,
  profile,
  sequenceParameters,
  type Mosaic,
  type Size,
} from './encode-h264.ts'

/** What a video consists of. */
export interface Film {
  size: Size
  seconds: number
  frames: readonly Mosaic[]
}

function withLength(unit: Uint8Array, lengthBytes: 2 | 4): number[] {
  const length = [
    unit.length >>> 24,
    (unit.length >>> 16) & 255,
    (unit.length >>> 8) & 255,
    unit.length & 255,
  ]
  return [...length.slice(4 - lengthBytes), ...unit]
}

/** The `avcC` box: how to set up a decoder. */
function decoderSetup(size: Size): Uint8Array {
  const { idc, constraints, level } = profile
  const sequence = withLength(sequenceParameters(size), 2)
  const picture = withLength(pictureParameters(), 2)
  return Uint8Array.from([1, idc, constraints, level, 0xff, 0xe1, ...sequence, 1, ...picture])
}

/** Empties the times of creation: mediabunny writes today's, but the same film shall be the same bytes. */
function eraseDates(file: Uint8Array): void {
  const boxes = new TextDecoder('latin1').decode(file).split('mdat')[0] ?? ''
  for (const { index } of boxes.matchAll(/mvhd|tkhd|mdhd/g)) file.fill(0, index + 8, index + 16)
}

/** A playable MP4. Nothing in it depends on the clock or on chance. */
export async function writeMp4({ size, seconds, frames }: Film): Promise<Uint8Array> {
  const { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } =
    await import('mediabunny')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const track = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(track)
  await output.start()
  const config = {
    codec: 'avc1.42c00d',
    codedWidth: size.width,
    codedHeight: size.height,
    description: decoderSetup(size),
  }
  const each = seconds / frames.length
  for (const [index, frame] of frames.entries()) {
    const data = Uint8Array.from(withLength(encodeFrame(frame, index), 4))
    await track.add(new EncodedPacket(data, 'key', index * each, each), { decoderConfig: config })
  }
  await output.finalize()
  if (target.buffer === null) throw new Error('The muxer left no file.')
  const file = new Uint8Array(target.buffer)
  eraseDates(file)
  return file
}
