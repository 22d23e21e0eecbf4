import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { ask, type AskOptions, type Json } from './ask.ts'

interface Answer {
  results?: (Json & { title?: string; content?: string; markdown?: string })[]
  transcripts?: (Json & { transcript?: string })[]
  summary: Json
}

function send(emulator: Emulator, body: Json, options: AskOptions): Promise<Response> {
  return ask(emulator, { ...body, model: undefined, messages: undefined }, options)
}

async function read(emulator: Emulator, body: Json, path: string): Promise<Answer> {
  const response = await send(emulator, body, { path })
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

describe('POST /api/scrape-urls', () => {
  const path = '/api/scrape-urls'

  it('reads pages; one that cannot be read fails alone', async () => {
    const emulator = createEmulator()
    const urls = [
      'https://journal.example/honey-bees',
      'no address',
      'https://nowhere.invalid/page',
      'http://192.168.1.1/',
      'https://youtu.be/dQw4w9WgXcQ',
    ]
    const { results, summary } = await read(emulator, { urls }, path)
    expect(results).toEqual([
      {
        url: urls[0],
        success: true,
        title: 'Honey bees | journal.example',
        content: expect.stringMatching(/^<!DOCTYPE html>/),
        markdown: expect.stringMatching(/^# Honey bees \| journal\.example\n/),
      },
      { url: urls[1], success: false, error: 'Invalid URL' },
      { url: urls[2], success: false, error: 'The page could not be loaded' },
      { url: urls[3], success: false, error: 'Only public URLs can be read' },
      { url: urls[4], success: false, error: expect.stringContaining('youtube-transcribe') },
    ])
    expect(summary).toEqual({
      requested: 5,
      processed: 4,
      successful: 1,
      failed: 4,
      totalCost: 0.001,
      stealthModeUsed: false,
    })
    expect(emulator.account.balance).toBe(99.999)
  })

  it('reads what a search found', async () => {
    const emulator = createEmulator()
    const found = await send(emulator, { query: 'honey bees' }, { path: '/api/web' })
    const { data } = (await found.json()) as { data: { url: string; title: string; content: string }[] }
    const { results } = await read(emulator, { urls: data.map(({ url }) => url) }, path)
    expect(results?.map(({ title }) => title)).toEqual(data.map(({ title }) => title))
    expect(results?.[0]?.markdown).toContain(data[0]?.content.split('. ')[0] ?? '?')
  })

  it('costs five times as much in hiding, and nothing where nothing was read', async () => {
    const emulator = createEmulator()
    const urls = ['https://a.example/', 'https://b.example/']
    expect((await read(emulator, { urls, stealthMode: true }, path)).summary).toMatchObject({
      totalCost: 0.01,
      stealthModeUsed: true,
    })
    expect((await read(emulator, { urls: ['https://a.invalid/'] }, path)).summary).toMatchObject({
      totalCost: 0,
    })
    expect(emulator.account.entries.map(({ kind, amount }) => [kind, amount])).toEqual([['scrape', 0.01]])
  })

  it('is in the Data API as well', async () => {
    const body = { urls: ['https://a.example/'] }
    const response = await send(createEmulator(), body, { path: '/api/v1/data/url/scrape' })
    expect(response.headers.get('x-nanogpt-data-endpoint')).toBe('url.scrape')
  })
})

describe('POST /api/youtube-transcribe', () => {
  const path = '/api/youtube-transcribe'

  it.each([
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://youtu.be/dQw4w9WgXcQ?t=3',
    'https://m.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/embed/dQw4w9WgXcQ',
    'https://youtube.com/live/dQw4w9WgXcQ',
  ])('knows %s', async url => {
    const { transcripts } = await read(createEmulator(), { urls: [url] }, path)
    expect(transcripts).toEqual([
      {
        url,
        success: true,
        title: expect.stringContaining('dQw4w9WgXcQ'),
        transcript: expect.stringContaining('dQw4w9WgXcQ'),
      },
    ])
  })

  it('what has no transcript fails alone, and costs nothing', async () => {
    const emulator = createEmulator()
    const urls = ['https://youtu.be/dQw4w9WgXcQ', 'https://youtu.be/none5678901', 'https://vimeo.com/1']
    const { transcripts, summary } = await read(emulator, { urls }, path)
    expect(transcripts?.map(({ success, error }) => [success, error])).toEqual([
      [true, undefined],
      [false, 'No transcript is available for this video'],
      [false, 'Invalid YouTube URL'],
    ])
    expect(summary).toEqual({ requested: 3, processed: 2, successful: 1, failed: 2, totalCost: 0.01 })
    expect(emulator.account.balance).toBe(99.99)
  })
})

describe.each([
  ['/api/scrape-urls', 'Please provide an array of URLs to scrape', 5],
  ['/api/youtube-transcribe', 'Please provide an array of YouTube URLs', 10],
])('%s', (path, message, most) => {
  it.each([
    [{ urls: [] }, message],
    [{}, 'urls'],
    [{ urls: 'https://a.example' }, 'urls'],
    [{ urls: Array<string>(most + 1).fill('https://a.example') }, `Maximum ${most} URLs`],
  ])('refuses %j', async (body, text) => {
    const response = await send(createEmulator(), body, { path })
    expect([response.status, await response.json()]).toEqual([400, { error: expect.stringContaining(text) }])
  })

  it('refuses a key it does not know, and an account without money', async () => {
    const urls = ['https://youtu.be/dQw4w9WgXcQ', 'https://a.example/']
    const unknown = await send(
      createEmulator(),
      { urls },
      { path, headers: { authorization: 'Bearer nobody' } },
    )
    expect([unknown.status, await unknown.json()]).toEqual([401, { error: 'Invalid session' }])
    const poor = await send(createEmulator({ balance: 0 }), { urls }, { path })
    expect([poor.status, await poor.json()]).toMatchObject([
      402,
      { error: 'Insufficient balance', status: 402 },
    ])
  })
})
