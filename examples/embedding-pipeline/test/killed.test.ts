import { once } from 'node:events'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../src/database.ts'
import { batchSize, concurrency } from '../src/settings.ts'
import { askedSince, committedHashes, expectWholeCorpus } from './database-checks.ts'
import { newFolder, runPipeline, startPipeline } from './run-pipeline.ts'

/** When a run is killed: so many milliseconds after so many requests have come. */
interface Kill {
  requests: number
  milliseconds: number
}

let api: ServedEmulator
let root: string
/** A new, empty database: to make one takes longer than all the rest. */
let template: string

beforeAll(async () => {
  root = await newFolder()
  template = join(root, 'template')
  await look(template, async () => {})
  // Slow enough to be killed in the middle.
  api = await serveEmulator({ pace: { firstFrame: 30, frame: 0 }, onUnknownField: 'error' })
}, 60_000)

afterAll(async () => {
  await api.close()
  await rm(root, { recursive: true })
})

function environment(): Record<string, string> {
  return { NANOGPT_BASE_URL: api.url, NANOGPT_API_KEY: EMULATOR_API_KEY }
}

async function runAndKill(folder: string, { requests, milliseconds }: Kill): Promise<void> {
  const before = api.emulator.requests.length
  const child = startPipeline(['ingest', '--data', folder], environment())
  const ended = once(child, 'exit')
  while (api.emulator.requests.length < before + requests && child.exitCode === null) await pause(1)
  await pause(milliseconds)
  child.kill('SIGKILL')
  await ended
}

async function look<Result>(folder: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ url: undefined, folder })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

const randomKills = fc.array(fc.record({ requests: fc.nat(12), milliseconds: fc.nat(60) }), {
  minLength: 2,
  maxLength: 2,
})

test.each([1, 2, 3])(
  'killed at random moments (seed %i), it embeds every chunk, and none twice',
  async seed => {
    const folder = join(root, `seed-${seed}`)
    const [kills = []] = fc.sample(randomKills, { seed, numRuns: 1 })
    // The first seed begins with nothing at all, and is killed while the database is being made.
    if (seed === 1) kills.unshift({ requests: 0, milliseconds: 1500 })
    else await cp(template, folder, { recursive: true })

    const start = api.emulator.requests.length
    const survived: { hashes: Set<string>; requests: number }[] = []
    for (const kill of kills) {
      await runAndKill(folder, kill)
      survived.push({
        hashes: await look(folder, committedHashes),
        requests: api.emulator.requests.length,
      })
    }
    expect(await runPipeline(['ingest', '--data', folder], environment())).toMatchObject({
      code: 0,
      stderr: '',
    })

    const whole = await look(folder, database => expectWholeCorpus(database, createEmulator()))
    // What has survived a kill is not asked for again.
    for (const { hashes, requests } of survived) {
      expect(askedSince(api.emulator, requests).filter(hash => hashes.has(hash))).toEqual([])
    }
    // Paid for nothing is at most what was under way.
    const lost = askedSince(api.emulator, start).length - whole.size
    expect(lost).toBeLessThanOrEqual(kills.length * concurrency * batchSize)
  },
  60_000,
)
