import { toolCallAnswer } from '../answers/tool-call-answer.ts'
import type { CaseResult, Measurement } from '../measuring/measurement.ts'
import { median } from '../measuring/statistics.ts'
import { checkContent } from './check-content.ts'
import type { Scenario } from './scenario.ts'
import { measureStreams } from './stream-case.ts'

/** How long it takes to put the argument of a tool call together, and how that grows with its length. */
export const toolCallStream: Scenario = {
  name: 'tool-call',
  async run({ contestants, isQuick }) {
    const deltaCounts = isQuick ? [4000, 8000] : [10_000, 20_000, 40_000]
    const results = await measureStreams({
      scenario: 'tool-call',
      cases: deltaCounts.map(deltaCount => ({
        title: `Tool call, argument of ${deltaCount / 100} kB in ${deltaCount.toLocaleString('en')} deltas`,
        answer: toolCallAnswer(deltaCount),
        framesPerRead: 1,
      })),
      contestants,
      rounds: isQuick ? 3 : 9,
      problems: await checkContent(contestants, toolCallAnswer(500)),
    })
    return [...results, growthBetween(results, deltaCounts)]
  },
}

/** How much longer a delta takes in the longest answer than in the shortest. */
function growthBetween(results: readonly CaseResult[], deltaCounts: readonly number[]): CaseResult {
  const [shortest, longest] = [results[0], results.at(-1)]
  const measurements = (shortest?.measurements ?? []).map(({ contestant, samples }): Measurement => {
    const longer = longest?.measurements.find(measurement => measurement.contestant === contestant)
    const [before, after] = [median(samples), median(longer?.samples ?? [])]
    return { contestant, samples: before === undefined || after === undefined ? [] : [after / before] }
  })
  const times = (deltaCounts.at(-1) ?? 1) / (deltaCounts[0] ?? 1)
  return {
    scenario: 'tool-call',
    title: `Tool call, time per delta in an argument ${times} times as long (1 is linear, ${times} quadratic)`,
    unit: '×',
    measurements,
    hasRatios: false,
  }
}
