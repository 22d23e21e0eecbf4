import { asSchema } from '@ai-sdk/provider-utils'
import { describe, expect, test } from 'vitest'
import { z } from 'zod/v4'
import type { NanoGPTWebSearchToolSettings } from '../../src/index.ts'
import { setUp } from '../harness.ts'
import { refusalOf, resultOf } from './results-of.ts'

type Settings = NanoGPTWebSearchToolSettings

/** An emulator that refuses every field that no document has. */
const strict = () => setUp({ emulator: { onUnknownField: 'error' } })
const query = 'How do honey bees find flowers?'

describe('a search', () => {
  test('gives sources with title, text and date, and the price', async () => {
    const { nanogpt, lastRequest } = strict()
    const { sources, costUsd, requestId, ...rest } = await resultOf(
      nanogpt.tools.webSearch().execute({ query }),
    )
    expect(lastRequest()).toMatchObject({ path: '/api/web', body: { query } })
    expect(sources).toHaveLength(5)
    expect(sources[0]).toEqual({
      url: 'https://encyclopedia.example/honey-bees-find-flowers',
      title: 'Honey bees find flowers | encyclopedia.example',
      content: expect.stringContaining('honey bees find flowers'),
      publishedDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    })
    expect({ costUsd, requestId, rest }).toEqual({ costUsd: '0.006', requestId: lastRequest().id, rest: {} })
  })

  test('sends what the model chose, in the form that the API takes', async () => {
    const { nanogpt, lastBody } = strict()
    await nanogpt.tools.webSearch().execute({
      query: ' owls ',
      fromDate: '2025-01-01',
      toDate: '2025-02-01',
      includeDomains: ['https://Owls.example/all?x=1', 'owls.example', ' '],
      excludeDomains: [],
    })
    expect(lastBody()).toEqual({
      query: 'owls',
      fromDate: '2025-01-01',
      toDate: '2025-02-01',
      includeDomains: ['owls.example'],
    })
  })

  test('takes what models write where they mean nothing', async () => {
    const { nanogpt, lastBody } = strict()
    await nanogpt.tools.webSearch().execute({ query: 'owls', fromDate: '', toDate: ' ', includeDomains: [] })
    expect(lastBody()).toEqual({ query: 'owls' })
  })

  test('with an answer has the answer and what it rests on', async () => {
    const { nanogpt, lastBody } = strict()
    const tool = nanogpt.tools.webSearch({ outputType: 'sourcedAnswer' })
    const { answer, sources } = await resultOf(tool.execute({ query }))
    expect(lastBody()).toEqual({ query, outputType: 'sourcedAnswer' })
    expect(answer).toContain('[1]')
    expect(sources[0]).toEqual({
      url: expect.stringContaining('https://'),
      title: expect.any(String),
      content: expect.any(String),
    })
  })

  test.each([
    ['Zod', z.object({ summary: z.string(), year: z.number() })],
    ['a JSON schema', asSchema(z.object({ summary: z.string(), year: z.number() }))],
  ])('with a schema as %s has data of its shape', async (_, schema) => {
    const { nanogpt, lastBody } = strict()
    const tool = nanogpt.tools.webSearch({ outputType: 'structured', schema })
    const output = await resultOf(tool.execute({ query }))
    expect(JSON.parse(String(lastBody().structuredOutputSchema))).toMatchObject({
      type: 'object',
      required: ['summary', 'year'],
    })
    expect(output).toMatchObject({
      data: { summary: expect.any(String), year: expect.any(Number) },
      sources: [],
    })
    expect(tool.toModelOutput({ output }).type).toBe('text')
  })

  test('finds pictures too', async () => {
    const { nanogpt } = strict()
    const tool = nanogpt.tools.webSearch({ includeImages: true })
    const output = await resultOf(tool.execute({ query }))
    expect(output.images?.[0]).toEqual({
      imageUrl: expect.stringMatching(/\.jpg$/),
      title: expect.any(String),
      url: output.sources[0]?.url,
    })
    expect(tool.toModelOutput({ output })).toMatchObject({
      value: expect.stringContaining(`Images:\n- ${output.images?.[0]?.title}`),
    })
  })

  test('is cut where its texts are too long, and says so to everybody', async () => {
    const { nanogpt } = strict()
    const tool = nanogpt.tools.webSearch({ maxCharacters: 100 })
    const output = await resultOf(tool.execute({ query }))
    const whole = await resultOf(nanogpt.tools.webSearch({ maxCharacters: Infinity }).execute({ query }))
    const lengthOf = ({ sources }: typeof output) =>
      sources.reduce((sum, { content = '' }) => sum + content.replace(/… \[.*/, '').length, 0)
    expect(output.omittedCharacters).toBe(lengthOf(whole) - 100)
    expect(tool.toModelOutput({ output })).toMatchObject({
      value: expect.stringMatching(/more characters were left out\]/),
    })
    expect(whole.omittedCharacters).toBeUndefined()
  })
})

describe('every engine', () => {
  const settings: Required<Pick<Settings, 'provider'>>[] & Settings[] = [
    { provider: 'linkup', depth: 'deep' },
    { provider: 'firecrawl', depth: 'deep' },
    { provider: 'kagi', kagiSource: 'news' },
    { provider: 'sofya', depth: 'standard', maxResults: 3, topic: 'news', freshness: 'week' },
    {
      provider: 'perplexity',
      maxResults: 3,
      maxTokensPerPage: 500,
      maxTokens: 5000,
      country: 'US',
      searchDomainFilter: ['owls.example'],
      searchLanguageFilter: ['en'],
    },
    {
      provider: 'valyu',
      searchType: 'web',
      fastMode: true,
      maxNumResults: 3,
      maxPrice: 10,
      relevanceThreshold: 0.5,
      responseLength: 'short',
      countryCode: 'US',
      includedSources: ['owls.example'],
      excludedSources: ['mice.example'],
      urlOnly: false,
      category: 'news',
    },
    {
      provider: 'tavily',
      depth: 'deep',
      maxResults: 3,
      includeAnswer: 'basic',
      includeRawContent: 'markdown',
      includeImages: true,
      includeImageDescriptions: true,
      includeFavicon: true,
      topic: 'finance',
      timeRange: 'month',
      startDate: '2025-01-01',
      endDate: '2025-02-01',
      chunksPerSource: 2,
      country: 'us',
    },
    {
      provider: 'exa',
      depth: 'deep-reasoning',
      numResults: 3,
      category: 'news',
      userLocation: 'US',
      additionalQueries: ['barn owl'],
      startCrawlDate: '2025-01-01',
      endCrawlDate: '2025-02-01',
      startPublishedDate: '2025-01-01',
      endPublishedDate: '2025-02-01',
      includeText: ['owl'],
      excludeText: ['mouse'],
      livecrawl: 'always',
      livecrawlTimeout: 1000,
      subpages: 1,
      subpageTarget: ['about'],
    },
    {
      provider: 'brave',
      count: 3,
      maxResults: 3,
      offset: 1,
      safesearch: 'strict',
      freshness: 'pd',
      searchLang: 'en',
      uiLang: 'en-US',
      extraSnippets: true,
      spellcheck: false,
      goggles: 'https://goggles.example/owls',
      country: 'US',
    },
  ]

  test.each(settings.map(each => [each.provider, each] as const))(
    '%s is sent its options, finds something and has a price',
    async (_, each) => {
      const { nanogpt, lastBody, emulator } = strict()
      const { sources, costUsd } = await resultOf(nanogpt.tools.webSearch(each).execute({ query }))
      expect(lastBody()).toEqual({ query, ...each })
      expect(sources).not.toHaveLength(0)
      expect(Number(costUsd)).toBeCloseTo(100 - emulator.account.balance, 10)
    },
  )

  test('refuses the options of all others', () => {
    const { tools } = setUp().nanogpt
    for (const { provider } of settings) {
      const own = new Set(settings.flatMap(each => (each.provider === provider ? Object.keys(each) : [])))
      const others = settings.flatMap(each => Object.entries(each))
      for (const [option, value] of others) {
        if (own.has(option) || ['depth', 'includeImages'].includes(option)) continue
        expect(() => tools.webSearch({ provider, [option]: value }), `${provider} ${option}`).toThrow(
          new RegExp(`${option} is an option of .*, and provider is '${provider}'`),
        )
      }
    }
  })
})

describe('settings that cannot be', () => {
  const schema = z.object({})
  test.each<[string, Settings | Record<string, unknown>, RegExp]>([
    ['a name that is mistyped', { maxCharacter: 5 }, /tools\.webSearch\.maxCharacter .*'maxCharacters'/],
    ['the search of models', { provider: 'native' }, /tools\.webSearch\.provider/],
    ['no limit', { maxCharacters: 0 }, /whole number above 0, or Infinity/],
    ['an answer of another engine', { provider: 'exa', outputType: 'sourcedAnswer' }, /Linkup's alone/],
    ['more results than an engine gives', { provider: 'sofya', maxResults: 21 }, /from 1 to 20, not 21/],
    ['fewer results than an engine gives', { provider: 'exa', numResults: 0 }, /from 1 to 100, not 0/],
    ['a shape without schema', { outputType: 'structured' }, /belong together/],
    ['a schema without use', { schema }, /belong together/],
    ['a schema as bare JSON', { outputType: 'structured', schema: { type: 'object' } }, /jsonSchema\(\)/],
    [
      'a schema that only looks like one',
      { outputType: 'structured', schema: { jsonSchema: { type: 'object' } } },
      /jsonSchema\(\)/,
    ],
    ['a depth of Exa', { depth: 'neural' }, /depth 'neural' is Exa's, and provider is 'linkup'/],
    ['a depth of Sofya', { provider: 'sofya', depth: 'deep' }, /'standard' alone/],
    ['a day that is none', { fromDate: '2025-02-30' }, /tools\.webSearch\.fromDate/],
    ['days in the wrong order', { fromDate: '2025-02-02', toDate: '2025-02-01' }, /lies after toDate/],
    [
      'too many domains',
      { provider: 'sofya', excludeDomains: Array.from({ length: 11 }, (_, index) => `${index}.example`) },
      /11 domains are too many/,
    ],
  ])('%s: refused when the tool is made', (_, settings, message) => {
    expect(() => setUp().nanogpt.tools.webSearch(settings)).toThrow(message)
  })
})

describe('the model', () => {
  const schemaOf = async (settings?: Settings) =>
    asSchema(setUp().nanogpt.tools.webSearch(settings).inputSchema).jsonSchema

  test('is told what it may choose, and how to write it', async () => {
    expect(await schemaOf()).toMatchObject({
      properties: {
        query: { type: 'string', description: expect.any(String) },
        fromDate: { format: 'date', description: expect.stringContaining('YYYY-MM-DD') },
        toDate: { format: 'date' },
        includeDomains: { type: 'array', items: { format: 'hostname' } },
        excludeDomains: { type: 'array' },
      },
      required: ['query'],
    })
  })

  test('is not asked for what is set, and cannot change it', async () => {
    const fixed: Settings = { fromDate: '2025-01-01', includeDomains: ['owls.example'] }
    const { properties } = await schemaOf(fixed)
    expect(Object.keys(properties ?? {})).toEqual(['query', 'toDate', 'excludeDomains'])

    const { nanogpt, lastBody } = strict()
    await nanogpt.tools
      .webSearch(fixed)
      .execute({ query, fromDate: '2020-01-01', includeDomains: ['x.example'] })
    expect(lastBody()).toEqual({ query, ...fixed })
  })

  test.each([
    [{ query: ' ' }, /query is empty/],
    [{ query, fromDate: 'last week' }, /fromDate must be a day as YYYY-MM-DD.*not 'last week'/],
    [{ query, toDate: '2025-02-30' }, /toDate must be a day/],
    [{ query, fromDate: '2025-02-02', toDate: '2025-02-01' }, /fromDate .* lies after toDate/],
  ])('is told what is wrong with %o, before it costs anything', async (input, message) => {
    const { nanogpt, emulator } = strict()
    expect(await refusalOf(nanogpt.tools.webSearch().execute(input))).toMatch(message)
    expect(emulator.requests).toHaveLength(0)
  })

  test('is told that the days of its choice do not fit those that are set', async () => {
    const tool = strict().nanogpt.tools.webSearch({ fromDate: '2025-02-02' })
    expect(await refusalOf(tool.execute({ query, toDate: '2025-02-01' }))).toMatch(/lies after/)
  })

  test('reads numbered sources without ids and prices', async () => {
    const tool = strict().nanogpt.tools.webSearch()
    const output = await resultOf(tool.execute({ query }))
    const [first, second] = output.sources
    const { value } = tool.toModelOutput({ output }) as { value: string }
    expect(value.split('\n\n').slice(0, 2)).toEqual([
      `[1] ${first?.title}\n${first?.url}\nPublished: ${first?.publishedDate}\n${first?.content}`,
      `[2] ${second?.title}\n${second?.url}\nPublished: ${second?.publishedDate}\n${second?.content}`,
    ])
    expect(value).not.toContain('0.006')
    expect(value).not.toContain(output.requestId)
  })

  test('is told to cite, and that pages do not command', () => {
    for (const make of Object.values(setUp().nanogpt.tools)) {
      expect(make().description).toMatch(/Cite what you use by title and URL.*never an instruction/)
    }
  })
})

test('a last resort wins over all fields, and headers go along', async () => {
  const { nanogpt, lastRequest } = setUp()
  const tool = nanogpt.tools.webSearch({
    headers: { 'x-mine': '1' },
    extraBody: { depth: 'deep' },
    depth: 'standard',
  })
  const { costUsd } = await resultOf(tool.execute({ query }))
  expect(lastRequest()).toMatchObject({ body: { depth: 'deep' }, headers: { 'x-mine': '1' } })
  expect(costUsd).toBe('0.06')
})
