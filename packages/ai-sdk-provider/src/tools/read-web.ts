import type { JSONValue } from '@ai-sdk/provider'
import {
  asFilledText,
  asList,
  asRecord,
  definedEntries,
  firstDefined,
  parseJson,
  type JsonRecord,
} from '../wire/json.ts'
import type {
  NanoGPTToolFailure,
  NanoGPTToolImage,
  NanoGPTToolResult,
  NanoGPTToolSource,
} from './tool-output.ts'

/** Pages, pictures and sourced answers. `undefined` where the record is no answer. */
export function readFindings(record: JsonRecord): NanoGPTToolResult | undefined {
  const data = record.data ?? record.results
  if (Array.isArray(data)) return readItems(data)
  const text = asFilledText(data)
  if (text !== undefined) return { answer: text, sources: [] }
  const answer = asRecord(data)
  return answer === undefined ? undefined : readAnswer(answer)
}

/** Data of a shape that only who asked for it knows. */
export function readData(record: JsonRecord): NanoGPTToolResult | undefined {
  const { data } = record
  if (data === undefined || data === null) return undefined
  // A model filled the schema: its JSON may come as the text that it wrote.
  const parsed = typeof data === 'string' ? parseJson(data) : undefined
  const value = asRecord(parsed) ?? (Array.isArray(parsed) ? parsed : data)
  return { data: value as JSONValue, sources: [] }
}

/** What could be read, what not, and an answer that stands among it without an address of its own. */
function readItems(items: readonly unknown[]): NanoGPTToolResult {
  const sources: NanoGPTToolSource[] = []
  const images: NanoGPTToolImage[] = []
  const failures: NanoGPTToolFailure[] = []
  const answers: string[] = []
  for (const item of items) {
    const image = readImage(item)
    const failure = readFailure(item)
    const source = readSource(item)
    if (image) images.push(image)
    else if (failure) failures.push(failure)
    else if (source) sources.push(source)
    else answers.push(readText(asRecord(item) ?? {}) ?? '')
  }
  const answer = answers.filter(text => text !== '').join('\n\n')
  return {
    ...(answer !== '' && { answer }),
    sources,
    ...(images.length > 0 && { images }),
    ...(failures.length > 0 && { failures }),
  }
}

function readAnswer(data: JsonRecord): NanoGPTToolResult {
  const words = ['answer', 'report', 'output', 'summary', 'content', 'text'].map(key =>
    asFilledText(data[key]),
  )
  const answer = firstDefined(...words)
  const list = [data.sources, data.citations, data.results].find(value => Array.isArray(value))
  const found = readItems(asList(list))
  // Where no text is the answer, the whole is: the documents do not name the fields of a research.
  return { ...found, ...(answer === undefined ? { data: data as JSONValue } : { answer }) }
}

function readImage(item: unknown): NanoGPTToolImage | undefined {
  const record = asRecord(item) ?? {}
  const imageUrl =
    asFilledText(record.imageUrl) ?? (record.type === 'image' ? asFilledText(record.url) : undefined)
  if (imageUrl === undefined || (record.type !== 'image' && readText(record) !== undefined)) return undefined
  const url = asFilledText(record.url)
  return definedEntries({
    imageUrl,
    title: asFilledText(record.title),
    url: url === imageUrl ? undefined : url,
  }) as NanoGPTToolImage
}

function readFailure(item: unknown): NanoGPTToolFailure | undefined {
  const record = asRecord(item) ?? {}
  const url = asFilledText(record.url)
  const error = readErrorText(record)
  return url === undefined || error === undefined ? undefined : { url, error }
}

/** Why an item has nothing to read; `undefined` where it has. */
export function readErrorText(item: JsonRecord): string | undefined {
  const words = asFilledText(item.error) ?? asFilledText(asRecord(item.error)?.message)
  if (item.success === false) return words ?? 'It could not be read.'
  return readText(item) === undefined ? words : undefined
}

/** Sources are records, or addresses alone. Names differ by engine and by the age of the API. */
export function readSource(item: unknown): NanoGPTToolSource | undefined {
  const record = asRecord(item) ?? { url: item }
  const url = firstDefined(asFilledText(record.url), asFilledText(record.link))
  if (url === undefined) return undefined
  return definedEntries({
    url,
    title: firstDefined(asFilledText(record.title), asFilledText(record.name)),
    content: readText(record),
    publishedDate: ['publishedDate', 'publishedAt', 'published_date', 'date']
      .map(key => asFilledText(record[key]))
      .find(date => date !== undefined),
  }) as NanoGPTToolSource
}

/** Markdown before what may be HTML. */
function readText(item: JsonRecord): string | undefined {
  return ['markdown', 'transcript', 'content', 'snippet', 'text', 'description']
    .map(key => asFilledText(item[key]))
    .find(text => text !== undefined)
}
