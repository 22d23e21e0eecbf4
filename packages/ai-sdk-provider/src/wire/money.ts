import { toDecimal, type Decimal } from './decimal.ts'
import { asFilledText } from './json.ts'

/** An amount of money, as exactly as it was told. */
export interface NanoGPTMoney {
  /** In plain decimals, for example `0.00123456`: every digit that was told, but for zeros at the end. */
  decimal: Decimal
  /** The same as a number; `undefined` where a number cannot hold all its digits. */
  number: number | undefined
  /** `USD` or `XNO` (Nano). */
  currency: string
}

// Exponents stand behind numbers of JSON only, and end where numbers do: a longer one would fill the memory with zeros.
const AMOUNT = /^-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i

/** Reads an amount that is a number or a text on the wire; `undefined` where it is neither. */
export function readMoney(value: unknown, currency: string): NanoGPTMoney | undefined {
  const text = typeof value === 'number' ? String(value) : asFilledText(value)?.trim()
  if (text === undefined || !AMOUNT.test(text)) return undefined
  const decimal = toDecimal(text)
  const number = Number(decimal)
  const isExact = Number.isFinite(number) && toDecimal(number) === decimal
  return { decimal, number: isExact ? number : undefined, currency }
}
