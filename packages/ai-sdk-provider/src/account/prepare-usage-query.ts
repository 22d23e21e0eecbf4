import { InvalidArgumentError } from '@ai-sdk/provider'
import { definedEntries } from '../wire/json.ts'
import type { NanoGPTUsageQuery } from './account-types.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MOST_DAYS = 366
const GROUPINGS: readonly unknown[] = [
  'day',
  'model',
  'day,model',
  'model,day',
] satisfies NanoGPTUsageQuery['groupBy'][]

/**
 * The parameters of a question for usage (API sheet §21.2).
 *
 * @throws InvalidArgumentError for days that are none, or anything else that the API would refuse.
 */
export function prepareUsageQuery({
  from,
  to,
  groupBy,
  apiKeyId,
}: NanoGPTUsageQuery): Record<string, string> {
  if ((from === undefined) !== (to === undefined)) {
    throw refusal(from === undefined ? 'from' : 'to', 'from and to are given together, or neither is.')
  }
  if (groupBy !== undefined && !GROUPINGS.includes(groupBy)) {
    throw refusal('groupBy', `groupBy must be day, model, day,model or model,day, not '${String(groupBy)}'.`)
  }
  if (apiKeyId !== undefined && !(Number.isSafeInteger(apiKeyId) && apiKeyId > 0)) {
    throw refusal('apiKeyId', `apiKeyId must be a whole number from 1 on, not ${String(apiKeyId)}.`)
  }
  const first = from === undefined ? undefined : toDay('from', from)
  const last = to === undefined ? undefined : toDay('to', to)
  if (first !== undefined && last !== undefined) checkRange(first, last)
  const key = apiKeyId?.toString()
  return definedEntries({ from: first, to: last, group_by: groupBy, api_key_id: key }) as Record<
    string,
    string
  >
}

function toDay(argument: 'from' | 'to', day: string | Date): string {
  const text =
    day instanceof Date && !Number.isNaN(day.getTime()) ? day.toISOString().slice(0, 10) : String(day)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  if (isDay && new Date(text).toISOString().startsWith(text)) return text
  throw refusal(argument, `${argument} must be a day such as 2026-05-01, or a Date, not '${text}'.`)
}

function checkRange(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  if (days < 1) throw refusal('to', `to (${to}) lies before from (${from}).`)
  if (days > MOST_DAYS) {
    throw refusal(
      'from',
      `${days} days were asked for; the API answers for ${MOST_DAYS} at most. Ask in pieces.`,
    )
  }
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
