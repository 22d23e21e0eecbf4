import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutTexts } from './cut-texts.ts'
import type { NanoGPTToolResult } from './tool-output.ts'

const MARK = /… \[(\d+) more characters were left out\]$/

const resultOf = (texts: readonly string[], answer?: string): NanoGPTToolResult => ({
  ...(answer !== undefined && { answer }),
  sources: texts.map(content => ({ url: 'https://a.example/', content })),
})

const textsOf = ({ answer, sources }: NanoGPTToolResult) => [
  ...(answer === undefined ? [] : [answer]),
  ...sources.map(({ content = '' }) => content),
]

/** No half of a surrogate pair at the end. */
const isWhole = (text: string) => !/[\uD800-\uDBFF]$/.test(text)

test('what fits is left alone', () => {
  const result = resultOf(['one', 'two'], 'three')
  expect(cutTexts(result, 11)).toBe(result)
  expect(cutTexts(result, Infinity)).toBe(result)
})

test('short texts stay whole, long ones share what is left, and each says what is gone', () => {
  const { sources, omittedCharacters } = cutTexts(resultOf(['aa', 'b'.repeat(10), 'c'.repeat(20)]), 12)
  expect(sources.map(({ content }) => content)).toEqual([
    'aa',
    'bbbbb… [5 more characters were left out]',
    'ccccc… [15 more characters were left out]',
  ])
  expect(omittedCharacters).toBe(20)
})

test('a source without text stays without', () => {
  const result: NanoGPTToolResult = { answer: 'long enough', sources: [{ url: 'https://a.example/' }] }
  expect(cutTexts(result, 4)).toEqual({
    answer: 'long… [7 more characters were left out]',
    sources: [{ url: 'https://a.example/' }],
    omittedCharacters: 7,
  })
})

test('keeps the limit, tells every character that is gone, and splits no character', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 }).filter(value => !MARK.test(value))
  const texts = fc.array(text, { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(
      texts,
      fc.option(text, { nil: undefined }),
      fc.integer({ min: 1, max: 200 }),
      (all, answer, most) => {
        const before = textsOf(resultOf(all, answer))
        const result = cutTexts(resultOf(all, answer), most)
        const after = textsOf(result)
        const kept = after.map(value => value.replace(MARK, ''))
        const gone = after.map(value => Number(MARK.exec(value)?.[1] ?? 0))
        const total = kept.reduce((sum, value) => sum + value.length, 0)
        expect(total).toBeLessThanOrEqual(Math.max(most, 0))
        expect(result.omittedCharacters ?? 0).toBe(gone.reduce((sum, count) => sum + count, 0))
        before.forEach((value, index) => {
          const part = kept[index] ?? ''
          expect(value.startsWith(part)).toBe(true)
          expect(part.length + (gone[index] ?? 0)).toBe(value.length)
          expect(isWhole(part)).toBe(true)
        })
      },
    ),
  )
})
