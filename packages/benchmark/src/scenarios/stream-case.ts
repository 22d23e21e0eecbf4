import type { ChatAnswer } from '../answers/chat-answer.ts'
import { fetchAnswering, prepareBody } from '../answers/prepared-body.ts'
import type { Contestant } from '../contestants/contestant.ts'
import type { CaseResult, Measurement } from '../measuring/measurement.ts'
import { measureInTurns, millisecondsOf } from '../measuring/round-robin.ts'
import type { ContentProblems } from './check-content.ts'

/** One answer, cut in one way. */
export interface StreamCase {
  title: string
  answer: ChatAnswer
  framesPerRead: number
}

export interface StreamMeasurement {
  scenario: string
  cases: readonly StreamCase[]
  contestants: readonly Contestant[]
  rounds: number
  problems: ContentProblems
}

/** Time after which a contestant gets no further round of one case. */
const BUDGET_MILLISECONDS = 4000

/**
 * Lets everyone read every answer again and again: microseconds a chunk. The cases take turns as well,
 * so that they can be compared with each other.
 */
export async function measureStreams(measurement: StreamMeasurement): Promise<CaseResult[]> {
  const { scenario, cases, contestants, rounds, problems } = measurement
  const readings = cases.flatMap(({ answer, framesPerRead }) => {
    const fetch = fetchAnswering(prepareBody(answer, framesPerRead))
    return contestants.map(contestant => ({ name: contestant.name, contestant, answer, fetch }))
  })
  const measurements = await measureInTurns({
    contestants: readings,
    rounds,
    warmUpRounds: 3,
    budgetMilliseconds: BUDGET_MILLISECONDS,
    measure: async ({ contestant, answer, fetch }) => {
      const milliseconds = await millisecondsOf(() => contestant.readStream(fetch, ignore))
      return (milliseconds * 1000) / answer.frames.length
    },
  })
  return cases.map(({ title }, position) => {
    const first = position * contestants.length
    const ofCase = measurements.slice(first, first + contestants.length)
    return {
      scenario,
      title,
      unit: 'µs per chunk',
      measurements: ofCase.map(one => withProblem(one, problems)),
      hasRatios: true,
    }
  })
}

function withProblem(measurement: Measurement, problems: ContentProblems): Measurement {
  const problem = measurement.problem ?? problems.get(measurement.contestant)
  return problem === undefined ? measurement : { ...measurement, problem }
}

function ignore(): void {}
