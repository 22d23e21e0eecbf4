import { JSON_ANSWER } from '../answers/json-answer.ts'
import { agentCall } from '../calls/agent-call.ts'
import { isProvider, type ProviderContestant } from '../contestants/contestant.ts'
import { measureInTurns, millisecondsOf } from '../measuring/round-robin.ts'
import type { Scenario } from './scenario.ts'

const MESSAGE_COUNT = 400
const CALLS_PER_SAMPLE = 20

/** What a call costs before and besides the model: a long history is converted, the answer is tiny. */
export const requestPreparation: Scenario = {
  name: 'request',
  async run({ contestants, isQuick }) {
    const call = agentCall({ messageCount: MESSAGE_COUNT, charactersPerText: 200 })
    const measurements = await measureInTurns({
      contestants: contestants.filter(isProvider),
      rounds: isQuick ? 7 : 25,
      warmUpRounds: 3,
      budgetMilliseconds: 4000,
      measure: async (contestant: ProviderContestant) => {
        const model = contestant.createModel({ baseURL: 'https://benchmark.invalid/api/v1', fetch: answer })
        const milliseconds = await millisecondsOf(async () => {
          for (let count = 0; count < CALLS_PER_SAMPLE; count += 1) await model.doGenerate(call)
        })
        return (milliseconds * 1000) / CALLS_PER_SAMPLE
      },
    })
    return [
      {
        scenario: 'request',
        title: `Request of ${MESSAGE_COUNT} messages with tool calls and their results`,
        unit: 'µs per call',
        measurements,
        hasRatios: true,
      },
    ]
  },
}

const answer = () =>
  Promise.resolve(new Response(JSON_ANSWER, { headers: { 'content-type': 'application/json' } }))
