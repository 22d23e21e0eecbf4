import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeVector } from './decode-vector.ts'

function encode(numbers: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(numbers.length * 4))
  numbers.forEach((number, index) => view.setFloat32(index * 4, number, true))
  return btoa(String.fromCharCode(...new Uint8Array(view.buffer)))
}

test('gives back what was encoded, to the last bit', () => {
  const float = fc.float({ noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(fc.array(float, { minLength: 1, maxLength: 200 }), numbers => {
      expect(decodeVector(encode(numbers))).toEqual(numbers)
    }),
  )
})

test.each([
  ['nothing', ''],
  ['no base64', 'not base64!'],
  ['half a number', btoa('abcdef')],
  ['NaN', encode([0.5, Number.NaN])],
  ['infinity', encode([Infinity])],
])('refuses %s', (_, text) => {
  expect(decodeVector(text)).toBeUndefined()
})
