import type { ImageModelV4Usage, JSONObject } from '@ai-sdk/provider'
import { isUint8Array } from '@ai-sdk/provider-utils'
import {
  asCount,
  asFilledText,
  asList,
  asNumber,
  asRecord,
  definedEntries,
  firstDefined,
  type JsonRecord,
} from '../wire/json.ts'
import { isBase64, splitDataURL } from './image-data.ts'
import type { NanoGPTImageMetadata } from './image-options.ts'

/** An image of an answer: here, at an address, or spoilt. */
export type AnsweredImage = { facts: NanoGPTImageMetadata } & (
  | { type: 'base64'; base64: string }
  | { type: 'bytes'; bytes: Uint8Array }
  | { type: 'url'; url: string }
  | { type: 'unusable'; message: string }
)

/**
 * The images of an answer, in their order.
 *
 * @param cost of the whole request, to be divided where the images name none of their own.
 */
export function readImages(answer: JsonRecord, cost: NanoGPTImageMetadata['cost']): AnsweredImage[] {
  // `data` is documented; `images` is what chat and some upstreams say, `image` the endpoint of 2025 (API sheet §13.7).
  const entries = [answer.data, answer.images].map(entriesOf).find(list => list.length > 0) ?? []
  const all = entries.length === 0 && asFilledText(answer.image) !== undefined ? [answer] : entries
  return all.map(entry => readImage(entry, cost && { ...cost, amount: cost.amount / all.length }))
}

/** One image may come without the list around it. */
function entriesOf(images: unknown): readonly unknown[] {
  return sourceOf(images) === undefined ? asList(images) : [images]
}

function readImage(entry: unknown, share: NanoGPTImageMetadata['cost']): AnsweredImage {
  const record = asRecord(entry) ?? {}
  const own = asNumber(record.cost)
  const facts = definedEntries({
    cost: own === undefined ? share : { currency: 'USD', ...share, amount: own },
    revisedPrompt: asFilledText(record.revised_prompt),
    seed: asNumber(record.seed),
  })
  if (isUint8Array(record.b64_json)) return { type: 'bytes', bytes: record.b64_json, facts }
  const source = sourceOf(entry)
  if (source === undefined) return { type: 'unusable', message: 'It has neither base64 nor a URL.', facts }
  if (/^https?:\/\//i.test(source)) return { type: 'url', url: source, facts: { ...facts, url: source } }
  return readBase64(splitDataURL(source)?.data ?? source, facts)
}

/** The base64 or the address of an image, wherever it stands. */
function sourceOf(entry: unknown): string | undefined {
  const record = asRecord(entry) ?? {}
  return firstDefined(
    asFilledText(entry),
    asFilledText(record.b64_json),
    asFilledText(record.url),
    asFilledText(record.image_url),
    asFilledText(asRecord(record.image_url)?.url),
    asFilledText(record.image),
  )
}

function readBase64(text: string, facts: NanoGPTImageMetadata): AnsweredImage {
  const base64 = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text
  if (isBase64(base64)) return { type: 'base64', base64, facts }
  const beginning = text.slice(0, 200)
  const message = /[:.?]/.test(beginning)
    ? `Its address cannot be fetched: ${beginning}`
    : 'Its base64 is broken.'
  return { type: 'unusable', message, facts }
}

/** Tokens, of the models that count them. */
export function readImageUsage(answer: JsonRecord): ImageModelV4Usage | undefined {
  const usage = asRecord(answer.usage) ?? {}
  const inputTokens = firstDefined(
    asCount(usage.input_tokens),
    asCount(usage.prompt_tokens),
    asCount(answer.inputTokens),
  )
  const outputTokens = firstDefined(
    asCount(usage.output_tokens),
    asCount(usage.completion_tokens),
    asCount(answer.outputTokens),
  )
  const totalTokens = asCount(usage.total_tokens)
  const isKnown = [inputTokens, outputTokens, totalTokens].some(count => count !== undefined)
  return isKnown ? { inputTokens, outputTokens, totalTokens } : undefined
}

/** The answer without its bulk, for a warning. */
export function withoutImages({
  data: _data,
  images: _images,
  image: _image,
  ...rest
}: JsonRecord): JSONObject {
  return rest as JSONObject
}
