import type { VideoPricing } from './video-pricing.ts'

/** What a model makes a video from. Without `text`, one of the others is required. */
export type VideoInput = 'text' | 'image' | 'references' | 'video'

/** A video model of the catalogue. */
export interface VideoModel {
  id: string
  name: string
  description: string
  inputs: readonly VideoInput[]
  /** The field with the length. */
  lengthField: 'duration' | 'seconds'
  /** Seconds it can make; the first is the default. */
  durations: readonly [number, ...number[]]
  /** The first is the default; empty where the model has no choice. */
  resolutions: readonly string[]
  /** The first is the default; empty where the input decides. */
  aspectRatios: readonly string[]
  /** Whether it makes sound: never, when `generateAudio` says so, or always. */
  audio: 'never' | 'asked' | 'always'
  /** Only for subscribers. */
  pro: boolean
  /** Characters of the prompt. */
  promptLimit: number | undefined
  pricing: VideoPricing
}

type Distinctive = Pick<VideoModel, 'id' | 'name' | 'description' | 'inputs' | 'durations' | 'pricing'> &
  Partial<VideoModel>

function model(entry: Distinctive): VideoModel {
  return {
    lengthField: 'duration',
    resolutions: [],
    aspectRatios: ['16:9', '9:16', '1:1'],
    audio: 'never',
    pro: false,
    promptLimit: undefined,
    ...entry,
  }
}

function everySecond(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

const fromText: VideoModel[] = [
  model({
    id: 'veo2-video',
    name: 'Veo 2',
    description: 'Text or an image to video, paid by the second beyond five.',
    inputs: ['text', 'image'],
    durations: [5, ...everySecond(6, 30)],
    pricing: { base_price: 3.4, base_duration: 5, per_extra_second: 0.68, max_duration: 30 },
  }),
  model({
    id: 'veo3-video',
    name: 'Veo 3',
    description: 'Eight seconds, with or without sound.',
    inputs: ['text'],
    durations: [8],
    audio: 'asked',
    pricing: { with_audio: 4.8, without_audio: 3.2, fixed_duration_seconds: 8 },
  }),
  model({
    id: 'sora-2',
    name: 'Sora 2',
    description: 'Text or an image to video with sound; its files can be fetched through the API.',
    inputs: ['text', 'image'],
    lengthField: 'seconds',
    durations: [4, 8, 12],
    resolutions: ['720p', '1792x1024'],
    aspectRatios: ['16:9', '9:16'],
    audio: 'always',
    pricing: {
      standard_prices_per_second: { '720p': 0.1 },
      pro_prices_per_second: { '720p': 0.3, '1792x1024': 0.5 },
      default_duration: 4,
    },
  }),
  model({
    id: 'kling-v26-pro',
    name: 'Kling 2.6 Pro',
    description: 'Text or an image to video; sound doubles the price.',
    inputs: ['text', 'image'],
    durations: [5, 10],
    audio: 'asked',
    pricing: { per_duration: { '5': 0.35, '10': 0.7 }, unit: 'per_video', audio_multiplier: 2 },
  }),
  model({
    id: 'luma/agent/ray/v3.2',
    name: 'Ray 3.2',
    description: 'Text or an image to video, paid by resolution.',
    inputs: ['text', 'image'],
    durations: [5, 10],
    resolutions: ['540p', '720p', '1080p'],
    aspectRatios: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'],
    pricing: {
      per_second_by_resolution: { '540p': 0.1, '720p': 0.2, '1080p': 0.4 },
      default_duration: 5,
      default_resolution: '540p',
    },
  }),
  model({
    id: 'wan-wavespeed-26-flash',
    name: 'Wan 2.6 Flash',
    description: 'Text or an image to video at two prices: with sound and without.',
    inputs: ['text', 'image'],
    durations: [5, 10, 15],
    resolutions: ['720p', '1080p'],
    audio: 'asked',
    pricing: {
      raw: {
        type: 'resolution-per-second-audio-toggle',
        withAudioPricesPerSecond: { '720p': 0.029411764705882356, '1080p': 0.04411764705882353 },
        withoutAudioPricesPerSecond: { '720p': 0.014705882352941178, '1080p': 0.022058823529411766 },
        defaultDuration: 5,
        defaultResolution: '720p',
      },
    },
  }),
  model({
    id: 'hunyuan-video',
    name: 'Hunyuan Video',
    description: 'Text to video; `pro_mode` doubles the price.',
    inputs: ['text'],
    durations: [5],
    pricing: { base_price: 0.4, pro_multiplier: 2 },
  }),
  model({
    id: 'runway-gen-45',
    name: 'Runway Gen-4.5',
    description: 'Text or an image to video, for subscribers.',
    inputs: ['text', 'image'],
    durations: [5, 8, 10],
    resolutions: ['1280x720', '720x1280', '960x720', '720x960', '768x768'],
    aspectRatios: [],
    pro: true,
    pricing: {
      base_prices_by_resolution: {
        '1280x720': 0.66,
        '720x1280': 0.66,
        '960x720': 0.66,
        '720x960': 0.66,
        '768x768': 0.66,
      },
      duration_multipliers: { '5': 1, '8': 1.6, '10': 2 },
    },
  }),
  model({
    id: 'lightricks-ltx-2-fast',
    name: 'LTX-2 Fast',
    description: 'Text or an image to video with sound, of short prompts.',
    inputs: ['text', 'image'],
    durations: [6, 8, 10],
    resolutions: ['1080p', '1440p', '2160p'],
    audio: 'always',
    promptLimit: 3000,
    pricing: {
      per_second_by_resolution: { '1080p': 0.04, '1440p': 0.08, '2160p': 0.16 },
      default_duration: 6,
      default_resolution: '1080p',
    },
  }),
  model({
    id: 'midjourney-video',
    name: 'Midjourney Video',
    description: 'An image to four videos, each of which can be extended.',
    inputs: ['image'],
    durations: [5],
    aspectRatios: [],
    pricing: { per_video: 0.3 },
  }),
]

const fromMedia: VideoModel[] = [
  model({
    id: 'hunyuan-video-image-to-video',
    name: 'Hunyuan Image to Video',
    description: 'An image to video, at one price.',
    inputs: ['image'],
    durations: [5],
    aspectRatios: [],
    pricing: { per_video: 0.4 },
  }),
  model({
    id: 'wan-video-image-to-video',
    name: 'Wan Image to Video',
    description: 'An image to video, paid by resolution; more than 81 frames cost more.',
    inputs: ['image'],
    durations: [5],
    resolutions: ['480p', '720p'],
    aspectRatios: [],
    pricing: { per_resolution: { '480p': 0.2, '720p': 0.4 }, frame_multiplier: 1.25, frame_threshold: 81 },
  }),
  model({
    id: 'grok-imagine-video',
    name: 'Grok Imagine',
    description: 'Text or an image to video; the image costs a little.',
    inputs: ['text', 'image'],
    durations: [6, 1, 2, 3, 4, 5, ...everySecond(7, 15)],
    resolutions: ['480p', '720p'],
    audio: 'always',
    pricing: {
      per_second: 0.05,
      high_resolution_per_second: 0.07,
      image_input_fee: 0.002,
      default_duration: 6,
      max_duration: 15,
      supported_durations: everySecond(1, 15),
    },
  }),
  model({
    id: 'grok-imagine-video-reference-to-video',
    name: 'Grok Imagine References',
    description: 'Reference images to video.',
    inputs: ['references'],
    durations: [8, ...everySecond(1, 7), 9, 10],
    resolutions: ['480p', '720p'],
    audio: 'always',
    pricing: {
      per_second: 0.05,
      high_resolution_per_second: 0.07,
      image_input_fee: 0.002,
      default_duration: 8,
      max_duration: 10,
    },
  }),
  model({
    id: 'wan-26-reference-to-video-flash',
    name: 'Wan 2.6 References Flash',
    description: 'Reference images or videos to video, paid by length, resolution and sound.',
    inputs: ['references'],
    durations: [5, 10],
    resolutions: ['720p', '1080p'],
    audio: 'asked',
    pricing: {
      raw: {
        type: 'resolution-duration-audio-toggle',
        withAudioPrices: {
          '720p': { '5': 0.2647058823529412, '10': 0.5294117647058824 },
          '1080p': { '5': 0.4235294117647059, '10': 0.8470588235294118 },
        },
        withoutAudioPrices: {
          '720p': { '5': 0.1323529411764706, '10': 0.2647058823529412 },
          '1080p': { '5': 0.21176470588235294, '10': 0.4235294117647059 },
        },
        defaultDuration: 5,
        defaultResolution: '720p',
      },
    },
  }),
  model({
    id: 'grok-imagine-video-extend',
    name: 'Grok Imagine Extend',
    description: 'Goes on with a video; its seconds are paid as well.',
    inputs: ['video'],
    durations: [6, ...everySecond(2, 5), ...everySecond(7, 10)],
    resolutions: ['480p', '720p'],
    aspectRatios: [],
    audio: 'always',
    pricing: {
      raw: {
        type: 'resolution-per-second-plus-input-seconds',
        outputPricesPerSecond: { '480p': 0.05, '720p': 0.07 },
        inputPricePerSecond: 0.01,
        minDuration: 2,
        minInputDuration: 2,
        defaultDuration: 6,
        defaultResolution: '480p',
        maxDuration: 10,
        includesProfit: true,
      },
    },
  }),
  model({
    id: 'grok-imagine-video-edit',
    name: 'Grok Imagine Edit',
    description: 'Changes a video as the prompt says; as long as the video was.',
    inputs: ['video'],
    durations: [8, ...everySecond(1, 7)],
    resolutions: ['480p', '720p'],
    aspectRatios: [],
    audio: 'always',
    pricing: {
      base_price_per_second: 0.065,
      resolution_multipliers: { '480p': 1, '720p': 1 },
      max_duration: 8,
    },
  }),
]

/** The video models of this emulator, with prices that were seen; LTX-2 and Midjourney have nobody's. */
export const videoModels: readonly VideoModel[] = [...fromText, ...fromMedia]

const byId = new Map(videoModels.map(entry => [entry.id, entry]))

export function findVideoModel(id: string): VideoModel | undefined {
  return byId.get(id)
}
