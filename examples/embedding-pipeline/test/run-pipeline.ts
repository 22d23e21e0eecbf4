import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../src/pipeline.ts', import.meta.url))

/** Nothing of the environment of the tests, where there may be a key. */
function environment(own: Record<string, string>): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', ...own }
}

export interface Run {
  code: number
  stdout: string
  stderr: string
}

/** The command, to its end. */
export function runPipeline(options: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [command, ...options],
      { env: environment(env), maxBuffer: 1e8 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr })
      },
    )
  })
}

/** The command, to be killed. */
export function startPipeline(options: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [command, ...options], { env: environment(env), stdio: 'ignore' })
}

export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'embedding-pipeline-'))
}
