import { describe, expect, test } from 'vitest'
import { fetchAnswering, prepareBody } from '../src/answers/prepared-body.ts'
import { reasoningAnswer } from '../src/answers/reasoning-answer.ts'
import { textAnswer } from '../src/answers/text-answer.ts'
import { toolCallAnswer } from '../src/answers/tool-call-answer.ts'
import { allContestants } from '../src/contestants/all-contestants.ts'
import { checkContent, readContent } from '../src/scenarios/check-content.ts'

const answers = {
  text: textAnswer(300),
  reasoning: reasoningAnswer(300),
  'tool call': toolCallAnswer(300),
}

describe.each(allContestants)('$name', contestant => {
  test.each(Object.entries(answers))('reads what the answer says: %s', async (_kind, answer) => {
    for (const framesPerRead of [1, 50]) {
      const content = await readContent(contestant, fetchAnswering(prepareBody(answer, framesPerRead)))
      expect(content).toEqual(answer.content)
    }
  })
})

test('the argument of a tool call is JSON of the length that is measured', () => {
  const { toolInput } = toolCallAnswer(2000).content
  expect(toolInput).toHaveLength(20_000)
  expect(JSON.parse(toolInput)).toMatchObject({ path: 'notes.md' })
})

test('a contestant that loses content is named, with what is missing', async () => {
  const [bareParser] = allContestants
  if (bareParser === undefined) throw new Error('There is no yardstick.')
  const deaf = { ...bareParser, name: 'nanogpt' as const, contentOf: () => ({}) }
  const problems = await checkContent([deaf, bareParser], toolCallAnswer(10))
  expect([...problems]).toEqual([
    ['nanogpt', 'reads it differently: toolInput has 0 characters instead of 100'],
  ])
})
