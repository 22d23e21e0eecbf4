import { problemOf, type Measurement } from './measurement.ts'

export interface RoundRobinOptions<Contestant> {
  contestants: readonly Contestant[]
  rounds: number
  warmUpRounds: number
  /** A contestant that has taken so long gets no further round, so that a slow one does not stretch the run. */
  budgetMilliseconds: number
  /** Takes one sample. */
  measure(contestant: Contestant): Promise<number>
}

/**
 * Measures contestants in turns. What disturbs the machine for a second then disturbs all of them, and
 * each begins as many rounds as the others, so that none always works behind the same neighbour.
 *
 * Garbage is not collected by force in between: a full collection also throws optimised code away, and
 * what follows would be measured half cold.
 */
export async function measureInTurns<Contestant extends { readonly name: string }>(
  options: RoundRobinOptions<Contestant>,
): Promise<Measurement[]> {
  const runners = options.contestants.map(contestant => new Runner(contestant, options))
  for (let round = -options.warmUpRounds; round < options.rounds; round += 1) {
    for (const runner of rotate(runners, round + options.warmUpRounds)) await runner.run(round >= 0)
  }
  return runners.map(({ measurement }) => measurement)
}

class Runner<Contestant extends { readonly name: string }> {
  readonly measurement: Measurement
  private spentMilliseconds = 0
  private readonly contestant: Contestant
  private readonly options: RoundRobinOptions<Contestant>

  constructor(contestant: Contestant, options: RoundRobinOptions<Contestant>) {
    this.contestant = contestant
    this.options = options
    this.measurement = { contestant: contestant.name, samples: [] }
  }

  async run(counts: boolean): Promise<void> {
    const { samples, problem } = this.measurement
    if (problem !== undefined || (this.isSpent && samples.length > 0)) return
    const startedAt = performance.now()
    try {
      const sample = await this.options.measure(this.contestant)
      this.spentMilliseconds += performance.now() - startedAt
      // Where warming up has already taken all the time there is, it has to count.
      if (counts || this.isSpent) samples.push(sample)
    } catch (error) {
      this.measurement.problem = problemOf(error)
    }
  }

  private get isSpent(): boolean {
    return this.spentMilliseconds >= this.options.budgetMilliseconds
  }
}

function rotate<T>(items: readonly T[], turns: number): T[] {
  const first = items.length === 0 ? 0 : turns % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}

/** Milliseconds that something takes. */
export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
