import { expect, test } from 'vitest'
import { compare, scoreOf } from './evaluate.ts'
import { fullCorpus, readFolder, smallCorpus } from './corpus.ts'
import { questions } from './questions.ts'

test.each([
  { found: ['a', 'b'], expected: ['a'], recall: 1, place: 1 },
  { found: ['x', 'x', 'x', 'a'], expected: ['a'], recall: 1, place: 2 },
  { found: ['x', 'b', 'a'], expected: ['a', 'b', 'c', 'd'], recall: 0.5, place: 2 },
  { found: ['1', '2', '3', '4', '5', 'a'], expected: ['a'], recall: 0, place: undefined },
  { found: [], expected: ['a'], recall: 0, place: undefined },
])('$expected in $found', ({ found, expected, recall, place }) => {
  expect(compare(found, expected)).toEqual({ recall, place })
})

test('scores are means', () => {
  const finding = (recall: number, place: number | undefined) => {
    const one = { recall, place }
    return { question: '', findings: { meaning: one, words: one, hybrid: one } }
  }
  const evaluations = [finding(1, 1), finding(0.5, 2), finding(0, undefined)]
  expect(scoreOf(evaluations, 'hybrid')).toEqual({ recall: 0.5, mrr: 0.5 })
})

test.each([
  ['small', smallCorpus],
  ['full', fullCorpus],
])('the %s corpus has every source that a question expects', async (_name, corpus) => {
  const sources = new Set<string>()
  for (const folder of corpus) for await (const { source } of readFolder(folder)) sources.add(source)
  expect(questions.flatMap(question => question.sources).filter(source => !sources.has(source))).toEqual([])
  expect(questions.length).toBeGreaterThanOrEqual(12)
})
