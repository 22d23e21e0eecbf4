import { sampleRate } from './sound-format.ts'

/** Twenty milliseconds, the usual length of a packet. */
const frameSize = sampleRate / 50
const bitrate = 48_000
/** Opus counts in samples of 48 kHz, whatever goes in. */
const clockRate = 48_000

/** The first packet of a stream (RFC 7845 §5.1). */
function identification(skippedFrames: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(19))
  Array.from('OpusHead').forEach((letter, index) => view.setUint8(index, letter.charCodeAt(0)))
  view.setUint8(8, 1)
  view.setUint8(9, 1)
  view.setUint16(10, (skippedFrames * clockRate) / sampleRate, true)
  view.setUint32(12, sampleRate, true)
  return new Uint8Array(view.buffer)
}

/** The checksum of Ogg pages: a CRC-32 from the highest bit down. */
function checksum(page: Uint8Array): number {
  let sum = 0
  for (const byte of page) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}

/** Gives the stream a fixed number: the muxer draws lots, and the same sound shall be the same bytes. */
function fixSerial(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer)
  let at = 0
  while (at < bytes.length) {
    const table = bytes.subarray(at + 27, at + 27 + view.getUint8(at + 26))
    const end = at + 27 + table.length + table.reduce((sum, length) => sum + length, 0)
    view.setUint32(at + 14, 1, true)
    view.setUint32(at + 22, 0, true)
    view.setUint32(at + 22, checksum(bytes.subarray(at, end)), true)
    at = end
  }
  return bytes
}

/** One channel of samples as Opus in Ogg. Needs no thread. */
export async function encodeOpus(samples: Float32Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const [{ createEncoder }, mediabunny] = await Promise.all([import('libopus-wasm'), import('mediabunny')])
  const encoder = await createEncoder({ sampleRate, channels: 1, frameSize, bitrate })
  const target = new mediabunny.BufferTarget()
  const output = new mediabunny.Output({ format: new mediabunny.OggOutputFormat(), target })
  const source = new mediabunny.EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const description = identification(encoder.getLookahead())
  const decoderConfig = { codec: 'opus', numberOfChannels: 1, sampleRate: clockRate, description }
  for (let at = 0; at < samples.length; at += frameSize) {
    const frame = new Float32Array(frameSize)
    frame.set(samples.subarray(at, at + frameSize))
    const packet = encoder.encodeFloat(frame)
    const timed = new mediabunny.EncodedPacket(packet, 'key', at / sampleRate, frameSize / sampleRate)
    await source.add(timed, { decoderConfig })
  }
  await output.finalize()
  encoder.free()
  return fixSerial(new Uint8Array(target.buffer ?? new ArrayBuffer(0)))
}
