import { textAnswer } from '../answers/text-answer.ts'
import { checkContent } from './check-content.ts'
import type { Scenario } from './scenario.ts'
import { measureStreams } from './stream-case.ts'

/** How long it takes to read text, when every chunk comes alone and when many come at once. */
export const textStream: Scenario = {
  name: 'text',
  async run({ contestants, isQuick }) {
    const chunkCount = isQuick ? 5000 : 20_000
    const answer = textAnswer(chunkCount)
    const title = `Text, ${chunkCount.toLocaleString('en')} chunks`
    return measureStreams({
      scenario: 'text',
      cases: [
        { title: `${title}, one frame per read`, answer, framesPerRead: 1 },
        { title: `${title}, fifty frames per read`, answer, framesPerRead: 50 },
      ],
      contestants,
      rounds: isQuick ? 7 : 21,
      problems: await checkContent(contestants, textAnswer(500)),
    })
  },
}
