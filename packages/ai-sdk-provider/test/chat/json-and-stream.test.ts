import type { LanguageModelV4Content } from '@ai-sdk/provider'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectResult } from '../../src/text/collect-result.ts'
import { createNanoGPT } from '../../src/index.ts'
import { chunk, collect, promptOf } from '../harness.ts'

/** An answer, as its parts mean it. */
interface Answer {
  reasoning: string
  text: string
  toolCalls: { id: string; name: string; arguments: string }[]
  urls: string[]
}

const answers: fc.Arbitrary<Answer> = fc.record({
  reasoning: fc.string({ unit: 'grapheme', maxLength: 30 }),
  text: fc.string({ unit: 'grapheme', maxLength: 30 }),
  toolCalls: fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      name: fc.constantFrom('findCity', 'getWeather'),
      arguments: fc.dictionary(fc.string(), fc.jsonValue()).map(value => JSON.stringify(value)),
    }),
    { maxLength: 3, selector: call => call.id },
  ),
  urls: fc.uniqueArray(fc.webUrl(), { maxLength: 2 }),
})

const annotationOf = (url: string) => ({ type: 'url_citation', url_citation: { url, title: 'A page' } })
const callOf = ({ id, name, arguments: args }: Answer['toolCalls'][number], index: number) => ({
  index,
  id,
  type: 'function',
  function: { name, arguments: args },
})

function messageOf({ reasoning, text, toolCalls, urls }: Answer): object {
  return {
    role: 'assistant',
    content: text === '' ? null : text,
    reasoning,
    tool_calls: toolCalls.map(callOf),
    annotations: urls.map(annotationOf),
  }
}

/** The deltas of the same answer, with every text in pieces of this size. */
function deltasOf({ reasoning, text, toolCalls, urls }: Answer, size: number): object[] {
  return [
    { role: 'assistant', content: '' },
    ...piecesOf(reasoning, size).map(piece => ({ reasoning: piece })),
    ...piecesOf(text, size).map(piece => ({ content: piece })),
    ...toolCalls.flatMap((call, index) => [
      { tool_calls: [callOf({ ...call, arguments: '' }, index)] },
      ...piecesOf(call.arguments, size).map(piece => ({
        tool_calls: [{ index, function: { arguments: piece } }],
      })),
    ]),
    { annotations: urls.map(annotationOf) },
  ]
}

function piecesOf(text: string, size: number): string[] {
  // By code point, as tokenisers cut.
  const points = [...text]
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) =>
    points.slice(index * size, (index + 1) * size).join(''),
  )
}

const modelOver = (body: string, contentType: string) =>
  createNanoGPT({
    apiKey: 'k',
    fetch: async () => new Response(body, { headers: { 'content-type': contentType } }),
  })('m')

/** Sources have ids that are made up, and stand where they became known: neither is part of the meaning. */
function meaningOf(content: LanguageModelV4Content[]): unknown {
  const text = JSON.stringify(content, (key, value: unknown) => (key === 'source' ? null : value))
  const parts = JSON.parse(text) as LanguageModelV4Content[]
  return {
    sources: parts.flatMap(part => (part.type === 'source' && part.sourceType === 'url' ? [part.url] : [])),
    others: parts.filter(part => part.type !== 'source'),
  }
}

test('a JSON answer and a stream of the same message have the same content', async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.integer({ min: 1, max: 9 }), async (answer, size) => {
      const json = { choices: [{ index: 0, message: messageOf(answer), finish_reason: 'stop' }] }
      const frames = [...deltasOf(answer, size).map(delta => chunk(delta)), chunk({}, 'stop')]
      const body = [...frames.map(frame => `data: ${JSON.stringify(frame)}\n\n`), 'data: [DONE]\n\n'].join('')

      const whole = await modelOver(JSON.stringify(json), 'application/json').doGenerate({
        prompt: promptOf('x'),
      })
      const { stream } = await modelOver(body, 'text/event-stream').doStream({ prompt: promptOf('x') })
      const streamed = collectResult(await collect(stream))

      expect(meaningOf(streamed.content)).toEqual(meaningOf(whole.content))
      expect(streamed.finishReason).toEqual(whole.finishReason)
    }),
    { numRuns: 200 },
  )
})
