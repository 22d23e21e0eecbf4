import { asCount, asRecord, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTUnitPrice } from './catalog-types.ts'
import { toPlainPrices } from './plain-prices.ts'
import { isInDollars } from './price-currency.ts'

/** Prices of what is not counted in tokens, of every offer that the list names, what comes on top last. */
export function readUnitPrices(pricing: JsonRecord | undefined): {
  unitPrices: NanoGPTUnitPrice[]
  minimumPrice: number | undefined
} {
  if (pricing === undefined || !isInDollars(pricing)) return { unitPrices: [], minimumPrice: undefined }
  const list = toPlainPrices(pricing)
  const prices = Object.entries(list).flatMap(([key, value]) => {
    const priced = readKey(key)
    return priced === undefined ? [] : readOffers(value, priced, [priced.offer])
  })
  return {
    unitPrices: [...prices.filter(price => !isSurcharge(price)), ...prices.filter(isSurcharge)],
    minimumPrice: asCount(list.minimum) ?? asCount(list.minimum_price),
  }
}

/** Whether it comes on top of another price: `input image`, `extra second`. */
export function isSurcharge({ per }: NanoGPTUnitPrice): boolean {
  return /^(?:input|extra) /.test(per)
}

interface Priced {
  per: string
  offer: string
}

const LIMIT = /^(?:default|minimum|maximum|min|max|supported|included)_/

/**
 * What a key says is priced: `per_second`, `text_to_video_per_second`, `reference_video_input_per_second`,
 * `pro_prices_per_second`, `full_per_second_by_mode_and_resolution`. Prices per nothing are those of a whole video.
 */
function readKey(key: string): Priced | undefined {
  if (LIMIT.test(key)) return undefined
  const words = key.split('_').filter(word => word !== 'price' && word !== 'prices')
  const hasPriceWord = words.length < key.split('_').length
  const position = words.indexOf('per')
  if (position === -1) return hasPriceWord ? { per: 'video', offer: words.join(' ') } : undefined

  const offer = words.slice(0, position)
  const [unit = ''] = words
    .slice(position + 1)
    .join(' ')
    .split(/ ?\bby\b/)
  // `frames_per_second` is a rate and no price; the prices of tokens are read elsewhere.
  if (unit === '' || unit.endsWith('tokens') || offer.at(-1)?.endsWith('s')) return undefined
  // What comes out is what a price is of, unless it says otherwise.
  const isOfInput = offer.at(-1) === 'input'
  const side = isOfInput || offer.at(-1) === 'output' ? offer.slice(0, -1) : offer
  return { per: (isOfInput ? 'input ' : '') + (UNITS[unit] ?? unit), offer: side.join(' ') }
}

// One word for one thing, so that the prices of two models compare.
const UNITS: Readonly<Record<string, string>> = {
  duration: 'video',
  resolution: 'video',
  'thousand chars': '1k characters',
  'thousand characters': '1k characters',
  '1k chars': '1k characters',
}

const DEEPEST = 4

/** One price, or one for each size, duration, mode or quality, which may stand within each other. */
function readOffers(value: unknown, priced: Priced, labels: readonly string[]): NanoGPTUnitPrice[] {
  const offers = asRecord(value)
  if (offers !== undefined && labels.length <= DEEPEST) {
    return Object.entries(offers).flatMap(([key, price]) =>
      readOffers(price, priced, [...labels, nameOffer(key, priced)]),
    )
  }
  const usd = asCount(value)
  const variant = labels.filter(Boolean).join(' ')
  return usd === undefined ? [] : [{ usd, per: priced.per, ...(variant !== '' && { variant }) }]
}

/** `1024*1024` → `1024x1024`, `text_to_video` → `text to video`; a number of a video is one of seconds. */
function nameOffer(key: string, { per }: Priced): string {
  if (per === 'video' && /^\d+(?:\.\d+)?$/.test(key)) return `${key} s`
  return key.replaceAll('*', 'x').replaceAll('_', ' ')
}
