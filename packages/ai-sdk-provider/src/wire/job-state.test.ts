import { expect, test } from 'vitest'
import { endStateOf, isFailedState } from './job-state.ts'

test.each([
  ['COMPLETED', 'completed'],
  ['succeeded', 'completed'],
  ['finished', 'completed'],
  ['FAILED', 'failed'],
  ['error', 'failed'],
  ['rejected', 'failed'],
  ['timed out', 'failed'],
  ['TIMEOUT', 'failed'],
  ['expired', 'failed'],
  ['CANCELED', 'canceled'],
  [' cancelled ', 'canceled'],
  ['aborted', 'canceled'],
  ['pending', undefined],
  ['IN_QUEUE', undefined],
  ['IN_PROGRESS', undefined],
  ['incomplete', undefined],
  ['FINISHING', undefined],
  ['ready_to_start', undefined],
  ['completed_partially', undefined],
  ['error_retrying', undefined],
  ['time_queued', undefined],
  ['cancelling', undefined],
  ['dreaming', undefined],
  ['', undefined],
])('%j is %s', (status, state) => {
  expect(endStateOf(status)).toBe(state)
  expect(isFailedState(status)).toBe(state === 'failed' || state === 'canceled')
})
