import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmulator, startPostgres, type LocalService } from './local-services.ts'

// Starts the server of the workflow with what it lacks here, asks it for an ingestion, and tells how that is doing.
// Stop it with Ctrl+C, and start it again: the run goes on where it was.

const port = process.env['PORT'] ?? '3000'
const { NANOGPT_API_KEY, DATABASE_URL } = process.env
const outputFolder = fileURLToPath(new URL('../output', import.meta.url))
const nitro = fileURLToPath(new URL('../node_modules/nitro/dist/cli/index.mjs', import.meta.url))

const services: LocalService[] = []
if (!NANOGPT_API_KEY) services.push(await startEmulator())
if (!DATABASE_URL) services.push(await startPostgres(`${outputFolder}/workflow-database`))

const server = spawn(process.execPath, [nitro, 'dev', '--port', port], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: Object.assign(
    { ...process.env, WORKFLOW_LOCAL_DATA_DIR: `${outputFolder}/workflow-log` },
    ...services.map(({ env }) => env),
  ),
})
process.once('exit', () => server.kill())

try {
  const { runId } = await request('POST', process.argv.includes('--full') ? '/api/runs?full' : '/api/runs')
  console.log(`Run ${runId} is under way.`)
  await follow(`/api/runs/${runId}`)
} finally {
  server.kill()
  for (const { close } of services) await close()
}

/** Waits for the end of a run. */
async function follow(path: string): Promise<void> {
  while (true) {
    const { status, result } = await request('GET', path)
    if (status === 'completed') return console.log(result)
    if (status === 'failed' || status === 'cancelled') throw new Error(`The run has ${status}.`)
    await pause(500)
  }
}

/** Asks until the server is there. */
async function request(method: 'GET' | 'POST', path: string): Promise<Record<string, unknown>> {
  while (server.exitCode === null) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return JSON.parse(await response.text())
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      await pause(100)
    }
  }
  throw new Error(`The server ended with ${server.exitCode}.`)
}
