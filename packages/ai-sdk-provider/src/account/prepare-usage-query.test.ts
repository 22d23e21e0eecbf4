import { InvalidArgumentError } from '@ai-sdk/provider'
import { expect, test } from 'vitest'
import type { NanoGPTUsageQuery } from './account-types.ts'
import { prepareUsageQuery } from './prepare-usage-query.ts'

test.each([
  [{}, {}],
  [{ groupBy: 'model' }, { group_by: 'model' }],
  [
    { groupBy: 'model,day', apiKeyId: 123 },
    { group_by: 'model,day', api_key_id: '123' },
  ],
  [
    { from: '2026-05-01', to: '2026-05-31', groupBy: 'day,model' },
    { from: '2026-05-01', to: '2026-05-31', group_by: 'day,model' },
  ],
  [
    { from: '2026-05-01', to: '2026-05-01' },
    { from: '2026-05-01', to: '2026-05-01' },
  ],
  [
    { from: new Date('2026-05-01T23:59:59Z'), to: new Date('2026-05-02T00:30:00+02:00') },
    { from: '2026-05-01', to: '2026-05-01' },
  ],
  // A leap day in the middle: 366 days.
  [
    { from: '2028-01-01', to: '2028-12-31' },
    { from: '2028-01-01', to: '2028-12-31' },
  ],
] satisfies [NanoGPTUsageQuery, Record<string, string>][])('%j is asked as %j', (query, parameters) => {
  expect(prepareUsageQuery(query)).toEqual(parameters)
})

test.each([
  [{ from: '2026-05-01' }, 'to', /together/],
  [{ to: '2026-05-01' }, 'from', /together/],
  [{ from: '2026-02-30', to: '2026-03-01' }, 'from', /not '2026-02-30'/],
  [{ from: '2026-05-01', to: '2026-5-2' }, 'to', /such as 2026-05-01/],
  [{ from: '2026-05-01T00:00:00Z', to: '2026-05-02' }, 'from', /must be a day/],
  [{ from: new Date(Number.NaN), to: '2026-05-02' }, 'from', /not 'Invalid Date'/],
  [{ from: '2026-05-02', to: '2026-05-01' }, 'to', /lies before from/],
  [{ from: '2026-01-01', to: '2027-01-02' }, 'from', /367 days/],
  [{ apiKeyId: 1.5 }, 'apiKeyId', /from 1 on, not 1.5/],
  [{ groupBy: 'week' }, 'groupBy', /day, model, day,model or model,day, not 'week'/],
] satisfies [object, string, RegExp][])('%j is refused', (query, argument, message) => {
  const ask = () => prepareUsageQuery(query as NanoGPTUsageQuery)
  expect(ask).toThrow(InvalidArgumentError)
  expect(ask).toThrow(expect.objectContaining({ argument }))
  expect(ask).toThrow(message)
})
