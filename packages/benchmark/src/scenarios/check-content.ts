import type { AnswerContent, ChatAnswer } from '../answers/chat-answer.ts'
import { fetchAnswering, prepareBody } from '../answers/prepared-body.ts'
import type { Contestant } from '../contestants/contestant.ts'
import { problemOf } from '../measuring/measurement.ts'

/** Who does not read what an answer says, and how that shows. */
export type ContentProblems = ReadonlyMap<string, string>

/** Lets everyone read an answer and compares what they made of it: being fast is worth nothing otherwise. */
export async function checkContent(
  contestants: readonly Contestant[],
  answer: ChatAnswer,
): Promise<ContentProblems> {
  const fetch = fetchAnswering(prepareBody(answer, 3))
  const problems = new Map<string, string>()
  for (const contestant of contestants) {
    const problem = await findProblem(contestant, answer, fetch)
    if (problem !== undefined) problems.set(contestant.name, problem)
  }
  return problems
}

async function findProblem(
  contestant: Contestant,
  answer: ChatAnswer,
  fetch: typeof globalThis.fetch,
): Promise<string | undefined> {
  try {
    return describeDifference(answer.content, await readContent(contestant, fetch))
  } catch (error) {
    return problemOf(error)
  }
}

/** Reads an answer and puts together what it says. */
export async function readContent(
  contestant: Contestant,
  fetch: typeof globalThis.fetch,
): Promise<AnswerContent> {
  const content: AnswerContent = { text: '', reasoning: '', toolInput: '' }
  await contestant.readStream(fetch, part => {
    const { text = '', reasoning = '', toolInput = '' } = contestant.contentOf(part)
    content.text += text
    content.reasoning += reasoning
    content.toolInput += toolInput
  })
  return content
}

function describeDifference(expected: AnswerContent, actual: AnswerContent): string | undefined {
  const kinds = ['text', 'reasoning', 'toolInput'] as const
  const lengths = kinds
    .filter(kind => expected[kind] !== actual[kind])
    .map(kind => `${kind} has ${actual[kind].length} characters instead of ${expected[kind].length}`)
  return lengths.length === 0 ? undefined : `reads it differently: ${lengths.join(', ')}`
}
