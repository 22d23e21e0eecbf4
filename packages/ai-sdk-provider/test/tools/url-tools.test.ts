import { asSchema } from '@ai-sdk/provider-utils'
import { describe, expect, test } from 'vitest'
import { setUp } from '../harness.ts'
import { refusalOf, resultOf } from './results-of.ts'

const strict = () => setUp({ emulator: { onUnknownField: 'error' } })
const page = (name: string) => `https://encyclopedia.example/${name}`
const video = (id: string) => `https://www.youtube.com/watch?v=${id}`
const many = (count: number, url: (name: string) => string) =>
  Array.from({ length: count }, (_, index) => url(`page-${index}`))

describe('scraping', () => {
  test('gives pages as Markdown, names those that cannot be read, and has the price of the others', async () => {
    const { nanogpt, lastRequest } = strict()
    const tool = nanogpt.tools.scrapeUrls()
    const output = await resultOf(tool.execute({ urls: [page('owls'), 'https://nowhere.invalid/'] }))
    expect(lastRequest()).toMatchObject({
      path: '/api/scrape-urls',
      body: { urls: [page('owls'), 'https://nowhere.invalid/'] },
    })
    expect(output).toEqual({
      sources: [
        {
          url: page('owls'),
          title: 'Owls | encyclopedia.example',
          content: expect.stringMatching(/^# Owls \| encyclopedia\.example\n\n/),
        },
      ],
      failures: [{ url: 'https://nowhere.invalid/', error: 'The page could not be loaded' }],
      costUsd: '0.001',
      requestId: lastRequest().id,
    })
    expect(tool.toModelOutput({ output })).toEqual({
      type: 'text',
      value: expect.stringMatching(
        /^\[1\] Owls[^]*Could not be read:\n- https:\/\/nowhere\.invalid\/: The page/,
      ),
    })
  })

  test('in stealth costs what it costs', async () => {
    const { nanogpt, lastBody } = strict()
    const { costUsd } = await resultOf(
      nanogpt.tools.scrapeUrls({ stealthMode: true }).execute({ urls: [page('owls')] }),
    )
    expect([costUsd, lastBody().stealthMode]).toEqual(['0.005', true])
  })

  test('is a refusal where nothing could be read, and still has its price', async () => {
    const { nanogpt } = strict()
    const tool = nanogpt.tools.scrapeUrls()
    const output = await tool.execute({ urls: ['https://nowhere.invalid/'] })
    expect(output).toMatchObject({
      error: 'Nothing could be read.\nhttps://nowhere.invalid/: The page could not be loaded',
      costUsd: '0',
    })
    expect(tool.toModelOutput({ output })).toEqual({ type: 'error-text', value: output.error })
  })

  test('does not pay twice for the same page', async () => {
    const { nanogpt, lastBody } = strict()
    await nanogpt.tools.scrapeUrls().execute({ urls: [page('owls'), ` ${page('owls')} `, ''] })
    expect(lastBody().urls).toEqual([page('owls')])
  })

  test('does not send what cannot be read, and reads the rest', async () => {
    const { nanogpt, lastBody } = strict()
    const urls = [video('dQw4w9WgXcQ'), 'owls', 'ftp://owls.example/', page('owls')]
    const { sources, failures } = await resultOf(nanogpt.tools.scrapeUrls().execute({ urls }))
    expect(lastBody().urls).toEqual([page('owls')])
    expect(sources.map(({ url }) => url)).toEqual([page('owls')])
    expect(failures?.map(({ error }) => error)).toEqual([
      expect.stringMatching(/^YouTube cannot be scraped\. Use a tool for transcripts/),
      expect.stringMatching(/no URL\. Give it whole/),
      expect.stringMatching(/Only http and https/),
    ])
  })

  test.each(['youtube.com', 'm.youtube.com', 'music.youtube.com', 'youtu.be', 'www.youtube-nocookie.com'])(
    'knows %s for YouTube',
    async host => {
      const { nanogpt, emulator } = strict()
      expect(await refusalOf(nanogpt.tools.scrapeUrls().execute({ urls: [`https://${host}/x`] }))).toMatch(
        /YouTube/,
      )
      expect(emulator.requests).toHaveLength(0)
    },
  )
})

describe('transcripts', () => {
  test('give what is said, and the price of those that there are', async () => {
    const { nanogpt, lastRequest } = strict()
    const tool = nanogpt.tools.youtubeTranscripts()
    const { sources, costUsd } = await resultOf(tool.execute({ urls: [video('dQw4w9WgXcQ')] }))
    expect(lastRequest()).toMatchObject({ path: '/api/youtube-transcribe' })
    expect(sources).toEqual([
      { url: video('dQw4w9WgXcQ'), title: expect.any(String), content: expect.stringMatching(/\w+/) },
    ])
    expect(costUsd).toBe('0.01')
  })

  test('are of YouTube alone', async () => {
    const { nanogpt, emulator } = strict()
    const error = await refusalOf(nanogpt.tools.youtubeTranscripts().execute({ urls: [page('owls')] }))
    expect(error).toMatch(/no URL of YouTube, such as/)
    expect(emulator.requests).toHaveLength(0)
  })
})

describe('Sofya', () => {
  test('fetches pages', async () => {
    const { nanogpt, lastBody, emulator } = strict()
    const urls = [page('owls'), page('mice'), 'https://nowhere.invalid/']
    const { sources, failures, costUsd } = await resultOf(nanogpt.tools.webFetch().execute({ urls }))
    expect(lastBody()).toEqual({ provider: 'sofya', operation: 'fetch', urls })
    expect(sources.map(({ url }) => url)).toEqual(urls.slice(0, 2))
    expect(failures).toEqual([{ url: 'https://nowhere.invalid/', error: expect.any(String) }])
    expect([costUsd, emulator.account.balance]).toEqual(['0.0105', 100 - 0.0105])
  })

  test('extracts what is asked for', async () => {
    const { nanogpt, lastBody } = strict()
    const tool = nanogpt.tools.webExtract()
    const output = await resultOf(tool.execute({ url: page('owls'), prompt: 'What do they eat?' }))
    expect(lastBody()).toEqual({
      provider: 'sofya',
      operation: 'extract',
      url: page('owls'),
      prompt: 'What do they eat?',
    })
    expect(output).toMatchObject({
      data: { content: expect.stringContaining('What do they eat?') },
      sources: [{ url: page('owls') }],
      costUsd: '0.02625',
    })
    expect(tool.toModelOutput({ output })).toMatchObject({
      value: expect.stringContaining('What do they eat?'),
    })
  })

  test('says why it could not extract', async () => {
    const tool = strict().nanogpt.tools.webExtract()
    const error = await refusalOf(tool.execute({ url: 'https://nowhere.invalid/', prompt: 'All.' }))
    expect(error).toBe('Nothing could be read.\nhttps://nowhere.invalid/: The page could not be loaded')
  })

  test.each([
    [{ url: 'owls', prompt: 'All.' }, /no URL/],
    [{ url: '', prompt: 'All.' }, /Give the URLs/],
    [{ url: page('owls'), prompt: ' ' }, /prompt is empty/],
  ])('is not asked to extract %o', async (input, message) => {
    const { nanogpt, emulator } = strict()
    expect(await refusalOf(nanogpt.tools.webExtract().execute(input))).toMatch(message)
    expect(emulator.requests).toHaveLength(0)
  })

  test('researches, within what is set and what the model wants', async () => {
    const { nanogpt, lastBody } = strict()
    const tool = nanogpt.tools.webResearch({ maxSources: 5, topic: 'news' })
    const { answer, sources, costUsd } = await resultOf(
      tool.execute({ query: 'Why do owls hoot?', freshness: 'year' }),
    )
    expect(lastBody()).toEqual({
      provider: 'sofya',
      operation: 'research',
      query: 'Why do owls hoot?',
      topic: 'news',
      maxSources: 5,
      freshness: 'year',
    })
    expect(answer).toContain('[5]')
    expect(sources).toHaveLength(5)
    expect(costUsd).toBe('0.13125')
  })

  test('keeps to a window that is set, and does not ask the model for one', async () => {
    const { nanogpt, lastBody } = strict()
    const tool = nanogpt.tools.webResearch({ freshness: 'day' })
    await resultOf(tool.execute({ query: 'owls', freshness: 'year' }))
    expect(lastBody().freshness).toBe('day')
    expect(Object.keys((await asSchema(tool.inputSchema).jsonSchema).properties ?? {})).toEqual(['query'])
    expect(await refusalOf(tool.execute({ query: '' }))).toMatch(/query is empty/)
  })
})

describe.each([
  ['scrapeUrls', 5, page],
  ['webFetch', 10, page],
  ['youtubeTranscripts', 10, video],
] as const)('%s', (name, most, url) => {
  test(`takes 1 to ${most} URLs, and tells the model so`, async () => {
    const { nanogpt, emulator } = strict()
    const tool = nanogpt.tools[name]()
    const schema = await asSchema(tool.inputSchema).jsonSchema
    expect(schema).toMatchObject({
      properties: { urls: { minItems: 1, maxItems: most, items: { format: 'uri' } } },
      required: ['urls'],
    })
    expect(await refusalOf(tool.execute({ urls: [] }))).toMatch(`1 to ${most}`)
    const error = await refusalOf(tool.execute({ urls: many(most + 1, url) }))
    expect(error).toBe(
      `${most + 1} URLs are too many for one call: give 1 to ${most}, and the rest in further calls.`,
    )
    expect(emulator.requests).toHaveLength(0)
    await tool.execute({ urls: many(most, url) })
    expect(emulator.requests).toHaveLength(1)
  })

  test('refuses settings that it does not have', () => {
    expect(() => setUp().nanogpt.tools[name]({ maxCharacters: 5.5 })).toThrow(
      new RegExp(`tools\\.${name}\\.maxCharacters: must be a whole number`),
    )
    const mistyped: object = { onUsages: () => {} }
    expect(() => setUp().nanogpt.tools[name](mistyped)).toThrow(/Did you mean 'onUsage'/)
  })
})
