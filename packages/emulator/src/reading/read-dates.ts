import { invalidValue } from '../contract/api-error.ts'
import { dateOf, day } from './utc-date.ts'

/** UTC dates, both included. */
export interface DateRange {
  from: string
  to: string
}

type Options = Readonly<Record<string, unknown>>

/** How many days a window is long: Tavily's and Sofya's names, and Brave's. */
const windows: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 31,
  year: 365,
  pd: 1,
  pw: 7,
  pm: 31,
  py: 365,
}

/** The first of the fields that holds a date; a time of the day is cut off. */
function dateIn(options: Options, names: readonly string[]): string | undefined {
  const value = names.map(name => options[name]).find(found => typeof found === 'string')
  return /^\d{4}-\d{2}-\d{2}/.exec(value ?? '')?.[0]
}

function windowIn({ timeRange, freshness }: Options, today: string): DateRange | undefined {
  const asked = timeRange ?? freshness
  if (typeof asked !== 'string') return undefined
  const [, from, to] = /^(\d{4}-\d{2}-\d{2})(?::|to)(\d{4}-\d{2}-\d{2})$/.exec(asked) ?? []
  if (from !== undefined && to !== undefined) return { from, to }
  const days = windows[asked]
  return days === undefined ? undefined : { from: dateOf(Date.parse(today) - days * day), to: today }
}

/** From when to when results may be, in the words of any engine; `undefined` where that is not asked. */
export function readDates(options: Options, now: number): DateRange | undefined {
  const today = dateOf(now)
  const start = dateIn(options, ['fromDate', 'startDate', 'startPublishedDate'])
  const end = dateIn(options, ['toDate', 'endDate', 'endPublishedDate'])
  if (start === undefined && end === undefined) return windowIn(options, today)
  const to = end ?? today
  const from = start ?? dateOf(Date.parse(to) - 365 * day)
  if (start !== undefined && end !== undefined && from > to) {
    throw invalidValue('fromDate', 'fromDate must not be after toDate')
  }
  return { from, to }
}
