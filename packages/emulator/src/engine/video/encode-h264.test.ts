import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitWriter } from './bit-writer.ts'
import { encodeFrame, pictureParameters, sequenceParameters, type Colour } from './encode-h264.ts'

function hex(bytes: ArrayLike<number>): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

const channel = fc.integer({ min: 0, max: 255 })
const colours = fc.array(fc.tuple(channel, channel, channel), { minLength: 6, maxLength: 6 })

/** The farthest apart that colours can be, and the nearest. */
const four: Colour[] = [
  [16, 128, 128],
  [235, 16, 240],
  [128, 127, 129],
  [120, 128, 128],
]

describe('H.264', () => {
  it('writes bits and numbers as the standard prints them', () => {
    const bits = new BitWriter()
    bits.unsigned(0).unsigned(1).unsigned(2).unsigned(3).signed(0).signed(1).signed(-1).fixed(5, 4)
    const digits = ['1', '010', '011', '00100', '1', '010', '011', '0101', '1'].join('').padEnd(24, '0')
    expect(hex(bits.end())).toBe(Number.parseInt(digits, 2).toString(16))
  })

  it('writes units that FFmpeg decoded to these colours, chroma to the nearest even distance', () => {
    const size = { width: 30, height: 28 }
    expect(hex(sequenceParameters(size))).toBe('6742c00dda25ead0')
    expect(hex(pictureParameters())).toBe('68ce0988')
    expect(hex(encodeFrame({ columns: 2, rows: 2, colours: four }, 0))).toBe(
      '65888488c500010bfa9d4500011948e000209f1c000413a671400042faa7514001ac',
    )
    expect(hex(encodeFrame({ columns: 2, rows: 2, colours: four.toReversed() }, 1))).toBe(
      '65888222314001a9d45000d4ce2800086247000104f8e000209d3a8a000232b1c000413a38000827e0',
    )
  })

  it('never writes a start code inside a unit', () => {
    fc.assert(
      fc.property(colours, fc.nat(99), (some, number) => {
        const frame = hex(encodeFrame({ columns: 3, rows: 2, colours: some }, number))
        expect(frame).not.toMatch(/^(?:..)*0000(?:00|01|02)/)
      }),
    )
  })
})
