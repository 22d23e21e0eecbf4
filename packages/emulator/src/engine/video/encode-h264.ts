/**
 * The smallest H.264 encoder that draws anything: constrained baseline, every frame an IDR frame, every
 * macroblock one colour. Our own because the encoder packages need eval, WebCodecs or Node.
 *
 * With a quantiser of 28 the arithmetic is exact: a luma level is one step of brightness, a chroma level two.
 * The decoder's deblocking filter smooths the edges between macroblocks.
 */
import { BitWriter } from './bit-writer.ts'

/** Luma, blue and red difference. */
export type Colour = readonly [luma: number, blue: number, red: number]

/** A picture of macroblocks, row by row. */
export interface Mosaic {
  columns: number
  rows: number
  colours: readonly Colour[]
}

/** Pixels; both are even. */
export interface Size {
  width: number
  height: number
}

/** The side of a macroblock in pixels. */
export const macroblock = 16

const quantiser = 28

export const profile = { idc: 66, constraints: 0xc0, level: 13 }

/** No three bytes of a payload may look like a start code. */
function escape(payload: readonly number[]): number[] {
  const escaped: number[] = []
  let zeros = 0
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      escaped.push(3)
      zeros = 0
    }
    escaped.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return escaped
}

function unit(header: number, bits: BitWriter): Uint8Array {
  return Uint8Array.from([header, ...escape(bits.end())])
}

/** What is true of the whole video; the last macroblocks are cropped to the size. */
export function sequenceParameters({ width, height }: Size): Uint8Array {
  const columns = Math.ceil(width / macroblock)
  const rows = Math.ceil(height / macroblock)
  const bits = new BitWriter()
  bits.fixed(profile.idc, 8).fixed(profile.constraints, 8).fixed(profile.level, 8).unsigned(0)
  // Four bits of frame number, output in decoding order, one reference frame.
  bits.unsigned(0).unsigned(2).unsigned(1).code('0')
  bits.unsigned(columns - 1).unsigned(rows - 1)
  // Frames, not fields; then the cropping, in pairs of pixels: left, right, top, bottom.
  bits.code('11').code('1')
  bits.unsigned(0).unsigned((columns * macroblock - width) / 2)
  bits.unsigned(0).unsigned((rows * macroblock - height) / 2)
  return unit(0x67, bits.code('0'))
}

export function pictureParameters(): Uint8Array {
  const bits = new BitWriter()
  bits.unsigned(0).unsigned(0).code('00').unsigned(0).unsigned(0).unsigned(0).code('000')
  bits
    .signed(quantiser - 26)
    .signed(0)
    .signed(0)
  return unit(0x68, bits.code('000'))
}

/** A block whose only coefficient is its first one: CAVLC, with `codes` for none, ±1 and any other. */
function writeLevel(bits: BitWriter, level: number, codes: readonly [string, string, string]): void {
  if (level === 0) {
    bits.code(codes[0])
    return
  }
  if (Math.abs(level) === 1) {
    bits.code(codes[1]).code(level < 0 ? '1' : '0')
  } else {
    bits.code(codes[2])
    const code = (level > 0 ? 2 * level - 2 : -2 * level - 1) - 2
    if (code < 14) bits.code('0'.repeat(code)).code('1')
    else if (code < 30)
      bits
        .code('0'.repeat(14))
        .code('1')
        .fixed(code - 14, 4)
    else
      bits
        .code('0'.repeat(15))
        .code('1')
        .fixed(code - 30, 12)
  }
  // No zeros stand before it.
  bits.code('1')
}

const lumaCodes = ['1', '01', '000101'] as const
const chromaCodes = ['01', '1', '000111'] as const

/** How a macroblock is predicted: from its left or upper neighbour, or, the first one, from grey. */
interface Prediction {
  from: Colour
  lumaMode: number
  chromaMode: number
}

const grey: Colour = [128, 128, 128]

function predict(left: Colour | undefined, above: Colour | undefined): Prediction {
  if (left !== undefined) return { from: left, lumaMode: 1, chromaMode: 1 }
  if (above !== undefined) return { from: above, lumaMode: 0, chromaMode: 2 }
  return { from: grey, lumaMode: 2, chromaMode: 0 }
}

/** Writes one macroblock and gives the colour that a decoder will see. */
function writeMacroblock(bits: BitWriter, wanted: Colour, prediction: Prediction): Colour {
  const { from, lumaMode, chromaMode } = prediction
  const luma = wanted[0] - from[0]
  // Towards zero, so that the sum never leaves the range of a byte.
  const blue = Math.trunc((wanted[1] - from[1]) / 2)
  const red = Math.trunc((wanted[2] - from[2]) / 2)
  // Intra 16×16 with first coefficients only.
  bits
    .unsigned(5 + lumaMode)
    .unsigned(chromaMode)
    .signed(0)
  writeLevel(bits, luma, lumaCodes)
  writeLevel(bits, blue, chromaCodes)
  writeLevel(bits, red, chromaCodes)
  return [wanted[0], from[1] + 2 * blue, from[2] + 2 * red]
}

/** One frame. Neighbouring frames must have different numbers. */
export function encodeFrame({ columns, colours }: Mosaic, number: number): Uint8Array {
  const bits = new BitWriter()
  // First macroblock, a picture of I slices, picture parameters, frame number.
  bits.unsigned(0).unsigned(7).unsigned(0).fixed(0, 4)
  bits
    .unsigned(number % 2)
    .code('00')
    .signed(0)
  const seen: Colour[] = []
  for (const [index, wanted] of colours.entries()) {
    const left = index % columns === 0 ? undefined : seen[index - 1]
    seen.push(writeMacroblock(bits, wanted, predict(left, seen[index - columns])))
  }
  return unit(0x65, bits)
}
