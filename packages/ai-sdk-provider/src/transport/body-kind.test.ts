import { expect, test } from 'vitest'
import { detectBodyKind } from './body-kind.ts'

const detect = (beginning: string, contentType = 'text/event-stream', isWhole = false) =>
  detectBodyKind({ beginning, contentType, isWhole })

test.each([
  ['data: {"a":1}', 'text/event-stream', 'events'],
  ['d', 'text/event-stream', 'events'],
  [': keep-alive', 'text/plain', 'events'],
  ['data: {"a":1}', '', 'events'],
  ['{"error"', 'text/event-stream', 'json'],
  ['  \n{', 'application/json', 'json'],
  ['<', 'text/event-stream', 'html'],
  ['Invalid session\n', 'text/plain', 'text'],
  ['x'.repeat(300), 'text/plain', 'text'],
])('%j as %s is %s', (beginning, contentType, kind) => {
  expect(detect(beginning, contentType)).toBe(kind)
})

test('too short a beginning does not tell', () => {
  expect(detect('')).toBeUndefined()
  expect(detect(' \n')).toBeUndefined()
  expect(detect('dat', 'text/plain')).toBeUndefined()
})

test('a whole body always tells', () => {
  expect(detect('', 'text/event-stream', true)).toBe('events')
  expect(detect('Invalid session', 'text/plain', true)).toBe('text')
})
