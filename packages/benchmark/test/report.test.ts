import { expect, test } from 'vitest'
import type { CaseResult } from '../src/measuring/measurement.ts'
import { formatCase, formatNumber } from '../src/report/format-report.ts'
import { formatResults, resultsFileName } from '../src/report/write-results.ts'

const result: CaseResult = {
  scenario: 'text',
  title: 'Text, 20 chunks',
  unit: 'µs per chunk',
  measurements: [
    { contestant: 'bare parser', samples: [3, 2, 4] },
    { contestant: 'nanogpt', samples: [1.5], remark: 'warm' },
    { contestant: 'openrouter', samples: [], problem: 'failed: no' },
  ],
  hasRatios: true,
}

test('a case is a table with medians and with ratios to the bare parser and to ours', () => {
  expect(formatCase(result)).toMatchInlineSnapshot(`
    "Text, 20 chunks
                   µs per chunk  ± half  × bare parser  × nanogpt  rounds
      bare parser          3.00    0.50           1.00       2.00       3
      nanogpt              1.50                   0.50       1.00       1  warm
      openrouter              –                      –          –          failed: no
    "
  `)
})

test('ratios are left out where they mean nothing', () => {
  expect(formatCase({ ...result, hasRatios: false })).not.toContain('× nanogpt')
})

test('numbers have three digits that matter', () => {
  expect([1234.5, 123.45, 12.345, 1.2345, 0.012_34, 0, -70.25].map(formatNumber)).toEqual([
    '1,235',
    '123',
    '12.3',
    '1.23',
    '0.01',
    '0.00',
    '-70.3',
  ])
})

test('the results keep every sample, beside the median and the facts about the machine', () => {
  const machine = {
    date: '2026-01-02T03:04:05.678Z',
    node: '24.0.0',
    v8: '13.0',
    platform: 'linux x64',
    processor: 'one',
    processors: 2,
    memoryGigabytes: 8,
    load: 0.1,
  }
  const written = JSON.parse(formatResults({ machine, isQuick: true, cases: [result] }))
  expect(written).toMatchObject({
    machine: { node: '24.0.0' },
    isQuick: true,
    cases: [{ scenario: 'text', measurements: [{ median: 3, samples: [3, 2, 4] }, { median: 1.5 }, {}] }],
  })
  expect(resultsFileName(machine.date)).toBe('2026-01-02T03-04-05.json')
})
