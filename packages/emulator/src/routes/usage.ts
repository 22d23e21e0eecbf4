import { addUp, groupUsage } from '../billing/usage-report.ts'
import { modelName } from '../data/model-name.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { checkKey, keyNumber } from '../middleware/require-key.ts'
import { readUsageQuery, type UsageQuery } from '../reading/read-usage-query.ts'
import { dateOf, datesBetween } from '../reading/utc-date.ts'
import type { LedgerEntry } from '../state/ledger.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { inUsageErrors } from './rewrite-errors.ts'

const groupKeys = {
  byDay: ['date'],
  byModel: ['model'],
  byDayModel: ['date', 'model'],
} as const

/** The name of the list for a grouping. */
const listNames = { day: 'byDay', model: 'byModel', 'day,model': 'byDayModel' } as const

function groups({ groupBy }: UsageQuery, entries: readonly LedgerEntry[]): object {
  const name = listNames[groupBy]
  return { [name]: groupUsage(entries, groupKeys[name], modelName) }
}

/** Days that are over come from sums made before, today from the entries themselves. */
function sourceOf({ from, to }: UsageQuery, today: string): object {
  const dates = datesBetween(from, to)
  return {
    rollupDays: dates.filter(date => date < today),
    liveDays: dates.filter(date => date === today),
    missingRollupDays: [],
  }
}

function report(context: EmulatorContext): object {
  const { clock, ledger } = context.env.state
  const now = clock.now()
  const apiKey = keyNumber(context)
  const query = readUsageQuery(context.req.query(), { now, apiKey })
  const entries = ledger.entries.filter(entry => {
    const date = dateOf(entry.at)
    return entry.apiKey === apiKey && date >= query.from && date <= query.to
  })
  return {
    object: 'usage',
    scope: query.scope,
    apiKey: { id: apiKey },
    from: query.from,
    to: query.to,
    timezone: 'UTC',
    groupBy: query.groupBy,
    asOf: new Date(now).toISOString(),
    source: sourceOf(query, dateOf(now)),
    totals: addUp(entries),
    ...groups(query, entries),
  }
}

/** `GET …/usage`: what the key that asks has used. */
export const usage = inUsageErrors(context => {
  checkKey(context)
  const scripted = context.env.state.replies.takeRaw(incoming(context))
  return deliver(context, scripted === undefined ? jsonReply(report(context)) : rawReply(scripted))
})
