import { multiplyDecimals } from '../wire/decimal.ts'
import { asCount, asRecord, type JsonRecord } from '../wire/json.ts'

// The lists of media write prices in some thirty shapes, and name none of them. Those that must be reckoned, or that
// count in a unit of their own, become ones that only say what a thing costs: `<offer>_per_<unit>`.

/** The price list with its keys in snake_case, and nothing left to reckon. */
export function toPlainPrices(pricing: JsonRecord): JsonRecord {
  const list = toSnakeCase({ ...pricing, ...asRecord(pricing.raw) })
  for (const rewrite of REWRITES) Object.assign(list, rewrite(list))
  return list
}

/** The prices of newer video models stand one level down, in camelCase. */
function toSnakeCase(list: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(list).map(([key, value]) => [
      key.replaceAll(/(?<=[a-z\d])[A-Z]/g, letter => `_${letter}`).toLowerCase(),
      value,
    ]),
  )
}

/** What each shape changes in a list that has it: keys that are replaced become `undefined`. */
const REWRITES: readonly ((list: JsonRecord) => JsonRecord)[] = [
  ({ base_price_per_second: base, resolution_multipliers: factors }) =>
    base === undefined
      ? {}
      : { base_price_per_second: undefined, per_second: multiplyByEach(base, factors) ?? base },
  ({ base_prices_by_resolution: base, duration_multipliers: factors, duration_overrides: overrides }) =>
    base === undefined
      ? {}
      : { base_prices_by_resolution: undefined, per_video: priceDurations(base, factors, overrides) },
  ({ base_price: base, base_duration: duration, pro_multiplier: factor }) =>
    base === undefined
      ? {}
      : {
          base_price: undefined,
          per_video: typeof duration === 'number' ? { [duration]: base } : base,
          pro_per_video: multiply(base, factor),
        },
  // The plain prices of these models are without sound.
  ({ audio_multiplier: factor, per_duration: byDuration, per_second: rate, per_video: whole }) => ({
    with_audio_per_duration: multiply(byDuration, factor),
    with_audio_per_second: multiply(rate, factor),
    with_audio_per_video: multiply(whole, factor),
  }),
  ({ with_audio: loud, without_audio: silent }) =>
    loud === undefined && silent === undefined
      ? {}
      : { with_audio_per_video: loud, without_audio_per_video: silent },
  ({ per_frame_unit: price, frames_per_unit: frames }) => inBlocks(price, frames, 'frames'),
  ({ per_prompt_char_block: price, prompt_char_block_size: size }) => inBlocks(price, size, 'characters'),
  ({ image_input_fee: fee, extra_reference_image: extra }) => ({
    per_input_image: fee,
    per_extra_reference_image: extra,
  }),
]

/** A price, or each of several within each other, times a factor; exactly. */
function multiply(price: unknown, factor: unknown): unknown {
  const times = asCount(factor)
  if (times === undefined) return undefined
  const prices = asRecord(price)
  if (prices !== undefined) {
    return Object.fromEntries(Object.entries(prices).map(([key, value]) => [key, multiply(value, factor)]))
  }
  const amount = asCount(price)
  return amount === undefined ? undefined : Number(multiplyDecimals(amount, times))
}

function multiplyByEach(price: unknown, factors: unknown): JsonRecord | undefined {
  const known = asRecord(factors)
  return known && Object.fromEntries(Object.keys(known).map(key => [key, multiply(price, known[key])]))
}

/** By resolution, then by seconds, where both decide. */
function priceDurations(base: unknown, factors: unknown, overrides: unknown): JsonRecord {
  const exceptions = Object.entries(asRecord(overrides) ?? {})
  return Object.fromEntries(
    Object.entries(asRecord(base) ?? {}).map(([resolution, price]) => {
      const durations = multiplyByEach(price, factors)
      const exceptional = exceptions.map(([seconds, prices]) => [seconds, asRecord(prices)?.[resolution]])
      const stated = Object.fromEntries(exceptional.filter(([, value]) => value !== undefined)) as JsonRecord
      return [resolution, durations ? { ...durations, ...stated } : price]
    }),
  )
}

/** `per_frame_unit` and `frames_per_unit: 30` → `per_30_frames`. */
function inBlocks(price: unknown, size: unknown, what: string): JsonRecord {
  if (price === undefined) return {}
  const count = asCount(size)
  return {
    per_frame_unit: undefined,
    per_prompt_char_block: undefined,
    ...(count !== undefined && { [`per_${count}_${what}`]: price }),
  }
}
