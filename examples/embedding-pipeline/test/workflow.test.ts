import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { batchSize } from '../src/settings.ts'
import { startPostgres, type LocalService } from '../workflow/local-services.ts'
import { askedSince, committedHashes, expectWholeCorpus } from './database-checks.ts'
import { newFolder } from './run-pipeline.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const nitro = fileURLToPath(new URL('../node_modules/nitro/dist/cli/index.mjs', import.meta.url))

let api: ServedEmulator
let postgres: LocalService
let root: string
let port: number
let server: ChildProcess | undefined

beforeAll(async () => {
  root = await newFolder()
  postgres = await startPostgres(join(root, 'database'))
  api = await serveEmulator({ pace: { firstFrame: 200, frame: 0 }, onUnknownField: 'error' })
  port = await freePort()
}, 60_000)

afterAll(async () => {
  server?.kill('SIGKILL')
  await api.close()
  await postgres.close()
  await rm(root, { recursive: true })
})

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  listener.close()
  await once(listener, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

function startServer(): ChildProcess {
  return spawn(process.execPath, [nitro, 'dev', '--port', String(port)], {
    cwd: project,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'] ?? '',
      ...postgres.env,
      NANOGPT_BASE_URL: api.url,
      NANOGPT_API_KEY: EMULATOR_API_KEY,
      WORKFLOW_LOCAL_DATA_DIR: join(root, 'log'),
    },
  })
}

/** Asks until the server is there. */
async function request(method: 'GET' | 'POST', path: string): Promise<Record<string, unknown>> {
  while (true) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method }).catch(() => undefined)
    if (response?.ok) return JSON.parse(await response.text())
    await pause(100)
  }
}

test('a workflow whose server is killed goes on in the next one, and embeds nothing twice', async () => {
  server = startServer()
  // Two who ask at the same time get the same run.
  const [{ runId }, { runId: same }] = await Promise.all([
    request('POST', '/api/runs'),
    request('POST', '/api/runs'),
  ])
  expect(same).toBe(runId)
  while (api.emulator.requests.length < 6) {
    await pause(100)
    expect(await request('GET', `/api/runs/${String(runId)}`)).toEqual({ status: 'running' })
  }
  server.kill('SIGKILL')
  await once(server, 'exit')

  const database = await openDatabase({ url: postgres.env['DATABASE_URL'], folder: '' })
  const survived = await committedHashes(database)
  const asked = api.emulator.requests.length
  expect(survived.size).toBeGreaterThan(0)

  server = startServer()
  // Another request for an ingestion gets the one that is under way.
  expect(await request('POST', '/api/runs')).toEqual({ runId })
  let run = await request('GET', `/api/runs/${String(runId)}`)
  while (run['status'] === 'running') {
    await pause(200)
    run = await request('GET', `/api/runs/${String(runId)}`)
  }
  const whole = await expectWholeCorpus(database, createEmulator())
  expect(run).toMatchObject({ status: 'completed', result: { batches: Math.ceil(whole.size / batchSize) } })
  expect(survived.size).toBeLessThan(whole.size)
  expect(askedSince(api.emulator, asked).filter(hash => survived.has(hash))).toEqual([])
  await database.close()
}, 300_000)
