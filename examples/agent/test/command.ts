import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import { onTestFinished } from 'vitest'
import type { SessionData } from '../src/session.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** A process of the real command. */
export interface Running {
  stdout: string
  stderr: string
  /** Writes to its input. */
  say(text: string): void
  /** There is nobody any more. */
  endInput(): void
  kill(signal: NodeJS.Signals): void
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
}

/** Starts the command in a folder, against a served emulator or, without one, without a key. */
export function start(
  args: readonly string[],
  { cwd, server }: { cwd: string; server?: ServedEmulator },
): Running {
  const { NANOGPT_API_KEY: _key, NANO_GPT_API_KEY: _otherKey, FORCE_COLOR: _colour, ...env } = process.env
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: server ? { ...env, NANOGPT_API_KEY: EMULATOR_API_KEY, NANOGPT_BASE_URL: server.url } : env,
  })
  const running: Running = {
    stdout: '',
    stderr: '',
    say: text => child.stdin.write(text),
    endInput: () => child.stdin.end(),
    kill: signal => child.kill(signal),
    ended: once(child, 'close').then(([code, signal]) => code ?? signal),
  }
  child.stdout.setEncoding('utf8').on('data', text => (running.stdout += text))
  child.stderr.setEncoding('utf8').on('data', text => (running.stderr += text))
  onTestFinished(() => void child.kill('SIGKILL'))
  return running
}

/** Runs the command to its end. */
export async function runCommand(
  args: readonly string[],
  { input = '', ...where }: { cwd: string; server?: ServedEmulator; input?: string },
): Promise<Omit<Running, 'ended'> & { code: number | NodeJS.Signals }> {
  const running = start(args, where)
  running.say(input)
  running.endInput()
  const code = await running.ended
  return { ...running, code }
}

/** An emulator behind a socket, that refuses fields it does not know. */
export async function serve(options: Parameters<typeof serveEmulator>[0] = {}): Promise<ServedEmulator> {
  const server = await serveEmulator({ onUnknownField: 'error', ...options })
  onTestFinished(() => server.close())
  return server
}

/** A folder with these files in it. */
export async function makeFolder(files: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nanogpt-agent-test-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

export async function readSession(folder: string): Promise<SessionData> {
  return JSON.parse(await readFile(join(folder, 'session.json'), 'utf8')) as SessionData
}
