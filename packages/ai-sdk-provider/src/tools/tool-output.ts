import type { JSONValue } from '@ai-sdk/provider'
import type { ToolResultOutput } from '@ai-sdk/provider-utils'
import type { Decimal } from '../wire/decimal.ts'

/** A page or a video that a tool found or read. */
export interface NanoGPTToolSource {
  url: string
  title?: string
  /** What stands there: the passage that a search found, a page as Markdown, the transcript of a video. */
  content?: string
  /** As the engine writes it, mostly `YYYY-MM-DD`. */
  publishedDate?: string
}

/** A picture that a search found. */
export interface NanoGPTToolImage {
  imageUrl: string
  title?: string
  /** The page that it is on. */
  url?: string
}

/** A URL that could not be read, and why. */
export interface NanoGPTToolFailure {
  url: string
  error: string
}

/** What a tool found out. Plain JSON, so that it can be streamed to a page and stored. */
export interface NanoGPTToolResult {
  /** The answer that the engine wrote from its sources. */
  answer?: string
  /** Structured data, whole and as the engine filled it: nothing checks it against the schema. */
  data?: JSONValue
  sources: NanoGPTToolSource[]
  images?: NanoGPTToolImage[]
  /** URLs that could not be read, where others could. */
  failures?: NanoGPTToolFailure[]
  /** How many characters `maxCharacters` left out; the texts say so where they are cut. */
  omittedCharacters?: number
  /** What the call cost, in USD, exactly; absent where the answer does not say it. */
  costUsd?: Decimal
  /** For {@link NanoGPTProvider.getRequestBilling}. */
  requestId?: string
  error?: never
}

/** Why a tool found out nothing, in words that the model can act on. */
export interface NanoGPTToolRefusal {
  error: string
  /** Absent where nothing was sent, or the answer does not say it. */
  costUsd?: Decimal
  requestId?: string
}

/** What a server tool gives back: `output.error === undefined` tells the two apart. */
export type NanoGPTToolOutput = NanoGPTToolResult | NanoGPTToolRefusal

/** The output as the model reads it: short, with numbered sources. Ids and prices are not its business. */
export function toModelOutput({ output }: { output: NanoGPTToolOutput }): ToolResultOutput {
  return output.error === undefined
    ? { type: 'text', value: writeResult(output) }
    : { type: 'error-text', value: output.error }
}

function writeResult({ answer, data, sources, images = [], failures = [] }: NanoGPTToolResult): string {
  const blocks = [
    answer,
    data === undefined ? undefined : JSON.stringify(data),
    ...sources.map(writeSource),
    images.length === 0 ? undefined : ['Images:', ...images.map(writeImage)].join('\n'),
    failures.length === 0 ? undefined : ['Could not be read:', ...failures.map(writeFailure)].join('\n'),
  ]
  const text = blocks.filter(block => block !== undefined).join('\n\n')
  return text === '' ? 'Nothing was found. Try other words, or fewer restrictions.' : text
}

function writeSource({ title, url, content, publishedDate }: NanoGPTToolSource, index: number): string {
  const heading = title === undefined ? url : `${title}\n${url}`
  const lines = [`[${index + 1}] ${heading}`, publishedDate && `Published: ${publishedDate}`, content]
  return lines.filter(line => line !== undefined && line !== '').join('\n')
}

function writeImage({ title, imageUrl, url }: NanoGPTToolImage): string {
  return `- ${[title, imageUrl, url && `(on ${url})`].filter(Boolean).join(' ')}`
}

function writeFailure({ url, error }: NanoGPTToolFailure): string {
  return `- ${url}: ${error}`
}
