import { describe, expect, test } from 'vitest'
import { isNanoGPTError } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'
import { answering, refusalOf, resultOf } from './results-of.ts'

const search = (answer: unknown) => setUp({ fetch: answering(answer) }).nanogpt.tools.webSearch()
const scrape = (answer: unknown) => setUp({ fetch: answering(answer) }).nanogpt.tools.scrapeUrls()
const query = 'owls'
const url = 'https://owls.example/'

describe('results of a search', () => {
  test.each<[string, unknown, object]>([
    [
      'with the names of older versions',
      [{ type: 'text', name: 'Owls', url, snippet: 'They hunt.', publishedAt: '2025-01-01' }],
      { sources: [{ url, title: 'Owls', content: 'They hunt.', publishedDate: '2025-01-01' }] },
    ],
    ['that are addresses alone', [url], { sources: [{ url }] }],
    ['with empty and null fields', [{ url, title: '', content: null }], { sources: [{ url }] }],
    ['that are none', [null, 5, {}, { title: 'no address' }], { sources: [] }],
    [
      'among which an answer stands',
      [{ content: 'Owls hunt.' }, { url }],
      { answer: 'Owls hunt.', sources: [{ url }] },
    ],
    [
      'that are pictures by their type alone',
      [{ type: 'image', url: 'https://owls.example/owl.jpg' }],
      { sources: [], images: [{ imageUrl: 'https://owls.example/owl.jpg' }] },
    ],
    [
      'that have text and a picture',
      [{ type: 'text', url, content: 'They hunt.', imageUrl: 'https://owls.example/owl.jpg' }],
      { sources: [{ url, content: 'They hunt.' }] },
    ],
    ['as an answer alone', 'Owls hunt.', { answer: 'Owls hunt.', sources: [] }],
    [
      'as an answer with citations',
      { report: 'Owls hunt.', citations: [url] },
      { answer: 'Owls hunt.', sources: [{ url }] },
    ],
    [
      'as an object of no known shape, which is kept whole',
      { findings: ['hunt'], sources: [{ url, name: 'Owls' }] },
      {
        data: { findings: ['hunt'], sources: [{ url, name: 'Owls' }] },
        sources: [{ url, title: 'Owls' }],
      },
    ],
  ])('%s', async (_, data, expected) => {
    expect(await resultOf(search({ data, metadata: { cost: 0.006 } }).execute({ query }))).toEqual({
      ...expected,
      costUsd: '0.006',
    })
  })

  test('that are an empty list are told as such', async () => {
    const tool = search({ data: [] })
    const output = await resultOf(tool.execute({ query }))
    expect(output).toEqual({ sources: [] })
    expect(tool.toModelOutput({ output })).toEqual({
      type: 'text',
      value: 'Nothing was found. Try other words, or fewer restrictions.',
    })
  })

  test('under another key are found', async () => {
    expect(await resultOf(search({ results: [{ url }] }).execute({ query }))).toEqual({ sources: [{ url }] })
  })

  test.each([[{}], [{ metadata: { cost: 0.006 } }], [{ data: null }]])(
    'that are missing are an error, not an empty result: %o',
    async answer => {
      const error = await rejectionOf(search(answer).execute({ query }))
      expect(isNanoGPTError(error) && [error.data.code, error.isRetryable]).toEqual([
        'unreadable_response',
        false,
      ])
    },
  )

  test('as structured data are what the schema asked for, whatever its fields are called', async () => {
    const data = { answer: 42, sources: 'none', error: 'none', cost: 5 }
    const { nanogpt } = setUp({ fetch: answering({ data, metadata: { cost: 0.006 } }) })
    const { z } = await import('zod/v4')
    const tool = nanogpt.tools.webSearch({ outputType: 'structured', schema: z.object({}) })
    expect(await resultOf(tool.execute({ query }))).toEqual({ data, sources: [], costUsd: '0.006' })
  })

  test('as structured data may come as a text of JSON, or as a text', async () => {
    const { z } = await import('zod/v4')
    const settings = { outputType: 'structured', schema: z.object({}) } as const
    const ask = (data: string) =>
      resultOf(
        setUp({ fetch: answering({ data }) })
          .nanogpt.tools.webSearch(settings)
          .execute({ query }),
      )
    expect(await ask('{"a":1}')).toEqual({ data: { a: 1 }, sources: [] })
    expect(await ask('not JSON')).toEqual({ data: 'not JSON', sources: [] })
  })
})

describe('pages', () => {
  test.each<[string, unknown, object]>([
    [
      'with HTML where there is no Markdown',
      { results: [{ url, success: true, content: '<p>Owls</p>' }] },
      { sources: [{ url, content: '<p>Owls</p>' }] },
    ],
    [
      'without address are those that were asked for',
      { results: [{ markdown: 'Owls' }] },
      { sources: [{ url, content: 'Owls' }] },
    ],
    [
      'with an empty address too',
      { results: [{ url: null, markdown: 'Owls' }] },
      { sources: [{ url, content: 'Owls' }] },
    ],
    ['under another key', { data: [{ url, markdown: 'Owls' }] }, { sources: [{ url, content: 'Owls' }] }],
    [
      'with a price as a text',
      { results: [{ url, markdown: 'Owls' }], summary: { totalCost: '0.0010' } },
      { sources: [{ url, content: 'Owls' }], costUsd: '0.001' },
    ],
  ])('%s', async (_, answer, expected) => {
    expect(await resultOf(scrape(answer).execute({ urls: [url] }))).toEqual(expected)
  })

  test.each<[string, unknown, string]>([
    ['that failed without a word', [{ url, success: false }], 'It could not be read.'],
    ['that failed with an object', [{ url, success: false, error: { message: 'Blocked' } }], 'Blocked'],
    ['that failed without saying so', [{ url, error: 'Blocked' }], 'Blocked'],
    ['that are empty', [{ url, success: true, title: 'Owls', markdown: '' }], 'It has no text.'],
    ['that are missing', [], 'NanoGPT said nothing of it.'],
  ])('%s', async (_, results, words) => {
    expect(await refusalOf(scrape({ results }).execute({ urls: [url] }))).toBe(
      `Nothing could be read.\n${url}: ${words}`,
    )
  })

  test('of which one is missing name it, however the others are written', async () => {
    const results = [{ url: 'https://owls.example', success: true, markdown: 'Owls' }]
    const output = await resultOf(scrape({ results }).execute({ urls: [url, 'https://mice.example/'] }))
    expect(output.failures).toEqual([{ url: 'https://mice.example/', error: 'NanoGPT said nothing of it.' }])
  })

  test('without any list are an error', async () => {
    const error = await rejectionOf(scrape({ summary: {} }).execute({ urls: [url] }))
    expect(isNanoGPTError(error) && error.data.code).toBe('unreadable_response')
  })
})
