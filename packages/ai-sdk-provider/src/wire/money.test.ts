import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDecimal } from './decimal.ts'
import { readMoney } from './money.ts'

test.each([
  ['129.46956147', '129.46956147', 129.46956147],
  ['0.00123456', '0.00123456', 0.00123456],
  ['0.50778860', '0.5077886', 0.5077886],
  [' 12 ', '12', 12],
  ['0.00000000', '0', 0],
  ['-0.25', '-0.25', -0.25],
  [42.18, '42.18', 42.18],
  [1e-9, '0.000000001', 1e-9],
  [0, '0', 0],
  // More digits than a number holds.
  ['0.1234567890123456789012345678901234567891', '0.1234567890123456789012345678901234567891', undefined],
  ['9007199254740993', '9007199254740993', undefined],
])('%j is %s', (value, decimal, number) => {
  expect(readMoney(value, 'USD')).toEqual({ decimal, number, currency: 'USD' })
})

test.each([
  undefined,
  null,
  '',
  ' ',
  'free',
  '$1',
  '1,5',
  '1.2.3',
  '.',
  '1e99999999',
  Number.NaN,
  Infinity,
  {},
])('%j is no amount', value => {
  expect(readMoney(value, 'USD')).toBeUndefined()
})

test('an amount that is larger than all numbers is still exact', () => {
  const digits = '9'.repeat(400)
  expect(readMoney(digits, 'XNO')).toEqual({ decimal: digits, number: undefined, currency: 'XNO' })
})

test('no digit is lost, whatever the documents allow', () => {
  const digits = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: length }).map(list => list.join(''))
  fc.assert(
    fc.property(digits(80), digits(40), (whole, fraction) => {
      const money = readMoney(`${whole}.${fraction}`, 'USD')
      const [ours = '', decimals = ''] = money?.decimal.split('.') ?? []
      expect(BigInt(ours)).toBe(BigInt(whole))
      expect(decimals).toBe(fraction.replace(/0+$/, ''))
      expect(toDecimal(money?.number ?? money?.decimal ?? '')).toBe(money?.decimal)
    }),
  )
})
