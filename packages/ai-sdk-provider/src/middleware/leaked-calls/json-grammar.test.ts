import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonGrammar } from './json-grammar.ts'

/** How far a text is JSON: the last step, and after how many characters it came. */
function follow(text: string, accepts: (key: string, value: string) => boolean = () => true) {
  const grammar = new JsonGrammar(accepts)
  for (let index = 0; index < text.length; index++) {
    const step = grammar.push(text.charAt(index))
    if (step !== 'more') return { step, length: index + 1 }
  }
  return { step: 'more', length: text.length }
}

const containers = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))

test('an object or a list is done with its last character, whatever comes then', () => {
  fc.assert(
    fc.property(containers, fc.constantFrom(undefined, 1, '\t'), fc.string(), (value, indent, rest) => {
      const text = JSON.stringify(value, null, indent)
      expect(follow(text + rest)).toEqual({ step: 'done', length: text.length })
    }),
  )
})

test('is done only with what is JSON', () => {
  const characters = fc.constantFrom(...'{}[],:"\\ \n-+.019eEtrufalsn')
  fc.assert(
    fc.property(fc.array(characters), fc.constantFrom('{', '[', '{"a":', '[1,'), (rest, beginning) => {
      const text = beginning + rest.join('')
      const { step, length } = follow(text)
      expect(step !== 'done' || isJson(text.slice(0, length))).toBe(true)
    }),
    { numRuns: 5000 },
  )
})

test.each([
  ['"text"', 1],
  ['1', 1],
  [' x', 2],
  ['{a', 2],
  ['{"a" "b"', 6],
  ['{"a":1 2', 8],
  ['{"a":1,}', 8],
  ['[1,]', 4],
  ['[}', 2],
  ['[01', 3],
  ['[nul]', 5],
  ['[nope', 3],
  ['[--', 3],
  ['["a\nb"', 4],
  ['['.repeat(70), 65],
  [`[${'1'.repeat(70)}`, 66],
])('%s is wrong at character %i', (text, length) => {
  expect(follow(text)).toEqual({ step: 'wrong', length })
})

test('texts of the outermost object are shown as soon as they are read', () => {
  const seen: string[] = []
  const accepts = (key: string, value: string) => seen.push(`${key}=${value}`) < 2
  expect(follow('{"a":"1","b":{"c":"2"},"d":["3"],"e":"4","f":"5"}', accepts)).toEqual({
    step: 'wrong',
    length: 40,
  })
  expect(seen).toEqual(['a=1', 'e=4'])
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
