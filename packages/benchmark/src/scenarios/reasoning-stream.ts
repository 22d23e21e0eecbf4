import { reasoningAnswer } from '../answers/reasoning-answer.ts'
import { checkContent } from './check-content.ts'
import type { Scenario } from './scenario.ts'
import { measureStreams } from './stream-case.ts'

/** How long it takes to read thoughts that come twice, as `reasoning` and as `reasoning_details`. */
export const reasoningStream: Scenario = {
  name: 'reasoning',
  async run({ contestants, isQuick }) {
    const chunkCount = isQuick ? 5000 : 20_000
    const answer = reasoningAnswer(chunkCount)
    const title = `Reasoning with mirrored details, ${chunkCount.toLocaleString('en')} chunks`
    return measureStreams({
      scenario: 'reasoning',
      cases: [{ title: `${title}, one frame per read`, answer, framesPerRead: 1 }],
      contestants,
      rounds: isQuick ? 7 : 15,
      problems: await checkContent(contestants, reasoningAnswer(500)),
    })
  },
}
