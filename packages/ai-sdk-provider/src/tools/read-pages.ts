import { asFilledText, asRecord, type JsonRecord } from '../wire/json.ts'
import { readErrorText, readSource } from './read-web.ts'
import type { NanoGPTToolFailure, NanoGPTToolResult } from './tool-output.ts'

/**
 * The pages or transcripts that an answer has for the URLs of a request. `undefined` where it has no list of
 * them. A URL without an answer is a failure, and so is a page without text.
 */
export function readPages(record: JsonRecord, urls: readonly string[]): NanoGPTToolResult | undefined {
  const list = [record.results, record.transcripts, record.data].find(value => Array.isArray(value))
  if (list === undefined) return undefined
  const items = list.map((item, index) => {
    const page = asRecord(item) ?? {}
    // In the order of the request, as far as it is known.
    return list.length === urls.length ? { ...page, url: asFilledText(page.url) ?? urls[index] } : page
  })
  const answered = new Set(items.map(({ url }) => normalize(asFilledText(url) ?? '')))
  const missing = urls.filter(url => list.length < urls.length && !answered.has(normalize(url)))
  const failures: NanoGPTToolFailure[] = missing.map(url => ({ url, error: 'NanoGPT said nothing of it.' }))
  const sources: NanoGPTToolResult['sources'] = []
  for (const item of items) {
    const source = readSource(item)
    if (source === undefined) continue
    const error = readErrorText(item) ?? (source.content === undefined ? 'It has no text.' : undefined)
    if (error === undefined) sources.push(source)
    else failures.push({ url: source.url, error })
  }
  return { sources, ...(failures.length > 0 && { failures }) }
}

function normalize(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/\/$/, '') : url
}
