import type { SharedV4Warning } from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'
import type { LoadedImages } from './load-images.ts'
import type { PreparedImage } from './prepare-image.ts'
import { withoutImages } from './read-image.ts'

interface Context {
  prepared: PreparedImage
  answer: JsonRecord
  /** Takes the key out of what the server says. */
  redact: (text: string) => string
}

/** What came is not what was asked for. */
export function warnOfImages({ facts, failures }: LoadedImages, context: Context): SharedV4Warning[] {
  const { outputFormat } = context.prepared.options
  const types = [...new Set(facts.map(({ mediaType }) => mediaType))]
  const others = types.filter(type => outputFormat !== undefined && type !== `image/${outputFormat}`)
  const unnamed = types.filter(type => type === undefined || !KNOWN_TO_SDK.has(type))
  return [
    ...warnOfNumber(facts.length + failures.length, context),
    ...failures.map(
      ({ message, url = 'it has none' }) =>
        `An image was made, and charged, but lost: ${message} Its address: ${url}`,
    ),
    ...others.map(type => `The output format ${outputFormat} was asked for, and ${type ?? 'another'} came.`),
    ...unnamed.map(
      type =>
        `The SDK calls an image image/png that is ${type ?? 'of no format that is known'}: see mediaType in its provider metadata.`,
    ),
  ].map(message => ({ type: 'other', message }))
}

function warnOfNumber(made: number, { prepared: { count }, answer, redact }: Context): string[] {
  if (made === count) return []
  const asked = count === 1 ? '1 image was' : `${count} images were`
  if (made > 0) return [`${asked} asked for, and ${made} came. What is made is charged.`]
  const said = redact(JSON.stringify(withoutImages(answer)))
  return [`${asked} asked for, and none came. The answer: ${said.slice(0, 500)}`]
}

// What generateImage tells by the bytes.
const KNOWN_TO_SDK: ReadonlySet<string> = new Set(
  ['gif', 'png', 'jpeg', 'webp', 'bmp', 'tiff', 'avif', 'heic'].map(name => `image/${name}`),
)
