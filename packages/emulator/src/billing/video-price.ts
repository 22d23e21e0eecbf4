import type { RawPricing, Rates, VideoPricing } from '../data/video-pricing.ts'
import type { VideoOrder } from '../reading/read-video.ts'
import { round } from './money.ts'

/** From a table whose keys the request was checked against. */
function rate(rates: Rates, key: string | number | undefined): number {
  const found = key === undefined ? Object.values(rates)[0] : rates[key]
  if (found === undefined) throw new Error(`The price list has no "${key}".`)
  return found
}

function rawPrice(raw: RawPricing, { seconds, resolution, audio, inputSeconds }: VideoOrder): number {
  switch (raw.type) {
    case 'resolution-per-second-plus-input-seconds': {
      const input = Math.max(raw.minInputDuration, inputSeconds ?? 0)
      return rate(raw.outputPricesPerSecond, resolution) * seconds + raw.inputPricePerSecond * input
    }
    case 'resolution-per-second-audio-toggle':
      return (
        rate(audio ? raw.withAudioPricesPerSecond : raw.withoutAudioPricesPerSecond, resolution) * seconds
      )
    case 'resolution-duration-audio-toggle': {
      const prices = audio ? raw.withAudioPrices : raw.withoutAudioPrices
      return rate(prices[resolution ?? raw.defaultResolution] ?? {}, seconds)
    }
  }
}

function basePrice(pricing: Extract<VideoPricing, { base_price: number }>, order: VideoOrder): number {
  const { base_price: base, base_duration: included = order.seconds, per_extra_second: extra = 0 } = pricing
  const total = base + Math.max(0, order.seconds - included) * extra
  return order.pro ? total * (pricing.pro_multiplier ?? 1) : total
}

function secondsPrice(pricing: Extract<VideoPricing, { per_second: number }>, order: VideoOrder): number {
  const high = pricing.high_resolution_per_second
  const each = order.resolution === '720p' && high !== undefined ? high : pricing.per_second
  return each * order.seconds + (pricing.image_input_fee ?? 0) * order.images
}

function framesPrice(pricing: Extract<VideoPricing, { per_resolution: Rates }>, order: VideoOrder): number {
  const { frame_threshold: threshold = Infinity, frame_multiplier: multiplier = 1 } = pricing
  return rate(pricing.per_resolution, order.resolution) * ((order.frames ?? 0) > threshold ? multiplier : 1)
}

type ByResolution = Extract<
  VideoPricing,
  | { standard_prices_per_second: Rates }
  | { per_second_by_resolution: Rates }
  | { resolution_multipliers: Rates }
>

/** USD per second. */
function resolutionRate(pricing: ByResolution, { pro, resolution }: VideoOrder): number {
  if ('per_second_by_resolution' in pricing) return rate(pricing.per_second_by_resolution, resolution)
  if ('resolution_multipliers' in pricing) {
    return pricing.base_price_per_second * rate(pricing.resolution_multipliers, resolution)
  }
  return rate(pro ? pricing.pro_prices_per_second : pricing.standard_prices_per_second, resolution)
}

function price(pricing: VideoPricing, order: VideoOrder): number {
  const { seconds, resolution, audio } = order
  if ('raw' in pricing) return rawPrice(pricing.raw, order)
  if ('base_price' in pricing) return basePrice(pricing, order)
  if ('per_second' in pricing) return secondsPrice(pricing, order)
  if ('per_resolution' in pricing) return framesPrice(pricing, order)
  if ('per_video' in pricing) return pricing.per_video
  if ('with_audio' in pricing) return audio ? pricing.with_audio : pricing.without_audio
  if ('per_duration' in pricing) {
    return rate(pricing.per_duration, seconds) * (audio ? (pricing.audio_multiplier ?? 1) : 1)
  }
  if ('base_prices_by_resolution' in pricing) {
    return rate(pricing.base_prices_by_resolution, resolution) * rate(pricing.duration_multipliers, seconds)
  }
  return seconds * resolutionRate(pricing, order)
}

/** USD for a video, by whichever shape the model's price list has. */
export function videoPrice(pricing: VideoPricing, order: VideoOrder): number {
  return round(price(pricing, order))
}
