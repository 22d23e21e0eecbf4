import { describe, expect, test } from 'vitest'
import { CodePlaces } from './code-places.ts'

const isShownAfter = (text: string) => {
  const places = new CodePlaces()
  places.push(text)
  return places.isShown()
}

describe('what comes next is shown only', () => {
  test.each([
    '```',
    '```xml\n',
    'So:\n\n  ```xml\ncode\n',
    '- a list:\n      ```\n',
    '~~~\n',
    '~~~\n```\n',
    '````\n```\n',
    '```\n``` not the end\n',
    '```\ncode ```\n',
    '`',
    'the `',
    'the ``a ` b',
    '> ',
    ' > quoted ',
  ])('after %j', text => {
    expect(isShownAfter(text)).toBe(true)
  })
})

describe('what comes next is said', () => {
  test.each([
    '',
    'a > b',
    '```\ncode\n```\n',
    '```\ncode\n  `````  \n',
    '~~~\ncode\n~~~\n',
    '```inline``` ',
    'a `span` ',
    'a ``span ` of two`` ',
    'a stray ` and\n',
    '~',
    '~~',
    'x ~~~ ',
    '> quoted\n',
    '> ```\nno fence: ',
  ])('after %j', text => {
    expect(isShownAfter(text)).toBe(false)
  })
})

test('the beginning of a line is known', () => {
  const places = new CodePlaces()
  const after = (text: string) => {
    places.push(text)
    return places.isLineStart
  }
  expect([places.isLineStart, after('a'), after('\n'), after(' \t'), after('`')]).toEqual([
    true,
    false,
    true,
    true,
    false,
  ])
})
