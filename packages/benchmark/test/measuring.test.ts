import { expect, test } from 'vitest'
import { NotAvailableError } from '../src/measuring/measurement.ts'
import { measureInTurns } from '../src/measuring/round-robin.ts'
import { interquartileRange, median } from '../src/measuring/statistics.ts'

const contestants = [{ name: 'a' }, { name: 'b' }, { name: 'c' }]
const plan = { contestants, rounds: 2, warmUpRounds: 1, budgetMilliseconds: 1000 }

test('contestants take turns, each round begins with another, and warming up does not count', async () => {
  const order: string[] = []
  const measurements = await measureInTurns({
    ...plan,
    measure: ({ name }) => Promise.resolve(order.push(name)),
  })
  expect(order.join('')).toBe('abcbcacab')
  expect(measurements.map(({ samples }) => samples)).toEqual([
    [6, 8],
    [4, 9],
    [5, 7],
  ])
})

test('a contestant that fails says why, and the others go on', async () => {
  const measurements = await measureInTurns({
    ...plan,
    measure: ({ name }) => {
      if (name === 'a') return Promise.reject(new Error('no'))
      if (name === 'b') return Promise.reject(new NotAvailableError('not yet'))
      return Promise.resolve(1)
    },
  })
  expect(measurements).toEqual([
    { contestant: 'a', samples: [], problem: 'failed: no' },
    { contestant: 'b', samples: [], problem: 'not available: not yet' },
    { contestant: 'c', samples: [1, 1] },
  ])
})

test('a contestant whose warming up takes all the time is measured by it', async () => {
  const measurements = await measureInTurns({
    ...plan,
    budgetMilliseconds: 0,
    measure: () => Promise.resolve(5),
  })
  expect(measurements.map(({ samples }) => samples)).toEqual([[5], [5], [5]])
})

test('the median is the middle, or what lies between two middles', () => {
  expect(median([])).toBeUndefined()
  expect(median([9, 1, 4])).toBe(4)
  expect(median([9, 1, 4, 5])).toBe(4.5)
  expect(interquartileRange([1, 2, 3, 4])).toBe(2)
})
