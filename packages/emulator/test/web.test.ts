import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { ask, type AskOptions, type Json } from './ask.ts'

interface Result {
  type: string
  title: string
  url: string
  content?: string
  publishedDate?: string
  imageUrl?: string
  rawHtml?: string
  error?: string
}

interface Answer {
  data: unknown
  metadata: Json & { cost: number }
}

const path = '/api/web'

/** `model` and `messages` are what `ask` adds for chat requests. */
async function search(emulator: Emulator, body: Json, options: AskOptions = {}): Promise<Answer> {
  const response = await ask(
    emulator,
    { ...body, model: undefined, messages: undefined },
    { path, ...options },
  )
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`)
  return JSON.parse(text) as Answer
}

async function results(emulator: Emulator, body: Json): Promise<Result[]> {
  return (await search(emulator, body)).data as Result[]
}

async function refusal(body: Json, options: AskOptions = {}): Promise<{ status: number; body: unknown }> {
  const response = await ask(
    createEmulator(),
    { ...body, model: undefined, messages: undefined },
    { path, ...options },
  )
  return { status: response.status, body: await response.json() }
}

const query = 'How do honey bees find flowers?'

describe('a web search', () => {
  it('finds pages about the query, and says what it cost', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    const { data, metadata } = await search(emulator, { query })
    expect(data).toHaveLength(5)
    expect((data as Result[])[0]).toEqual({
      type: 'text',
      title: 'Honey bees find flowers | encyclopedia.example',
      url: 'https://encyclopedia.example/honey-bees-find-flowers',
      content: expect.stringContaining('honey bees find flowers'),
      publishedDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    })
    expect(metadata).toEqual({
      query,
      provider: 'linkup',
      operation: 'search',
      depth: 'standard',
      outputType: 'searchResults',
      timestamp: '2026-11-01T00:00:00.000Z',
      cost: 0.006,
    })
    expect(emulator.unknownFields).toEqual([])
  })

  it('is the same for the same query, and another one for another', async () => {
    const [one, again, other] = await Promise.all([
      results(createEmulator(), { query }),
      results(createEmulator(), { query }),
      results(createEmulator(), { query: 'Why is the sky blue?' }),
    ])
    expect(again).toEqual(one)
    expect(other?.map(({ url }) => url)).not.toEqual(one?.map(({ url }) => url))
  })

  it('has one page at each address', async () => {
    const found = await results(createEmulator(), { query, provider: 'exa', numResults: 100 })
    expect(new Set(found.map(({ url }) => url)).size).toBe(100)
    expect(found.every(({ url }) => new URL(url).host.endsWith('.example'))).toBe(true)
  })

  it.each([
    ['linkup', {}, 0.006],
    ['linkup', { depth: 'deep' }, 0.06],
    ['tavily', { maxResults: 3, topic: 'news' }, 0.008],
    ['tavily', { depth: 'deep' }, 0.016],
    ['exa', { depth: 'neural' }, 0.005],
    ['exa', { numResults: 4, livecrawl: 'always' }, 0.009],
    ['exa', { numResults: 2, contents: { subpages: 3 } }, 0.011],
    ['kagi', { kagiSource: 'news' }, 0.002],
    ['kagi', { kagi_source: 'search' }, 0.025],
    ['perplexity', { maxResults: 20 }, 0.005],
    ['valyu', { maxNumResults: 10 }, 0.015],
    ['brave', { count: 3, safesearch: 'off' }, 0.005],
    ['sofya', { maxResults: 20, freshness: 'week' }, 0.01575],
    ['firecrawl', { depth: 'deep' }, 0.018],
  ])('of %s with %j costs $%d', async (provider, options, cost) => {
    const emulator = createEmulator({ onUnknownField: 'error' })
    const { metadata } = await search(emulator, { query, provider, ...options })
    expect(metadata).toMatchObject({ provider, cost })
    expect(emulator.account.entries.map(({ kind, amount }) => [kind, amount])).toEqual([['search', cost]])
    expect(emulator.account.balance).toBe(Number((100 - cost).toFixed(12)))
  })

  it('an option of another engine is an unknown field', async () => {
    const emulator = createEmulator()
    await search(emulator, { query, provider: 'brave', numResults: 3 })
    expect(emulator.unknownFields.map(({ field }) => field)).toEqual(['numResults'])
  })

  it.each([
    [{ includeDomains: ['trusted.org', 'https://official.org/path'] }, ['trusted.org', 'official.org']],
    [{ includeDomains: ['trusted.org', 'spam.com'], excludeDomains: ['spam.com'] }, ['trusted.org']],
    [{ provider: 'perplexity', searchDomainFilter: ['trusted.org', '-spam.com'] }, ['trusted.org']],
    [{ provider: 'valyu', includedSources: ['trusted.org'] }, ['trusted.org']],
    [{ includeDomains: ['spam.com'], excludeDomains: ['spam.com'] }, []],
  ])('with %j stays on %j', async (options, hosts) => {
    const found = await results(createEmulator(), { query, ...options })
    expect([...new Set(found.map(({ url }) => new URL(url).host))]).toEqual(hosts)
  })

  it('leaves out what it is told to', async () => {
    const found = await results(createEmulator(), { query, excludeDomains: ['news.example'] })
    expect(found).toHaveLength(5)
    expect(found.map(({ url }) => new URL(url).host)).not.toContain('news.example')
  })

  it.each([
    [{ fromDate: '2025-01-10', toDate: '2025-01-20' }, '2025-01-10', '2025-01-20'],
    [{ fromDate: '2026-10-30' }, '2026-10-30', '2026-11-01'],
    [{ toDate: '2024-06-30' }, '2023-07-01', '2024-06-30'],
    [{ provider: 'tavily', timeRange: 'week' }, '2026-10-25', '2026-11-01'],
    [{ provider: 'sofya', freshness: 'day' }, '2026-10-31', '2026-11-01'],
    [{ provider: 'sofya', freshness: '2026-01-01:2026-01-03' }, '2026-01-01', '2026-01-03'],
    [{ provider: 'brave', freshness: 'pm' }, '2026-10-01', '2026-11-01'],
    [
      { provider: 'exa', startPublishedDate: '2026-02-01T00:00:00Z', endPublishedDate: '2026-02-02' },
      '2026-02-01',
      '2026-02-02',
    ],
  ])('with %j is from %s to %s', async (options, from, to) => {
    const found = await results(createEmulator({ clock: 'manual' }), { query, ...options })
    expect(found.length).toBeGreaterThan(0)
    for (const { publishedDate = '', url } of found) {
      expect(publishedDate >= from && publishedDate <= to).toBe(true)
      expect(url).toContain(publishedDate.replaceAll('-', '/'))
    }
  })

  it('finds pictures beside pages when it is asked to', async () => {
    const found = await results(createEmulator(), { query, includeImages: true })
    expect(found.map(({ type }) => type)).toEqual([
      ...Array<string>(5).fill('text'),
      ...Array<string>(5).fill('image'),
    ])
    expect(found.at(-1)).toEqual({
      type: 'image',
      title: expect.any(String),
      url: expect.any(String),
      imageUrl: expect.stringMatching(/^https:\/\/images\.example\//),
    })
  })

  it('answers with sources', async () => {
    const { data, metadata } = await search(createEmulator(), { query, outputType: 'sourcedAnswer' })
    const { answer, sources } = data as { answer: string; sources: Json[] }
    expect(answer).toContain('[5]')
    expect(sources).toHaveLength(5)
    expect(sources[0]).toEqual({
      name: 'Honey bees find flowers | encyclopedia.example',
      url: 'https://encyclopedia.example/honey-bees-find-flowers',
      snippet: expect.any(String),
    })
    expect(metadata).toMatchObject({ outputType: 'sourcedAnswer', cost: 0.006 })
  })

  it('fills a schema', async () => {
    const schema = {
      type: 'object',
      properties: {
        topic: { type: 'string', enum: ['wasps', 'bees'] },
        url: { type: 'string' },
        facts: { type: 'array', items: { type: 'string' }, minItems: 3, maxItems: 3 },
      },
      required: ['topic', 'url', 'facts'],
      additionalProperties: false,
    }
    const { data } = await search(createEmulator(), {
      query,
      outputType: 'structured',
      structuredOutputSchema: JSON.stringify(schema),
    })
    expect(data).toEqual({
      topic: 'bees',
      url: 'https://encyclopedia.example/honey-bees-find-flowers',
      facts: [expect.any(String), expect.any(String), expect.any(String)],
    })
  })
})

describe('Sofya', () => {
  const sofya = { provider: 'sofya' }

  it('fetches pages, and charges those it could read', async () => {
    const emulator = createEmulator()
    const urls = ['https://journal.example/bees', 'https://nowhere.invalid/', 'http://localhost/x']
    const { data, metadata } = await search(emulator, {
      ...sofya,
      operation: 'fetch',
      urls,
      includeRawHtml: true,
    })
    expect(data).toEqual([
      {
        type: 'text',
        title: 'Bees | journal.example',
        url: urls[0],
        content: expect.any(String),
        publishedDate: expect.any(String),
        rawHtml: expect.stringContaining('<h1>'),
      },
      { url: urls[1], error: expect.any(String) },
      { url: urls[2], error: expect.any(String) },
    ])
    expect(metadata).toMatchObject({ operation: 'fetch', provider: 'sofya', cost: 0.00525 })
  })

  it('extracts what a prompt asks for', async () => {
    const { data, metadata } = await search(createEmulator(), {
      ...sofya,
      operation: 'extract',
      url: 'https://journal.example/bees',
      prompt: 'Who wrote it?',
    })
    expect(data).toEqual({
      url: 'https://journal.example/bees',
      title: 'Bees | journal.example',
      content: expect.stringContaining('Who wrote it?'),
    })
    expect(metadata).toMatchObject({ operation: 'extract', cost: 0.02625 })
  })

  it('does research with as many sources as allowed', async () => {
    const { data, metadata } = await search(createEmulator(), {
      ...sofya,
      operation: 'research',
      query,
      maxSources: 7,
    })
    expect((data as { sources: Json[] }).sources).toHaveLength(7)
    expect(metadata).toMatchObject({ query, operation: 'research', cost: 0.13125 })
  })
})

describe('a web search that is refused', () => {
  it.each([
    [{}, 'Query parameter is required and must be a string'],
    [{ query: '' }, 'Query parameter is required and must be a string'],
    [{ query, provider: 'openai-native' }, 'provider'],
    [{ query, provider: 'brave', outputType: 'sourcedAnswer' }, 'linkup'],
    [{ query, outputType: 'structured' }, 'structuredOutputSchema is required'],
    [{ query, outputType: 'structured', structuredOutputSchema: 'no JSON' }, 'JSON schema'],
    [{ query, operation: 'research' }, 'sofya'],
    [{ query, fromDate: '1.1.2025' }, 'fromDate'],
    [{ query, fromDate: '2025-02-01', toDate: '2025-01-01' }, 'after'],
    [{ query, provider: 'tavily', maxResults: 21 }, 'maxResults'],
    [{ query, provider: 'linkup', depth: 'neural' }, 'depth'],
    [{ query, provider: 'sofya', freshness: 'hour' }, 'freshness'],
    [{ query, provider: 'sofya', includeDomains: Array<string>(11).fill('a.org') }, 'includeDomains'],
    [{ provider: 'sofya', operation: 'fetch' }, 'urls'],
    [{ provider: 'sofya', operation: 'fetch', urls: Array<string>(11).fill('https://a.example') }, 'urls'],
    [{ provider: 'sofya', operation: 'extract', url: 'https://a.example' }, 'prompt'],
    [{ provider: 'sofya', operation: 'research', query, maxSources: 4 }, 'maxSources'],
  ])('%j: %s', async (body, message) => {
    expect(await refusal(body)).toEqual({ status: 400, body: { error: expect.stringContaining(message) } })
  })

  it('without a key is told in a text, and in a code by the Data API', async () => {
    const wrong = { headers: { authorization: 'Bearer nobody' } }
    expect(await refusal({ query }, wrong)).toEqual({ status: 401, body: { error: 'Invalid session' } })
    expect(await refusal({ query }, { ...wrong, path: '/api/v1/data/web/search' })).toMatchObject({
      status: 401,
      body: { error: { code: 'invalid_api_key' } },
    })
  })

  it('with less than a dollar is not made', async () => {
    const emulator = createEmulator({ balance: 0.99 })
    const response = await ask(emulator, { query }, { path })
    expect([response.status, await response.json()]).toEqual([
      402,
      { error: 'Insufficient balance', status: 402, requiredBalance: 1 },
    ])
    expect(emulator.account.entries).toEqual([])
  })
})

describe('the Data API', () => {
  it('searches as well, and says what it called', async () => {
    const response = await ask(createEmulator(), { query }, { path: '/api/v1/data/web/search' })
    expect(response.headers.get('x-nanogpt-data-endpoint')).toBe('web.search')
    expect(response.headers.get('x-nanogpt-direct-endpoint')).toBe(path)
    expect(await response.json()).toMatchObject({ metadata: { query } })
  })

  it('a scripted reply comes after the checks', async () => {
    const emulator = createEmulator()
    emulator.replies.next({ json: { data: [], metadata: {} } }, { path })
    expect((await ask(emulator, {}, { path })).status).toBe(400)
    expect(await search(emulator, { query })).toEqual({ data: [], metadata: {} })
    expect(emulator.account.balance).toBe(100)
  })
})
