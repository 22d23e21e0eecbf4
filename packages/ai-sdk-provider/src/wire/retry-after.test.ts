import { expect, test } from 'vitest'
import { readRetryAfter } from './retry-after.ts'

const date = 'Fri, 20 Nov 2026 12:00:00 GMT'

test.each([
  [{ 'retry-after': '30' }, 30_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '30', 'retry-after-ms': '20' }, 20],
  [{ 'retry-after': '30', 'retry-after-ms': 'soon' }, 30_000],
  [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:09 GMT', date }, 9000],
  [{ 'retry-after': 'Fri, 20 Nov 2026 11:59:00 GMT', date }, 0],
  [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:09 GMT' }, 4000],
  [{ 'retry-after': 'later' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ date }, undefined],
  [undefined, undefined],
])('%j asks to wait %s ms', (headers, expected) => {
  expect(readRetryAfter(headers, Date.parse('2026-11-20T12:00:05Z'))).toBe(expected)
})
