// Money is added as whole numbers of the smallest part that occurs: floating point loses the last digits of a
// thousand small prices.

/** A sum of money, without rounding: decimals in plain notation. */
export type Decimal = string

interface Scaled {
  units: bigint
  /** Digits behind the point. */
  scale: number
}

/**
 * The decimal of a number, as it is written, without exponent.
 *
 * @param tenfolds how often it is taken times ten; negative: divided by ten. Exact either way. Default 0.
 */
export function toDecimal(value: number | Decimal, tenfolds = 0): Decimal {
  const { units, scale } = read(String(value))
  const shifted = scale - tenfolds
  return write(shifted < 0 ? { units: units * 10n ** BigInt(-shifted), scale: 0 } : { units, scale: shifted })
}

/** The exact product. */
export function multiplyDecimals(left: number | Decimal, right: number | Decimal): Decimal {
  const [a, b] = [read(String(left)), read(String(right))]
  return write({ units: a.units * b.units, scale: a.scale + b.scale })
}

/** The exact sum. `0` of nothing. */
export function sumDecimals(values: readonly (number | Decimal)[]): Decimal {
  let sum: Scaled = { units: 0n, scale: 0 }
  for (const value of values) sum = add(sum, read(String(value)))
  return write(sum)
}

/** Whether the first amount is at least the second. */
export function isAtLeast(amount: number | Decimal, least: number | Decimal): boolean {
  const left = read(String(amount))
  const right = read(String(least))
  const scale = Math.max(left.scale, right.scale)
  return rescale(left, scale) >= rescale(right, scale)
}

const PATTERN = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i

function read(text: string): Scaled {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = PATTERN.exec(text.trim()) ?? []
  if (whole + fraction === '') throw new RangeError(`'${text}' is not a decimal number.`)
  const digits = BigInt(whole + fraction)
  const units = sign === '-' ? -digits : digits
  const scale = fraction.length - Number(exponent)
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 }
}

function add(left: Scaled, right: Scaled): Scaled {
  const scale = Math.max(left.scale, right.scale)
  return { units: rescale(left, scale) + rescale(right, scale), scale }
}

function rescale({ units, scale }: Scaled, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale)
}

function write({ units, scale }: Scaled): Decimal {
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return sign + whole + (fraction && `.${fraction}`)
}
