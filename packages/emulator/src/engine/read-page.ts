import { hash, pick } from './random.ts'

/** A page of a web that does not exist: what stands on it follows from its address. */
export interface Page {
  url: string
  host: string
  title: string
  /** Paragraphs. */
  text: readonly [string, string, string]
  /** `2025-03-14`. */
  publishedDate: string
}

const day = 86_400_000

/** Pages without a date in their address are from the year before this. */
const newest = Date.UTC(2025, 9, 31)

function dateOfPage(path: string, seed: number): string {
  const [, year, month, date] = /\/(\d{4})\/(\d{2})\/(\d{2})\//.exec(path) ?? []
  if (date !== undefined) return `${year}-${month}-${date}`
  return new Date(newest - (seed % 365) * day).toISOString().slice(0, 10)
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The words in the last part of a path: `/2025/03/14/honey-bees-2` is about “honey bees 2”. */
function topicOf(path: string): string {
  const last = path.split('/').findLast(segment => segment !== '')
  const words = decode(last ?? '')
    .replace(/\.\w{1,5}$/, '')
    .split(/[^\p{L}\p{N}]+/u)
  return words.filter(word => word !== '').join(' ') || 'home'
}

/** Each goes on with the topic. */
const openings = [
  'More is known today than ten years ago about',
  'The sources largely agree about',
  'Much has been written, and rarely briefly, about',
  'There are open questions about',
] as const

const findings = [
  'Two independent studies found the same effect, and a third found it to be smaller',
  'The figures differ from year to year, but their direction does not',
  'Most of what is repeated about it goes back to a single early report',
  'What is measured today would have been impossible to measure a generation ago',
] as const

const closings = [
  'Those who want to know more should begin with the primary sources',
  'The next results are expected within a year',
  'Until then the cautious reading is the right one',
  'In practice the rule of thumb is good enough',
] as const

/** Reads a page. The same address always has the same page. */
export function readPage(url: URL): Page {
  const seed = hash(url.href)
  const topic = topicOf(url.pathname)
  const name = topic[0]?.toUpperCase() + topic.slice(1)
  return {
    url: url.href,
    host: url.host,
    title: `${name} | ${url.host}`,
    text: [
      `${pick(openings, seed)} ${topic}.`,
      `${pick(findings, seed >>> 4)}. That is what ${url.host} reports about ${topic}.`,
      `${pick(closings, seed >>> 8)}.`,
    ],
    publishedDate: dateOfPage(url.pathname, seed),
  }
}

export function pageMarkdown({ title, text }: Page): string {
  return `# ${title}\n\n${text.join('\n\n')}\n`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function pageHtml({ title, text }: Page): string {
  const paragraphs = text.map(paragraph => `<p>${escapeHtml(paragraph)}</p>`).join('')
  const heading = escapeHtml(title)
  return `<!DOCTYPE html><html><head><title>${heading}</title></head><body><h1>${heading}</h1>${paragraphs}</body></html>`
}
