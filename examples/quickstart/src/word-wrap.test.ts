import { expect, test } from 'vitest'
import { WordWrap } from './word-wrap.ts'

function wrap(pieces: readonly string[], margins = { first: '', rest: '' }): string {
  const words = new WordWrap(12, margins)
  return pieces.map(piece => words.push(piece)).join('') + words.end()
}

test('breaks lines between words', () => {
  expect(wrap(['one two three four'])).toBe('one two\nthree four')
})

test('however the text is cut into pieces', () => {
  const sentence = 'A text  with\nlines,\n\n  indentation and anexceptionallylongword too.\n'
  const whole = wrap([sentence])
  for (let size = 1; size < sentence.length; size += 1) {
    const pieces = sentence.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    expect(wrap(pieces)).toBe(whole)
  }
})

test('leaves a word that is too long alone on its line', () => {
  expect(wrap(['see /a/very/long/path now'])).toBe('see\n/a/very/long/path\nnow')
})

test('keeps together what is handed over as a word', () => {
  const words = new WordWrap(12, { first: '', rest: '  ' })
  expect(words.push('see: ') + words.pushWord('/my files/a b')).toBe('see:\n  /my files/a b')
})

test('puts a margin before every line, and leaves no spaces at the end of an empty one', () => {
  expect(wrap(['one two three\n\nfour'], { first: '* ', rest: '| ' })).toBe('* one two\n| three\n|\n| four')
})

test('hands words on as soon as they are whole', () => {
  const words = new WordWrap(40, { first: '', rest: '' })
  expect(words.push('Hello wor')).toBe('Hello')
  expect(words.push('ld, again')).toBe(' world,')
})
