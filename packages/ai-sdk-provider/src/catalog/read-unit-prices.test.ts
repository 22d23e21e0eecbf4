import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateCost } from './estimate-cost.ts'
import { readUnitPrices } from './read-unit-prices.ts'

/** `0.1/second 720p`, one line each, as a reader of the table would write them. */
function listed(pricing: Record<string, unknown>): string[] {
  return readUnitPrices(pricing).unitPrices.map(({ usd, per, variant }) =>
    [`${usd}/${per}`, variant].filter(Boolean).join(' '),
  )
}

describe('prices that say what they are for', () => {
  test.each<[shape: string, pricing: Record<string, unknown>, expected: string[]]>([
    [
      'images by size',
      { per_image: { '1024*1024': 0.005, auto: 0.01 } },
      ['0.005/image 1024x1024', '0.01/image auto'],
    ],
    ['one price', { per_image: 0.04 }, ['0.04/image']],
    ['text', { per_image: '0.04' }, ['0.04/image']],
    [
      'seconds by resolution',
      {
        per_second_by_resolution: { '540p': 0.1, '720p': 0.2 },
        default_duration: 5,
        default_resolution: '540p',
      },
      ['0.1/second 540p', '0.2/second 720p'],
    ],
    [
      'seconds by mode',
      { per_second_by_mode: { text_to_video: 0.1, video_edit: 0.2 } },
      ['0.1/second text to video', '0.2/second video edit'],
    ],
    [
      'videos by duration',
      { per_duration: { 5: 0.25, 10: 0.5 }, unit: 'per_video' },
      ['0.25/video 5 s', '0.5/video 10 s'],
    ],
    ['videos by resolution', { per_resolution: { '480p': 0.05 } }, ['0.05/video 480p']],
    ['whole videos', { per_video: 2.8, fixed_duration_seconds: 7 }, ['2.8/video']],
    [
      'grades',
      {
        standard_prices_per_second: { '720p': 0.1 },
        pro_prices_per_second: { '1792x1024': 0.5 },
        default_duration: 4,
      },
      ['0.1/second standard 720p', '0.5/second pro 1792x1024'],
    ],
    [
      'a grade, a mode and a resolution',
      {
        full_per_second_by_mode_and_resolution: { standard: { '720p': 0.2 }, extend: { '720p': 0.4 } },
        draft_per_second_by_mode: { standard: 0.05 },
        enhance_per_second: 0.3,
      },
      [
        '0.2/second full standard 720p',
        '0.4/second full extend 720p',
        '0.05/second draft standard',
        '0.3/second enhance',
      ],
    ],
    [
      'modes in the key',
      { text_to_video_per_second: { '720p': 0.4 }, image_to_video_with_audio_per_second: 0.3 },
      ['0.4/second text to video 720p', '0.3/second image to video with audio'],
    ],
    [
      'what goes in beside what comes out',
      {
        output_per_second: 0.1,
        reference_video_input_per_second: 0.2,
        extra_reference_image: 0.04,
        included_reference_images: 5,
      },
      ['0.1/second', '0.2/input second reference video', '0.04/extra reference image'],
    ],
    [
      'a fee',
      { per_second: 0.05, high_resolution_per_second: 0.07, image_input_fee: 0.002, max_duration: 15 },
      ['0.05/second', '0.07/second high resolution', '0.002/input image'],
    ],
    [
      'prices of whole videos that do not say so',
      { reference_prices: { '720p': { with_audio: 0.8, without_audio: 0.6 } } },
      ['0.8/video reference 720p with audio', '0.6/video reference 720p without audio'],
    ],
    [
      'sound or none',
      { with_audio: 4.8, without_audio: 3.2, fixed_duration_seconds: 8 },
      ['4.8/video with audio', '3.2/video without audio'],
    ],
    ['minutes', { per_minute: 0.0005 }, ['0.0005/minute']],
    ['songs', { per_generation: 0.15, multiplier_parameter: 'number_of_songs' }, ['0.15/generation']],
    [
      'megapixels',
      { per_target_megapixel_second: 0.1, min_target_megapixels: 1 },
      ['0.1/target megapixel second'],
    ],
  ])('%s', (_shape, pricing, expected) => {
    expect(listed({ currency: 'USD', ...pricing })).toEqual(expected)
  })

  test.each(['per_thousand_chars', 'per_1k_characters', 'per_thousand_characters'])(
    '%s is one unit with its other spellings',
    key => {
      expect(listed({ [key]: 0.015 })).toEqual(['0.015/1k characters'])
    },
  )
})

describe('prices that must be reckoned', () => {
  test.each<[shape: string, pricing: Record<string, unknown>, expected: string[]]>([
    [
      'by resolution',
      { base_price_per_second: 0.07, resolution_multipliers: { '480p': 1, '720p': 1.1 } },
      ['0.07/second 480p', '0.077/second 720p'],
    ],
    ['by nothing', { base_price_per_second: 0.07 }, ['0.07/second']],
    [
      'by resolution and duration',
      {
        base_prices_by_resolution: { '720p': 0.66, '1080p': 1.1 },
        duration_multipliers: { 5: 1, 8: 1.6 },
        duration_overrides: { 8: { '1080p': 1.2 } },
      },
      ['0.66/video 720p 5 s', '1.056/video 720p 8 s', '1.1/video 1080p 5 s', '1.2/video 1080p 8 s'],
    ],
    [
      'a factor of nobody knows what',
      { base_prices_by_resolution: { '480p': 0.12 }, duration_multiplier: 2 },
      ['0.12/video 480p'],
    ],
    [
      'a base and more seconds',
      { base_price: 3.4, base_duration: 5, per_extra_second: 0.68, max_duration: 30 },
      ['3.4/video 5 s', '0.68/extra second'],
    ],
    ['a base and a grade', { base_price: 0.4, pro_multiplier: 2 }, ['0.4/video', '0.8/video pro']],
    [
      'sound',
      { per_duration: { 5: 0.35 }, audio_multiplier: 2, unit: 'per_video' },
      ['0.35/video 5 s', '0.7/video with audio 5 s'],
    ],
    ['blocks of frames', { per_frame_unit: 0.02, frames_per_unit: 30 }, ['0.02/30 frames']],
    [
      'blocks of characters',
      { per_prompt_char_block: 0.09, prompt_char_block_size: 300 },
      ['0.09/300 characters'],
    ],
    ['blocks of unknown size', { per_prompt_char_block: 0.09 }, []],
  ])('%s', (_shape, pricing, expected) => {
    expect(listed(pricing)).toEqual(expected)
  })
})

describe('prices one level down', () => {
  test.each<[shape: string, raw: Record<string, unknown>, expected: string[]]>([
    [
      'of modes',
      {
        textToVideoPricesPerSecond: { '720p': 0.05 },
        standardTextToVideoWithReferenceVideoPricesPerSecond: { '720p': 0.1 },
        referenceToVideoPrices: { '720p': { 5: 0.5, 10: 0.9 } },
        defaultDuration: 5,
        defaultResolution: '720p',
      },
      [
        '0.05/second text to video 720p',
        '0.1/second standard text to video with reference video 720p',
        '0.5/video reference to video 720p 5 s',
        '0.9/video reference to video 720p 10 s',
      ],
    ],
    ['plain', { pricesPerSecond: { '720p': 0.06 } }, ['0.06/second 720p']],
    [
      'of sound',
      { withAudioPrices: { '720p': { 5: 0.3 } }, withoutAudioPricesPerSecond: { '720p': 0.02 } },
      ['0.3/video with audio 720p 5 s', '0.02/second without audio 720p'],
    ],
    [
      'of input',
      {
        outputPricesPerSecond: { '480p': 0.05 },
        inputPricePerSecond: 0.01,
        minInputDuration: 2,
        includesProfit: true,
      },
      ['0.05/second 480p', '0.01/input second'],
    ],
    [
      'of megapixels, beside what is no price',
      {
        pricePerMegapixel: 0.0014,
        hdrOrLoraPricePerMegapixel: 0.0016,
        megapixelsByResolution: { '720p': 0.9216 },
        defaultFramesPerSecond: 24,
        defaultNumFrames: 145,
      },
      ['0.0014/megapixel', '0.0016/megapixel hdr or lora'],
    ],
  ])('%s', (_shape, raw, expected) => {
    expect(listed({ currency: 'USD', raw: { type: 'some-dynamic', ...raw } })).toEqual(expected)
  })
})

test('a sample song of 3 seconds costs the minimum', () => {
  const read = readUnitPrices({ per_second: 0.01, minimum: 0.1, currency: 'USD' })
  expect(read).toEqual({ unitPrices: [{ usd: 0.01, per: 'second' }], minimumPrice: 0.1 })
  const usage = (count: number) => ({ units: [{ per: 'second', count }] })
  expect(estimateCost({ tokenPrices: {}, ...read }, usage(3)).usd).toBe('0.1')
  expect(estimateCost({ tokenPrices: {}, ...read }, usage(300)).usd).toBe('3')
})

test.each<[why: string, pricing: Record<string, unknown>]>([
  ['another currency', { currency: 'XNO', per_image: 1 }],
  ['a rate', { frames_per_second: 24, tokens_per_minute: 5000 }],
  ['a limit', { max_per_minute: 5, default_per_video: 1 }],
  ['tokens', { per_million_tokens: 0.1, inputPer1kTokens: 0.2 }],
  [
    'a price of nothing',
    { per_image: null, per_second: { '720p': null }, per_video: -1, per_minute: 'cheap' },
  ],
  ['what is no price', { unit: 'per_image', supported_durations: [5, 10], icon: 'x' }],
])('%s is no price', (_why, pricing) => {
  expect(readUnitPrices(pricing)).toEqual({ unitPrices: [], minimumPrice: undefined })
})

test('a currency that is no text is no dollar', () => {
  const pricing = { currency: { toString: null }, per_image: 0.04 }
  expect(readUnitPrices(pricing).unitPrices).toEqual([])
})

test('whatever stands in a list, reading it does not throw, and prices are numbers from 0 on', () => {
  const keys = fc.constantFrom(
    'raw',
    'currency',
    'per_image',
    'base_price',
    'base_duration',
    'base_price_per_second',
    'base_prices_by_resolution',
    'resolution_multipliers',
    'duration_multipliers',
    'duration_overrides',
    'audio_multiplier',
    'per_duration',
    'frames_per_unit',
    'per_frame_unit',
    'withAudioPrices',
    'minimum',
    '__proto__',
    'constructor',
  )
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue()), pricing => {
      const { unitPrices, minimumPrice = 0 } = readUnitPrices(pricing)
      for (const { usd, per } of unitPrices) {
        expect(usd).toBeGreaterThanOrEqual(0)
        expect(per).not.toBe('')
      }
      expect(minimumPrice).toBeGreaterThanOrEqual(0)
    }),
  )
})
