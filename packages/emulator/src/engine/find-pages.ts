import type { DateRange } from '../reading/read-dates.ts'
import { dateOf, day, daysBetween } from '../reading/utc-date.ts'
import type { WebQuery } from '../reading/read-web.ts'
import { hash } from './random.ts'
import { readPage, type Page } from './read-page.ts'
import { keywords } from './words.ts'

/** Where results are found unless a request names its own places. Nobody can own these. */
const sites = [
  'encyclopedia.example',
  'news.example',
  'journal.example',
  'handbook.example',
  'magazine.example',
  'institute.example',
  'archive.example',
  'observer.example',
  'library.example',
  'almanac.example',
]

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

function hostsFor({ include, exclude, news }: WebQuery): string[] {
  const wanted = include.length > 0 ? include : sites
  const ordered = news ? wanted.toSorted((one, other) => Number(isNews(other)) - Number(isNews(one))) : wanted
  return ordered.filter(host => !exclude.some(domain => isBelow(host, domain)))
}

function isNews(host: string): boolean {
  return host.startsWith('news.')
}

/** A date of the range as a path, so that the page knows it too. */
function datePath({ from, to }: DateRange, seed: number): string {
  const date = dateOf(Date.parse(from) + (seed % daysBetween(from, to)) * day)
  return `/${date.replaceAll('-', '/')}`
}

function address(
  query: string,
  host: string,
  { round, dates }: { round: number; dates?: DateRange | undefined },
): URL {
  const slug = keywords(query).slice(0, 4).join('-') || 'question'
  const numbered = round === 0 ? slug : `${slug}-${round + 1}`
  const dated = dates === undefined ? '' : datePath(dates, hash(`${host}\n${numbered}`))
  return new URL(`https://${host}${dated}/${encodeURIComponent(numbered)}`)
}

/** Pages about a query, the same ones for the same query. */
export function findPages(search: WebQuery): Page[] {
  const { query, count, dates } = search
  const hosts = hostsFor(search).filter(host => URL.canParse(`https://${host}/`))
  if (hosts.length === 0 || (dates !== undefined && dates.from > dates.to)) return []
  return Array.from({ length: count }, (_, index) => {
    const host = hosts[index % hosts.length] ?? ''
    return readPage(address(query, host, { round: Math.floor(index / hosts.length), dates }))
  })
}

/** A page as a source of an answer. */
export interface Source {
  name: string
  url: string
  snippet: string
}

/** What pages say together, each sentence with the number of its source. */
export function answerFrom(query: string, pages: readonly Page[]): { answer: string; sources: Source[] } {
  const sentences = pages.map(({ text }, index) => `${text[0]} [${index + 1}]`)
  const answer = pages.length === 0 ? `Nothing was found about “${query}”.` : sentences.join(' ')
  const sources = pages.map(({ title, url, text }) => ({ name: title, url, snippet: text[1] }))
  return { answer, sources }
}
