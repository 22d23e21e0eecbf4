import { toDecimal, type Decimal } from './decimal.ts'
import { asFilledText } from './json.ts'

/** An amount of money, as exactly as it was told. */
export interface NanoGPTMoney {
  /** In plain decimals, for example `0.00123456`; every digit that was told. */
  decimal: Decimal
  /** The same as a number; `undefined` where a number cannot hold all its digits. */
  number: number | undefined
  /** `USD` or `XNO` (Nano). */
  currency: string
}

/** Reads an amount that is a number or a text on the wire; `undefined` where it is neither. */
export function readMoney(value: unknown, currency: string): NanoGPTMoney | undefined {
  const text = typeof value === 'number' ? String(value) : asFilledText(value)
  if (text === undefined || !/^-?\d/.test(text)) return undefined
  try {
    const decimal = toDecimal(text)
    const number = Number(decimal)
    return { decimal, number: toDecimal(number) === decimal ? number : undefined, currency }
  } catch {
    return undefined
  }
}
