/** The time of the emulator: files, jobs and bills look at it; the words and ids of replies never do. */
export interface TimeControl {
  /** Milliseconds since 1970. */
  now(): number
  /** Moves it forward, as if so much time had passed. */
  advance(milliseconds: number): void
}

/** Where a manual clock starts: 1 November 2026. */
const opening = Date.UTC(2026, 10, 1)

export class Clock implements TimeControl {
  readonly #mode: 'system' | 'manual'
  #advanced = 0

  constructor(mode: 'system' | 'manual') {
    this.#mode = mode
  }

  now(): number {
    return (this.#mode === 'manual' ? opening : Date.now()) + this.#advanced
  }

  advance(milliseconds: number): void {
    if (!(milliseconds >= 0)) throw new RangeError('A clock only goes forward.')
    this.#advanced += milliseconds
  }

  reset(): void {
    this.#advanced = 0
  }
}
