import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameParser } from './sse-frames.ts'

/** What a listener hears of a stream that arrives in these pieces. */
function parse(...pieces: string[]): unknown[] {
  const heard: unknown[] = []
  const parser = new FrameParser({
    onFrame: json => heard.push(json),
    onMalformed: data => heard.push(`malformed: ${data}`),
    onCut: () => heard.push('cut'),
    onDone: () => heard.push('done'),
    onComment: () => heard.push('comment'),
  })
  for (const piece of pieces) parser.push(piece)
  parser.end()
  return heard
}

test('frames end with a blank line, in every line ending', () => {
  expect(parse('data: {"a":1}\n\ndata: {"a":2}\r\n\r\ndata: [DONE]\n\n')).toEqual([
    { a: 1 },
    { a: 2 },
    'done',
  ])
})

test('the last frame needs no blank line', () => {
  expect(parse('data: {"a":1}\n\ndata: [DONE]')).toEqual([{ a: 1 }, 'done'])
})

test('JSON over several data lines is one frame', () => {
  expect(parse('data: {\ndata:   "a": 1\ndata: }\n\n')).toEqual([{ a: 1 }])
})

test('JSON with a raw line break in it is one frame', () => {
  expect(parse('data: {"choices":[{"index":0}\n]}\n\ndata: {"a":1}\n\n')).toEqual([
    { choices: [{ index: 0 }] },
    { a: 1 },
  ])
})

test('comments are heard, and are no frames', () => {
  expect(parse(': keep-alive\n\ndata: {"a":1}\n\n')).toEqual(['comment', { a: 1 }])
})

test('what is no JSON is malformed', () => {
  expect(parse('data: {"a":\n\ndata: {"a":1}\n\n')).toEqual(['malformed: {"a":', { a: 1 }])
})

test('what the end of the body cut off is no frame', () => {
  expect(parse('data: {"a":1}\n\ndata: {"a":')).toEqual([{ a: 1 }, 'cut'])
  expect(parse('data: {"a":1}\n\ndata: {"a":\n\n')).toEqual([{ a: 1 }, 'malformed: {"a":'])
})

test('nothing after [DONE] is heard', () => {
  expect(parse('data: [DONE]\n\ndata: {"a":1}\n\n')).toEqual(['done'])
})

test('any split gives the same frames', () => {
  const stream =
    ': hello\r\n\r\nid: 7\r\ndata: {"text":"naïve 🦉"}\r\n\r\ndata: {"choices":[1\n]}\n\ndata: {"a":\n\ndata: [DONE]\n\n'
  const whole = parse(stream)
  fc.assert(
    fc.property(fc.array(fc.nat({ max: stream.length })), cuts => {
      const borders = [0, ...cuts.toSorted((left, right) => left - right), stream.length]
      const pieces = borders.slice(1).map((border, index) => stream.slice(borders[index], border))
      expect(parse(...pieces)).toEqual(whole)
    }),
  )
  expect(parse(...stream)).toEqual(whole)
})
