import { encode, type ImageData } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { decodePicture } from './decode-picture.ts'
import { encodePicture } from './encode-picture.ts'
import { emptyRaster } from './raster.ts'

async function pixels(image: Omit<ImageData, 'width' | 'height'>, width = 2): Promise<number[][]> {
  const raster = await decodePicture(new Uint8Array(encode({ width, height: 1, ...image })))
  expect(raster).toMatchObject({ width, height: 1 })
  return Array.from({ length: width }, (_, x) => Array.from(raster?.data.slice(x * 4, x * 4 + 4) ?? []))
}

describe('the pixels of a PNG', () => {
  it.each<[what: string, image: Omit<ImageData, 'width' | 'height'>, expected: number[][]]>([
    [
      'grey',
      { channels: 1, data: new Uint8Array([7, 200]) },
      [
        [7, 7, 7, 255],
        [200, 200, 200, 255],
      ],
    ],
    [
      'grey with alpha',
      { channels: 2, data: new Uint8Array([7, 1, 200, 2]) },
      [
        [7, 7, 7, 1],
        [200, 200, 200, 2],
      ],
    ],
    [
      'colour',
      { channels: 3, data: new Uint8Array([1, 2, 3, 4, 5, 6]) },
      [
        [1, 2, 3, 255],
        [4, 5, 6, 255],
      ],
    ],
    [
      'colour with alpha',
      { channels: 4, data: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]) },
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    ],
    [
      'sixteen bits',
      { channels: 1, depth: 16, data: new Uint16Array([0x1234, 0xff00]) },
      [
        [18, 18, 18, 255],
        [255, 255, 255, 255],
      ],
    ],
    [
      'a palette',
      {
        channels: 1,
        data: new Uint8Array([1, 0]),
        palette: [
          [9, 8, 7],
          [6, 5, 4],
        ],
      },
      [
        [6, 5, 4, 255],
        [9, 8, 7, 255],
      ],
    ],
    [
      'a palette with alpha',
      {
        channels: 1,
        data: new Uint8Array([1, 0]),
        palette: [
          [9, 8, 7, 6],
          [5, 4, 3, 2],
        ],
      },
      [
        [5, 4, 3, 2],
        [9, 8, 7, 6],
      ],
    ],
  ])('of %s', async (_, image, expected) => {
    expect(await pixels(image)).toEqual(expected)
  })

  it('of single bits', async () => {
    const read = await pixels({ channels: 1, depth: 1, data: new Uint8Array([0b10100000, 0b01000000]) }, 10)
    expect(read.map(([grey]) => grey)).toEqual([255, 0, 255, 0, 0, 0, 0, 0, 0, 255])
  })
})

it('survive the way through a file', async () => {
  const raster = emptyRaster(5, 3)
  raster.data.forEach((_, index) => (raster.data[index] = (index * 37) % 256))
  const { bytes, contentType } = await encodePicture(raster, 'png')
  expect(contentType).toBe('image/png')
  expect(await decodePicture(bytes)).toEqual(raster)
})

it('survive the way through a JPEG nearly', async () => {
  const raster = emptyRaster(16, 16)
  raster.data.fill(120)
  const { bytes, contentType } = await encodePicture(raster, 'jpeg')
  expect(contentType).toBe('image/jpeg')
  const read = await decodePicture(bytes)
  expect(Math.abs((read?.data[0] ?? NaN) - 120)).toBeLessThan(3)
})

it.each([
  ['nothing', []],
  ['a GIF', [71, 73, 70, 56]],
  ['half a PNG', [137, 80, 78, 71, 13, 10, 26, 10, 0]],
])('of %s cannot be read', async (_, bytes) => {
  await expect(decodePicture(new Uint8Array(bytes))).rejects.toThrow(/./)
})
