import type { Fault, JobFault } from '../contract/fault.ts'
import { MatchQueue, type Incoming, type Match } from './match-queue.ts'

/** Faults on request. */
export interface Faults {
  /** Injects a fault into the next matching request, or the next `times`. Several wait in line, one for each request. */
  next(fault: Fault, match?: Match & { times?: number }): void
  /** Injects a fault into every matching request, beside any one-shot fault. */
  always(fault: Fault, match?: Match): void
  /** Forgets all faults. */
  clear(): void
}

// What can only happen to a stream waits for one, instead of wearing out on a request that it cannot touch.
const ofStreams: ReadonlySet<Fault['type']> = new Set(['errorFrame', 'malformedFrame', 'keepAlive'])

function isJobFault(fault: Fault): fault is JobFault {
  return fault.type === 'job'
}

export class FaultQueue implements Faults {
  readonly #once = new MatchQueue<Fault>()
  readonly #always = new MatchQueue<Fault>()

  next(fault: Fault, match: Match & { times?: number } = {}): void {
    this.#once.add(fault, match, match.times)
  }

  always(fault: Fault, match: Match = {}): void {
    this.#always.add(fault, match)
  }

  clear(): void {
    this.#once.clear()
    this.#always.clear()
  }

  /** The faults of one request: at most one that was queued for it, and all standing ones. */
  take(incoming: Incoming): Fault[] {
    const queued = this.#once.take(
      incoming,
      fault => !isJobFault(fault) && (incoming.streams || !ofStreams.has(fault.type)),
    )
    const standing = this.#always.matching(incoming)
    return queued === undefined ? standing : [queued, ...standing]
  }

  /** For a request that submits a job, and is going to be accepted: how the job shall fail. */
  takeForJob(incoming: Incoming): JobFault | undefined {
    return this.#once.take(incoming, isJobFault) ?? this.#always.matching(incoming).find(isJobFault)
  }
}
