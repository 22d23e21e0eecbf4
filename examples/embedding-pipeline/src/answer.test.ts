import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'
import { expect, test } from 'vitest'
import { answer, readCitations } from './answer.ts'

const passages = ['a', 'b', 'c'].map(source => ({ source, heading: source, content: source, score: 1 }))

test.each([
  ['Owls hunt [2].', [2], []],
  ['They hunt [3][1], and [1, 2].', [1, 2, 3], []],
  ['They hunt.', [], []],
  ['They hunt [4], at night [2], or [0].', [2], [0, 4]],
  ['An array `list[10]` is cited as it is written.', [], [10]],
] as const)('%s', (text, cited, invented) => {
  const citations = readCitations(text, passages)
  expect(citations.citations.map(({ number }) => number)).toEqual(cited)
  expect(citations.citations.map(({ passage }) => passage)).toEqual(cited.map(number => passages[number - 1]))
  expect(citations.invented).toEqual(invented)
})

test('sends the passages with their numbers, and reads the answer', async () => {
  const emulator = createEmulator({ onUnknownField: 'error' })
  const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch: emulator.fetch })
  emulator.replies.next({ text: 'Owls do [3], cats too [7].' })

  const { text, citations, invented } = await answer(nanogpt('zai-org/glm-5'), {
    question: 'Who hunts?',
    passages,
  })
  expect(text).toBe('Owls do [3], cats too [7].')
  expect(citations).toEqual([{ number: 3, passage: passages[2] }])
  expect(invented).toEqual([7])
  for (const sent of ['[1] a (a)', '[3] c (c)', 'Question: Who hunts?']) {
    expect(emulator.requests[0]?.bodyText).toContain(sent)
  }
})
