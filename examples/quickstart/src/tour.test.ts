import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY, type Emulator, type EmulatorOptions } from '@nanogpt/emulator'
import { decode } from 'fast-png'
import { describe, expect, test, vi } from 'vitest'
import { models } from './models.ts'
import { Page } from './page.ts'
import { runTour } from './run-tour.ts'
import { allStops } from './stops/all-stops.ts'
import { callTools } from './stops/call-tools.ts'
import { streamAnswer } from './stops/stream-answer.ts'
import type { Stop } from './stop.ts'

interface Taken {
  exitCode: number
  printed: string
  /** What was printed under each heading. */
  under(heading: string): string
}

interface Plan {
  emulator: Emulator
  stops?: readonly Stop[]
  apiKey?: string
  signal?: AbortSignal
}

async function takeTour(plan: Plan): Promise<Taken> {
  const {
    emulator,
    stops = allStops,
    apiKey = EMULATOR_API_KEY,
    signal = new AbortController().signal,
  } = plan
  const paper = new PassThrough()
  const printing = text(paper)
  const exitCode = await runTour({
    stops,
    connection: { nanogpt: createNanoGPT({ apiKey, fetch: emulator.fetch }), notice: 'A test.' },
    page: new Page(paper),
    signal,
  })
  paper.end()
  const printed = await printing
  const sections = printed.split(/^(?=\S)/m)
  return { exitCode, printed, under: heading => sections.find(section => section.includes(heading)) ?? '' }
}

/** The path of a saved file: on the next line where it is too long for this one, but in one piece. */
function pathAfter(label: string, section: string): string {
  const path = new RegExp(`${label}:\\s+(.+)`).exec(section)?.[1]
  if (path === undefined) throw new Error(`No path after '${label}' in:\n${section}`)
  return path
}

function newEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ onUnknownField: 'error', ...options })
}

// It colours even files, and the tests run under tools that set it.
vi.stubEnv('FORCE_COLOR', undefined)

describe('the whole tour', async () => {
  const emulator = newEmulator()
  const tour = await takeTour({ emulator })

  test('reaches its end', () => {
    expect(tour.exitCode).toBe(0)
    expect(tour.printed).not.toContain('Failed')
    expect(emulator.requests.filter(({ status }) => status !== 200 && status !== 202)).toEqual([])
  })

  test('prints an answer', () => {
    expect(tour.under('1. Stream an answer')).toContain('bread')
  })

  test('prints reasoning with a bar, and the answer without', () => {
    const [, reasoning = '', answer = ''] =
      /\n\n((?: {3}│ .+\n)+)\n((?: {3}[^ │].*\n)+)\n/.exec(tour.under('2. Show the reasoning')) ?? []
    expect(reasoning).toContain('bat')
    expect(answer).toContain('ball')
    expect(tour.under('2. Show the reasoning')).toMatch(/Tokens spent on thinking: [1-9]/)
  })

  test('makes two tool calls, the second with what the first one found', () => {
    const section = tour.under('3. Let the model call tools')
    expect(section).toContain('→ findOrder { orderNumber: 1042 }')
    expect(section).toContain("→ trackParcel { parcelId: 'NP-77812' }")
    expect(section).toContain("place: 'Rotterdam'")

    const turns = emulator.requests.filter(({ bodyText }) => bodyText.includes('order 1042'))
    const roles = turns.map(({ body }) =>
      (body as { messages: { role: string }[] }).messages.map(({ role }) => role),
    )
    expect(roles).toEqual([
      ['user'],
      ['user', 'assistant', 'tool'],
      ['user', 'assistant', 'tool', 'assistant', 'tool'],
    ])
  })

  test('prints an object and computes with its fields', () => {
    const section = tour.under('4. Get a typed object')
    expect(section).toContain('"supplier": "Northwind Design"')
    expect(section).toContain('Northwind Design gets 1146.00 EUR.')
  })

  test('saves a picture and sends that one', async () => {
    const section = tour.under('5. Describe an image')
    const saved = await readFile(pathAfter('The picture', section))
    const { width, height } = decode(saved)
    expect(section.replaceAll(/\s+/g, ' ')).toContain(
      `PNG image of ${saved.length} bytes, ${width}×${height} pixels`,
    )
  })

  test('ranks articles by meaning', () => {
    const section = tour.under('6. Search by meaning')
    expect(section).toMatch(/\n +0\.\d\d +You can return a lamp/)
    expect(section.indexOf('return a lamp or')).toBeLessThan(section.indexOf('Our shops'))
    expect(section).toContain('4 vectors of 1536 numbers')
  })

  test('saves a recording and tells its sentences apart', async () => {
    const section = tour.under('7. Transcribe a recording')
    expect((await readFile(pathAfter('The recording', section))).length).toBeGreaterThan(1000)
    const sentences = [...section.matchAll(/(\d+\.\d) s {2}(.+)/g)]
    expect(sentences.map(([, , sentence]) => sentence)).toEqual([
      'Hello, this is Anna Berg.',
      'I would like a table for two on Friday at eight.',
      'Please call me back!',
    ])
    const [first, second, third] = sentences.map(([, start]) => Number(start))
    expect(first).toBe(0)
    expect(third).toBeGreaterThan(second ?? 0)
    expect(section).toMatch(/\d seconds, language: en/)
  })

  test('saves an image, and another one made from it', async () => {
    const section = tour.under('Draw an image, and change it')
    const files = await Promise.all(
      ['The image', 'At night'].map(label => readFile(pathAfter(label, section))),
    )
    expect(files.map(file => decode(file).width)).toEqual([1024, 1024])
    const edit = emulator.requests.find(({ bodyText }) => bodyText.includes('input_references'))
    expect(edit?.bodyText).toContain(files[0]?.toString('base64'))
    expect(section.replaceAll(/\s+/g, ' ')).toMatch(/2 calls · tokens unknown · \$0\.\d*[1-9]/)
  })

  test('saves speech, at once and as it comes', async () => {
    const section = tour.under('Speak a text')
    for (const label of ['The greeting', 'The news, streamed']) {
      expect((await readFile(pathAfter(label, section))).length).toBeGreaterThan(1000)
    }
    expect(section).toContain('70 characters of news')
    expect(section.replaceAll(/\s+/g, ' ')).toMatch(
      /2 calls · tokens unknown · \$0\.\d*[1-9]\d*, and 1 of unknown cost/,
    )
  })

  test('films a scene once, and saves it', async () => {
    const section = tour.under('10. Film a scene')
    const saved = await readFile(pathAfter('The scene', section))
    expect(saved.subarray(4, 8).toString()).toBe('ftyp')
    expect(section).toMatch(new RegExp(`video/mp4, ${saved.length} bytes, job vid_`))
    const starts = emulator.requests.filter(request => request.path === '/api/generate-video')
    expect(starts).toHaveLength(1)
  })

  test('continues a text where it stops', () => {
    const section = tour.under('11. Continue a text').replaceAll(/\s+/g, ' ')
    expect(section).toMatch(/nobody on it knew that …\S/)
  })

  test('answers from the web, with sources', () => {
    const section = tour.under('Answer from the web').replaceAll(/\s+/g, ' ')
    const sources = [...section.matchAll(/← .+? (https:\/\/\S+)/g)].map(([, url = '']) => url)
    expect(sources).toHaveLength(5)
    for (const url of sources) {
      expect(url).toMatch(/^https:\/\/(?:en\.wikipedia\.org|britannica\.com)\//)
      expect(section.split(url).length).toBeGreaterThan(2)
    }
    expect(section).toMatch(/webSearch · 3 calls · .* · \$0\.\d*[1-9]/)
  })

  test('looks at the account, whose balance falls by what the books say', () => {
    const section = tour.under('Look at the account').replaceAll(/\s+/g, ' ')
    const [before, after, charge] = [
      /before: ([\d.]+) USD/,
      /after: ([\d.]+) USD/,
      /req_\w+: ([\d.]+) USD/,
    ].map(pattern => Number(pattern.exec(section)?.[1]))
    expect(charge).toBeGreaterThan(0)
    expect((before ?? 0) - (after ?? 0)).toBeCloseTo(charge ?? 0, 10)
    expect(section).toMatch(/booked 20\d\d-/)
  })

  test('finds the cheapest model that sees and calls tools, and foretells its price', () => {
    const section = tour.under('Find a model')
    const prices = [...section.matchAll(/\$([\d.]+) in, \$([\d.]+) out of a million tokens: \S+/g)]
    const blended = prices.map(([, input, output]) => 3 * Number(input) + Number(output))
    expect(blended).toHaveLength(3)
    expect(blended).toEqual(blended.toSorted((one, other) => one - other))
    const [foretold, charged] = [/these prices: \$([\d.]+)/, /was charged: +\$([\d.]+)/].map(pattern =>
      Number(pattern.exec(section)?.[1]),
    )
    expect(charged).toBeGreaterThan(0)
    expect(charged).toBeCloseTo(foretold ?? 0, 8)
  })

  test('says after each stop what it used and cost, and adds it up', () => {
    const summaries = tour.printed.replaceAll(/\n {5}/g, ' ').match(/· \d+ calls? · .*/g) ?? []
    expect(summaries).toHaveLength(allStops.length + 1)
    // The endpoint of embeddings names no price, and that of speech has only the sound to answer with.
    const embeddingSummary = summaries[5]
    const texts = [...summaries.slice(0, 5), ...summaries.slice(-1)]
    for (const summary of texts) expect(summary).toMatch(/[1-9]\d* tokens in, [1-9]\d* out · \$0\.\d*[1-9]/)
    expect(embeddingSummary).toMatch(/1 call · [1-9]\d* tokens in · cost unknown$/)
    expect(tour.under('7. Transcribe a recording').replaceAll(/\s+/g, ' ')).toMatch(
      /2 calls · tokens unknown · \$0\.\d*[1-9]\d*, and 1 of unknown cost/,
    )
    expect(summaries.at(-1)).toContain('3 of unknown cost')

    const priced = summaries.filter(summary => summary !== embeddingSummary)
    const costs = priced.map(summary => Number(/\$([\d.]+)/.exec(summary)?.[1]))
    const sum = costs.slice(0, -1).reduce((one, other) => one + other, 0)
    // From ten cents on, the three digits that are printed end at a tenth of a cent.
    expect(costs.at(-1)).toBeCloseTo(sum, 3)
    for (const model of Object.values(models)) expect(tour.under('Total')).toContain(model)
  })

  test('has no colour and no long line in a file', () => {
    expect(tour.printed).not.toContain('\u001B')
    // Nothing cuts a path.
    const lines = tour.printed.split('\n').filter(line => !line.includes('/output/'))
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80)
  })
})

describe('a failing stop', () => {
  test('leaves the others alone and makes the exit code 1', async () => {
    const emulator = newEmulator()
    emulator.faults.next({ type: 'status', status: 402 }, { model: models.vision })
    const { exitCode, under } = await takeTour({ emulator, stops: allStops.slice(0, 5) })
    expect(exitCode).toBe(1)
    expect(under('5. Describe an image')).toContain('Failed: ')
    expect(under('5. Describe an image')).toContain('status 402')
    expect(under('4. Get a typed object')).toContain('Northwind Design gets')
    expect(under('Total')).toContain('1 of 5 stops failed: Describe an image.')
  })

  test.each(allStops)('says why: $title', async stop => {
    const logged = vi.spyOn(console, 'error')
    const emulator = newEmulator()
    emulator.faults.always({ type: 'status', status: 402 })
    const { exitCode, printed } = await takeTour({ emulator, stops: [stop] })
    expect(exitCode).toBe(1)
    expect(printed.replaceAll(/\s+/g, ' ')).toContain('Add balance at https://nano-gpt.com/balance')
    expect(logged).not.toHaveBeenCalled()
  })

  test('fails as well when the stream breaks after its beginning', async () => {
    const emulator = newEmulator()
    emulator.faults.next({ type: 'cut', afterFrames: 4, how: 'break' })
    const { exitCode, printed } = await takeTour({ emulator, stops: [streamAnswer] })
    expect(printed).toContain('Failed: ')
    expect(exitCode).toBe(1)
  })

  test('says in plain words that retries did not help', async () => {
    const emulator = newEmulator()
    emulator.faults.always({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } })
    const { printed } = await takeTour({ emulator, stops: [streamAnswer] })
    expect(printed).toMatch(/Failed after 3 attempts: (?!AI_|Failed)/)
  })

  test('says so when an answer ended early', async () => {
    const emulator = newEmulator()
    emulator.replies.next({ text: 'Because of the', finishReason: 'length' })
    const { printed } = await takeTour({ emulator, stops: [streamAnswer] })
    expect(printed).toContain('ended by: length')
  })

  const wrongKey = 'sk-nano-1234567890-not-a-real-one'

  test.each(allStops)('never prints the key: $title', async stop => {
    const { exitCode, printed } = await takeTour({ emulator: newEmulator(), apiKey: wrongKey, stops: [stop] })
    expect(exitCode).toBe(1)
    expect(printed).toContain('status 401')
    expect(printed).not.toContain('1234567890')
  })

  test('ends the tour where the key is refused', async () => {
    const emulator = newEmulator()
    const { exitCode, printed } = await takeTour({ emulator, apiKey: wrongKey })
    expect(exitCode).toBe(1)
    expect(printed.replaceAll(/\s+/g, ' ')).toContain('the tour ends here. Total')
    expect(emulator.requests).toHaveLength(1)
  })
})

test('Ctrl+C ends the call that is under way and visits no further stop', async () => {
  const emulator = newEmulator({ pace: { frame: 20 } })
  const interruption = new AbortController()
  setTimeout(() => interruption.abort(), 100)
  const { exitCode, printed } = await takeTour({ emulator, signal: interruption.signal })
  expect(exitCode).toBe(130)
  expect(printed).toContain('Stopped')
  expect(printed).not.toContain('2. ')
  expect(emulator.requests.map(({ cancelled }) => cancelled)).toEqual([true])
})

test('Ctrl+C in the middle of a tool loop ends the loop and the tour', async () => {
  const emulator = newEmulator()
  emulator.faults.next({ type: 'latency', ms: 0 })
  emulator.faults.next({ type: 'stall', afterFrames: 3 })
  const interruption = new AbortController()
  setTimeout(() => interruption.abort(), 200)
  const stops = [callTools, streamAnswer]
  const { exitCode, printed } = await takeTour({ emulator, stops, signal: interruption.signal })
  expect(exitCode).toBe(130)
  expect(printed).toContain('→ findOrder')
  expect(printed).not.toContain('2. ')
  expect(emulator.requests).toHaveLength(2)
})

describe('the command', () => {
  const run = promisify(execFile)
  const command = fileURLToPath(new URL('tour.ts', import.meta.url))

  test('explains itself', async () => {
    const { stdout } = await run(process.execPath, [command, '--help'])
    expect(stdout).toContain('Usage: node src/tour.ts')
    expect(stdout).toContain('NANOGPT_API_KEY')
  })

  test('refuses an option it does not know', async () => {
    await expect(run(process.execPath, [command, '--emulate'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Unknown option '--emulate'"),
    })
  })
})
