import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAtLeast, sumDecimals, toDecimal } from './decimal.ts'

test.each([
  [[], '0'],
  [[0.1, 0.2], '0.3'],
  [[1e-7, 2e-7], '0.0000003'],
  [['0.00123456', 1], '1.00123456'],
  [[100, -0.5], '99.5'],
  [[0.5, -1], '-0.5'],
  [['1.50', '.5'], '2'],
  [[1e21], '1000000000000000000000'],
])('the sum of %j is %s', (values, expected) => {
  expect(sumDecimals(values)).toBe(expected)
})

test.each(['', 'NaN', '1,5', '.', 'e5', '0x10'])('%j is no amount', text => {
  expect(() => toDecimal(text)).toThrow(RangeError)
})

test('sums of whole numbers of a millionth are exact, in any order', () => {
  const millionths = fc.integer({ min: 0, max: 1_000_000_000 })
  fc.assert(
    fc.property(fc.array(millionths, { maxLength: 200 }), amounts => {
      const sum = sumDecimals(amounts.map(amount => `${amount}e-6`))
      const total = amounts.reduce((whole, amount) => whole + amount, 0)
      expect(sum).toBe(toDecimal(`${total}e-6`))
      expect(sumDecimals(amounts.map(amount => `${amount}e-6`).toReversed())).toBe(sum)
    }),
  )
})

test('amounts compare as numbers do', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (left, right) => {
      expect(isAtLeast(`${left}e-3`, `${right}e-3`)).toBe(left >= right)
    }),
  )
})
