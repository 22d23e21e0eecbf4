import { z } from 'zod'
import { invalidRequest } from '../contract/api-error.ts'
import { dateOf, day, daysBetween } from './utc-date.ts'

/** What usage is asked for. */
export interface UsageQuery {
  /** UTC dates, both included. */
  from: string
  to: string
  groupBy: 'day' | 'model' | 'day,model'
  scope: 'current_key' | 'api_key'
}

const usualDays = 30
const maxDays = 366

function refuse(message: string): never {
  throw invalidRequest('invalid_parameter_value', message)
}

function readRange(
  from: string | undefined,
  to: string | undefined,
  now: number,
): [from: string, to: string] {
  const today = dateOf(now)
  if (from === undefined && to === undefined) return [dateOf(now - (usualDays - 1) * day), today]
  if (from === undefined || to === undefined) return refuse('from and to must be provided together.')
  const date = z.iso.date()
  if (!date.safeParse(from).success || !date.safeParse(to).success) {
    return refuse('from and to must use YYYY-MM-DD UTC dates.')
  }
  if (from > to) return refuse('to must be on or after from.')
  if (to > today) return refuse('to cannot be in the future.')
  if (daysBetween(from, to) > maxDays) {
    return refuse(`The range can have at most ${maxDays} days.`)
  }
  return [from, to]
}

/** Both orders of the pair mean the same. */
const groupings: Readonly<Record<string, UsageQuery['groupBy']>> = {
  day: 'day',
  model: 'model',
  'day,model': 'day,model',
  'model,day': 'day,model',
}

const known = new Set(['from', 'to', 'group_by', 'scope', 'api_key_id'])

/** Understands the query of `GET …/usage`. Parameters that it does not know are refused, older ones among them. */
export function readUsageQuery(
  query: Readonly<Record<string, string>>,
  { now, apiKey }: { now: number; apiKey: number },
): UsageQuery {
  const unknown = Object.keys(query).find(name => !known.has(name))
  if (unknown !== undefined) return refuse(`Unsupported parameter: ${unknown}.`)
  const groupBy = groupings[query.group_by ?? 'day,model']
  if (groupBy === undefined) return refuse('group_by must be day, model, or day,model.')
  const scope = query.scope ?? 'current_key'
  if (scope !== 'current_key' && scope !== 'api_key') return refuse('scope must be current_key or api_key.')
  if (query.api_key_id !== undefined && query.api_key_id !== String(apiKey)) {
    return refuse('api_key_id must be the ID of the authenticated API key.')
  }
  const [from, to] = readRange(query.from, query.to, now)
  return { from, to, groupBy, scope }
}
