import type { Contestant } from '../contestants/contestant.ts'
import type { CaseResult } from '../measuring/measurement.ts'

export interface ScenarioSettings {
  contestants: readonly Contestant[]
  /** Fewer rounds and smaller answers: to see that all works, not to compare. */
  isQuick: boolean
}

export interface Scenario {
  /** What `--only` takes. */
  readonly name: string
  run(settings: ScenarioSettings): Promise<CaseResult[]>
}
