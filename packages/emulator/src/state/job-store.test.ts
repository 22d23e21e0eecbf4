import { describe, expect, it } from 'vitest'
import { Clock } from './clock.ts'
import { JobStore, type JobSubmission } from './job-store.ts'
import { Ledger } from './ledger.ts'

function open(outcome: JobSubmission['outcome']) {
  const clock = new Clock('manual')
  const ledger = new Ledger(10, clock)
  const jobs = new JobStore({ queuedMs: 100, runningMs: 50 }, clock, ledger)
  const charge = ledger.charge({ requestId: 'req-1', apiKey: 1, kind: 'video', model: 'm', cost: 3 })
  jobs.submit({ id: 'job-1', kind: 'video', model: 'm', charge, outcome })
  return { clock, ledger, jobs }
}

const result = { result: { body: { text: 'Hi.' }, files: [] } }
const failure = { failure: { message: 'No.' } }

describe('a job', () => {
  it.each([
    [0, 'queued'],
    [99, 'queued'],
    [100, 'running'],
    [149, 'running'],
    [150, 'completed'],
    [1e9, 'completed'],
  ])('after %i ms is %s', (milliseconds, status) => {
    const { clock, jobs } = open(result)
    clock.advance(milliseconds)
    expect(jobs.find('job-1')?.status).toBe(status)
  })

  it('that fails gives its price back once, and not before it failed', () => {
    const { clock, ledger, jobs } = open(failure)
    jobs.refundFailed()
    expect(ledger.balance).toBe(7)
    clock.advance(150)
    expect(jobs.find('job-1')?.status).toBe('failed')
    jobs.refundFailed()
    jobs.refundFailed()
    expect(ledger.balance).toBe(10)
    expect(ledger.entries.map(({ type, at, amount, refunded }) => ({ type, at, amount, refunded }))).toEqual([
      { type: 'charge', at: clock.now() - 150, amount: 3, refunded: 3 },
      { type: 'refund', at: clock.now(), amount: -3, refunded: 0 },
    ])
  })

  it('that succeeds is paid', () => {
    const { clock, ledger, jobs } = open(result)
    clock.advance(150)
    jobs.refundFailed()
    expect(ledger.balance).toBe(7)
  })

  it('is gone after a reset', () => {
    const { clock, ledger, jobs } = open(failure)
    jobs.clear()
    clock.advance(150)
    jobs.refundFailed()
    expect(jobs.find('job-1')).toBeUndefined()
    expect(ledger.balance).toBe(7)
  })
})

describe('a clock', () => {
  it('that is manual stands still and only goes forward', () => {
    const clock = new Clock('manual')
    const start = clock.now()
    clock.advance(5)
    expect(clock.now()).toBe(start + 5)
    expect(() => clock.advance(-1)).toThrow('forward')
    clock.reset()
    expect(clock.now()).toBe(start)
  })

  it('of the system is the real one, plus what was advanced', () => {
    const clock = new Clock('system')
    const before = Date.now()
    clock.advance(1e6)
    expect(clock.now()).toBeGreaterThanOrEqual(before + 1e6)
  })
})
