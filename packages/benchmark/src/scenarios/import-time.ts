import { runInFreshProcess } from '../measuring/fresh-process.ts'
import { measureInTurns, millisecondsOf } from '../measuring/round-robin.ts'
import { median } from '../measuring/statistics.ts'
import type { Scenario } from './scenario.ts'

const EMPTY_PROCESS = 'empty process'

/** How long a fresh process takes to import each package, less what it takes to do nothing. */
export const importTime: Scenario = {
  name: 'import',
  async run({ contestants, isQuick }) {
    const programs = [
      { name: EMPTY_PROCESS, program: '' },
      ...contestants.map(({ name, moduleName }) => ({ name, program: `await import('${moduleName}')` })),
    ]
    const [empty, ...measurements] = await measureInTurns({
      contestants: programs,
      rounds: isQuick ? 5 : 15,
      warmUpRounds: 1,
      budgetMilliseconds: 10_000,
      measure: ({ program }) =>
        millisecondsOf(() => runInFreshProcess(['--input-type=module', '-e', program])),
    })
    const nothing = median(empty?.samples ?? []) ?? 0
    return [
      {
        scenario: 'import',
        title: `Cold import, less the ${nothing.toFixed(0)} ms of an empty process`,
        unit: 'ms',
        measurements: measurements.map(measurement => ({
          ...measurement,
          samples: measurement.samples.map(sample => sample - nothing),
        })),
        hasRatios: true,
      },
    ]
  },
}
