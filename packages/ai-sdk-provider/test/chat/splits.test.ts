import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { convertArrayToReadableStream } from '@ai-sdk/provider-utils/test'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNanoGPT } from '../../src/index.ts'
import { collect, finishOf, partsOf, promptOf } from '../harness.ts'

const FRAMES = [
  ': keep-alive',
  'data: {"id":"c","model":"m","created":1790640000,"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}',
  'data: {"choices":[{"index":0,"delta":{"reasoning":"Höm 🤔","reasoning_details":[{"type":"reasoning.text","text":"Höm 🤔","index":0}]}}]}',
  'data: {"choices":[{"index":0,"delta":{"content":"Das Wetter 🌦 "}}]}',
  'data: {"choices":[{"index":0,"delta":{"content":"in Köln"}}\n]}',
  'data: {"choices":[{"index":0,"delta":{"annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example","title":"A","start_index":0,"end_index":3}}]}}]}',
  'data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"f","arguments":"{\\"city\\":"}}]}}]}',
  'data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"Köln\\"}"}}]}}]}',
  'data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"c2","function":{"name":"g","arguments":" {}"}}]}}]}',
  'data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":4},"x_nanogpt_pricing":{"amount":0.1,"currency":"USD"}}',
  'data: [DONE]',
]
const BYTES = new TextEncoder().encode(FRAMES.map(frame => `${frame}\r\n\r\n`).join(''))

/** The parts of a stream that arrives in these pieces. Ids that are made up are left out. */
async function read(pieces: readonly Uint8Array[]): Promise<unknown[]> {
  const stream = await open(pieces)
  return stream.map(part => (part.type === 'source' ? { ...part, id: '' } : stripCitationIds(part)))
}

async function open(pieces: readonly Uint8Array[]): Promise<LanguageModelV4StreamPart[]> {
  const nanogpt = createNanoGPT({
    apiKey: 'k',
    fetch: async () =>
      new Response(convertArrayToReadableStream([...pieces]), {
        headers: { 'content-type': 'text/event-stream' },
      }),
  })
  return collect((await nanogpt('m').doStream({ prompt: promptOf('x') })).stream)
}

function stripCitationIds(part: LanguageModelV4StreamPart): unknown {
  if (part.type !== 'text-end' || part.citations === undefined) return part
  return {
    ...part,
    citations: part.citations.map(citation => ({ ...citation, source: { ...citation.source, id: '' } })),
  }
}

function cut(bytes: Uint8Array, borders: readonly number[]): Uint8Array[] {
  const sorted = [0, ...borders.toSorted((left, right) => left - right), bytes.length]
  return sorted.slice(1).map((border, index) => bytes.subarray(sorted[index], border))
}

test('any split into reads gives the same parts', async () => {
  const whole = await read([BYTES])
  expect(whole.at(-1)).toMatchObject({ type: 'finish', finishReason: { unified: 'tool-calls' } })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: BYTES.length }), { maxLength: 40 }), async borders => {
      expect(await read(cut(BYTES, borders))).toEqual(whole)
    }),
  )
  expect(await read(cut(BYTES, [...BYTES.keys()]))).toEqual(whole)
})

test('a stream that is cut at any byte never pretends to be whole', async () => {
  const whole = partsOf(await open([BYTES]), 'tool-call').map(call => call.input)
  const reasonAt = new TextDecoder().decode(BYTES).indexOf('"finish_reason"')
  const reasonBytes = new TextEncoder().encode(new TextDecoder().decode(BYTES).slice(0, reasonAt)).length
  for (let length = 0; length < BYTES.length; length += 1) {
    const parts = await open([BYTES.subarray(0, length)])
    const reason = finishOf(parts).finishReason.unified
    expect(length < reasonBytes ? ['interrupted'] : ['interrupted', 'tool-calls']).toContain(reason)
    for (const call of partsOf(parts, 'tool-call')) expect(whole).toContain(call.input)
  }
})

test('random JSON in place of any field never breaks the stream', async () => {
  const junk = fc.jsonValue({ maxDepth: 3 })
  const key = fc.constantFrom(
    'role',
    'content',
    'reasoning',
    'reasoning_content',
    'thinking',
    'reasoning_details',
    'tool_calls',
    'function_call',
    'images',
    'audio',
    'annotations',
    'citations',
    'refusal',
  )
  const choice = fc.dictionary(
    fc.constantFrom('index', 'finish_reason', 'logprobs', 'usage', 'message', 'delta'),
    junk,
  )
  const frame = fc.record({
    top: fc.dictionary(
      fc.constantFrom(
        'id',
        'model',
        'created',
        'usage',
        'x_nanogpt_pricing',
        'x_nanogpt_cache',
        'service_tier',
        'citations',
      ),
      junk,
    ),
    choices: fc.oneof(junk, fc.array(fc.record({ choice, delta: fc.oneof(junk, fc.dictionary(key, junk)) }))),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { maxLength: 6 }), async frames => {
      const text = frames
        .map(({ top, choices }) => {
          const built = Array.isArray(choices)
            ? (choices as unknown[]).map(item =>
                isBuilt(item) ? { index: 0, delta: item.delta, ...item.choice } : item,
              )
            : choices
          return `data: ${JSON.stringify({ ...top, choices: built })}\n\n`
        })
        .join('')
      const first = 'data: {"choices":[{"index":0,"delta":{"content":"x"}}]}\n\n'
      const parts = await open([new TextEncoder().encode(`${first}${text}data: [DONE]\n\n`)])
      const { usage } = finishOf(parts)
      for (const count of [...Object.values(usage.inputTokens), ...Object.values(usage.outputTokens)]) {
        expect(count === undefined || count >= 0).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

function isBuilt(item: unknown): item is { choice: object; delta: unknown } {
  return typeof item === 'object' && item !== null && 'choice' in item && 'delta' in item
}
