import type { JobFailure } from '../contract/fault.ts'
import type { Clock } from './clock.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'

/** Milliseconds that every job waits, and then works. */
export interface JobTimes {
  queuedMs: number
  runningMs: number
}

/** What a job made. */
export interface JobResult {
  /** Members of its status once it is completed. */
  body: Readonly<Record<string, unknown>>
  /** Ids in the file store; their URLs are signed when somebody asks for them. */
  files: readonly string[]
}

/** A job as it is handed in. It has been paid. */
export interface JobSubmission {
  id: string
  /** Whose job it is, `video` for instance: another endpoint does not know it. */
  kind: string
  model: string
  /** What was paid for it; refunded when the job fails. */
  charge: LedgerEntry
  /** `asked`: not when the job fails, but with {@link JobStore.refund}. */
  refunded?: 'asked'
  /** What its endpoint wants to remember of the request. */
  facts?: Readonly<Record<string, unknown>>
  /** Known from the start; shown when its time has come. */
  outcome: { result: JobResult } | { failure: JobFailure }
}

/** A job as it stands now. */
export interface Job extends JobSubmission {
  status: 'queued' | 'running' | 'completed' | 'failed'
  /** USD. */
  cost: number
  /** Milliseconds since 1970. */
  submittedAt: number
  startsAt: number
  endsAt: number
}

type Entry = Omit<Job, 'status' | 'cost'>

/** Work that takes time. No timers: how far a job is follows from the clock whenever somebody looks. */
export class JobStore {
  readonly #entries = new Map<string, Entry>()
  readonly #times: JobTimes
  readonly #clock: Clock
  readonly #ledger: Ledger
  readonly #toRefund = new Set<Entry>()

  constructor(times: JobTimes, clock: Clock, ledger: Ledger) {
    this.#times = times
    this.#clock = clock
    this.#ledger = ledger
  }

  submit(submission: JobSubmission): Job {
    const submittedAt = this.#clock.now()
    const startsAt = submittedAt + this.#times.queuedMs
    const entry = { ...submission, submittedAt, startsAt, endsAt: startsAt + this.#times.runningMs }
    this.#entries.set(entry.id, entry)
    if ('failure' in entry.outcome) this.#toRefund.add(entry)
    return this.#asJob(entry)
  }

  find(id: string): Job | undefined {
    const entry = this.#entries.get(id)
    return entry === undefined ? undefined : this.#asJob(entry)
  }

  /** The jobs of a kind, the newest first. */
  list(kind: string): Job[] {
    const entries = [...this.#entries.values()].filter(entry => entry.kind === kind)
    return entries.toReversed().map(entry => this.#asJob(entry))
  }

  /** Gives back what failed jobs cost, each once. */
  refundFailed(): void {
    for (const entry of this.#toRefund) {
      if (entry.refunded !== 'asked') this.#refundOnce(entry)
    }
  }

  /** Gives back what this job cost, once, if it failed. */
  refund(id: string): void {
    const entry = this.#entries.get(id)
    if (entry !== undefined && this.#toRefund.has(entry)) this.#refundOnce(entry)
  }

  clear(): void {
    this.#entries.clear()
    this.#toRefund.clear()
  }

  #refundOnce(entry: Entry): void {
    if (this.#clock.now() < entry.endsAt) return
    this.#ledger.refund(entry.charge)
    this.#toRefund.delete(entry)
  }

  #asJob(entry: Entry): Job {
    const now = this.#clock.now()
    const end = 'failure' in entry.outcome ? 'failed' : 'completed'
    return {
      ...entry,
      cost: entry.charge.amount,
      status: now < entry.startsAt ? 'queued' : now < entry.endsAt ? 'running' : end,
    }
  }
}
