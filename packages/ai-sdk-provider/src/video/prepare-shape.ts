import type { Experimental_VideoModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'
import type { FieldNames } from './field-names.ts'

/** Length, size and ratio of a video, as the AI SDK says them. */
export type Shape = Pick<Experimental_VideoModelV4CallOptions, 'aspectRatio' | 'duration' | 'resolution'>

/** The same as fields of a request. */
export interface PreparedShape {
  fields: JsonRecord
  warnings: SharedV4Warning[]
}

interface Size {
  width: number
  height: number
}

/**
 * Puts length, size and ratio into the words of a model: seconds as a text; `720p` for 1280×720, with its
 * ratio beside it; `orientation` where a model has no ratio.
 */
export function prepareShape(shape: Shape, names: FieldNames): PreparedShape {
  const { duration } = shape
  const resolution = prepareResolution(shape)
  const ratio = names.aspectRatio === 'orientation' ? prepareOrientation(shape) : prepareRatio(shape)
  return {
    fields: {
      [names.duration]: duration === undefined ? undefined : `${duration}${names.durationUnit}`,
      [names.resolution]: resolution.value,
      [names.aspectRatio]: ratio.value,
    },
    warnings: [...resolution.warnings, ...ratio.warnings],
  }
}

interface Prepared {
  value: string | undefined
  warnings: SharedV4Warning[]
}

const prepared = (value: string | undefined, warning?: SharedV4Warning): Prepared => ({
  value,
  warnings: warning === undefined ? [] : [warning],
})

// The words of the documents by the shorter side (API sheet §16.1).
const RESOLUTIONS: Readonly<Record<number, string>> = {
  480: '480p',
  540: '540p',
  580: '580p',
  720: '720p',
  1024: '1792x1024',
  1080: '1080p',
  1440: '2k',
  2160: '4k',
}

const SORA_LONG_SIDE = 1792

function prepareResolution({ resolution }: Shape): Prepared {
  if (resolution === undefined) return prepared(undefined)
  const word = wordOf(resolution)
  if (word !== undefined) return prepared(word)
  return prepared(resolution, {
    type: 'compatibility',
    feature: 'resolution',
    details: `NanoGPT's video models name resolutions, such as 720p or 1080p; ${resolution} is none of them and was sent as it is. providerOptions.nanogpt.resolution takes a model's own word.`,
  })
}

function wordOf(resolution: string): string | undefined {
  const size = readPair(resolution)
  if (size === undefined) return undefined
  const shorter = Math.min(size.width, size.height)
  if (shorter === 1024 && Math.max(size.width, size.height) !== SORA_LONG_SIDE) return undefined
  return RESOLUTIONS[shorter]
}

const RATIOS = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '9:21'] as const

/** 854×480 is 16:9 too. */
const TOLERANCE = 0.03

function prepareRatio({ aspectRatio, resolution }: Shape): Prepared {
  const size = ratioBearingSize(resolution)
  if (aspectRatio === 'adaptive') return prepared('auto')
  if (aspectRatio !== undefined) return prepared(aspectRatio, contradiction(aspectRatio, size))
  if (size === undefined) return prepared(undefined)
  const ratio = RATIOS.find(name => isSameRatio(readPair(name), size))
  if (ratio !== undefined) return prepared(ratio)
  return prepared(undefined, {
    type: 'compatibility',
    feature: 'resolution',
    details: `${resolution} was sent as ${wordOf(resolution ?? '')}, which says nothing of its ratio; set aspectRatio.`,
  })
}

function prepareOrientation({ aspectRatio, resolution }: Shape): Prepared {
  const size = ratioBearingSize(resolution)
  const asked = aspectRatio === undefined ? size : readPair(aspectRatio)
  if (aspectRatio === undefined && size === undefined) return prepared(undefined)
  if (asked === undefined || asked.width === asked.height) {
    return prepared(undefined, {
      type: 'unsupported',
      feature: 'aspectRatio',
      details: `This model makes landscape or portrait videos; ${aspectRatio ?? resolution} was left out.`,
    })
  }
  const orientation = asked.width > asked.height ? 'landscape' : 'portrait'
  return prepared(orientation, aspectRatio === undefined ? undefined : contradiction(aspectRatio, size))
}

/** A resolution that is sent as a word has lost its ratio, which must stand elsewhere. */
function ratioBearingSize(resolution: string | undefined): Size | undefined {
  return resolution === undefined || wordOf(resolution) === undefined ? undefined : readPair(resolution)
}

function contradiction(aspectRatio: string, size: Size | undefined): SharedV4Warning | undefined {
  const asked = readPair(aspectRatio)
  if (size === undefined || asked === undefined || isSameRatio(asked, size)) return undefined
  return {
    type: 'other',
    message: `aspectRatio ${aspectRatio} is not that of resolution ${size.width}x${size.height}; aspectRatio was sent.`,
  }
}

function isSameRatio(one: Size | undefined, other: Size): boolean {
  if (one === undefined) return false
  return Math.abs((one.width * other.height) / (one.height * other.width) - 1) < TOLERANCE
}

function readPair(text: string): Size | undefined {
  const [, width, height] = /^(\d+(?:\.\d+)?)[:x](\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (width === undefined || height === undefined) return undefined
  return Number(width) > 0 && Number(height) > 0
    ? { width: Number(width), height: Number(height) }
    : undefined
}
