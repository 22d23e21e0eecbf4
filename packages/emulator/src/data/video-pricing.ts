/** USD by resolution, or by seconds. */
export type Rates = Readonly<Record<string, number>>

/** Seconds that may be asked for, as some price lists repeat them. */
interface Durations {
  default_duration?: number
  max_duration?: number
  supported_durations?: readonly number[]
}

interface PerSecond extends Durations {
  per_second: number
  high_resolution_per_second?: number
  image_input_fee?: number
}

interface PerSecondByResolution extends Durations {
  per_second_by_resolution: Rates
  default_resolution: string
}

interface StandardAndPro extends Durations {
  standard_prices_per_second: Rates
  pro_prices_per_second: Rates
}

interface PerDuration {
  per_duration: Rates
  unit: 'per_video'
  audio_multiplier?: number
}

interface WithAudio {
  with_audio: number
  without_audio: number
  fixed_duration_seconds: number
}

interface PerVideo {
  per_video: number
  fixed_duration_seconds?: number
}

interface PerResolution {
  per_resolution: Rates
  frame_multiplier?: number
  frame_threshold?: number
}

interface BasePrice {
  base_price: number
  base_duration?: number
  per_extra_second?: number
  max_duration?: number
  pro_multiplier?: number
}

interface BaseByResolution {
  base_prices_by_resolution: Rates
  duration_multipliers: Rates
}

interface PerInputSecond {
  base_price_per_second: number
  resolution_multipliers: Rates
  max_duration: number
}

interface RawDefaults {
  defaultDuration: number
  defaultResolution: string
}

interface RawExtension extends RawDefaults {
  type: 'resolution-per-second-plus-input-seconds'
  outputPricesPerSecond: Rates
  inputPricePerSecond: number
  minDuration: number
  maxDuration: number
  minInputDuration: number
  includesProfit: boolean
}

interface RawAudioToggle extends RawDefaults {
  type: 'resolution-per-second-audio-toggle'
  withAudioPricesPerSecond: Rates
  withoutAudioPricesPerSecond: Rates
}

interface RawDurationAudioToggle extends RawDefaults {
  type: 'resolution-duration-audio-toggle'
  withAudioPrices: Readonly<Record<string, Rates>>
  withoutAudioPrices: Readonly<Record<string, Rates>>
}

export type RawPricing = RawExtension | RawAudioToggle | RawDurationAudioToggle

/** `pricing` of a video model, in the shapes that the catalogue has them; it names none of them. */
export type VideoPricing =
  | PerSecond
  | PerSecondByResolution
  | StandardAndPro
  | PerDuration
  | WithAudio
  | PerVideo
  | PerResolution
  | BasePrice
  | BaseByResolution
  | PerInputSecond
  | { raw: RawPricing }
