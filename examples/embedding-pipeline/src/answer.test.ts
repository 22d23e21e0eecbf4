import { expect, test } from 'vitest'
import { readCitations } from './answer.ts'

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
