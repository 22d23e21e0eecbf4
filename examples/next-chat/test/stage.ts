import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Emulator, EmulatorOptions } from '@nanogpt/emulator'
import { serveEmulator } from '@nanogpt/emulator/server'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

/** A key that stands nowhere else, so that it can be looked for. */
export const SECRET_KEY = 'sk-nano-3f9c1e-never-to-be-seen-in-a-browser'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** The built chat, an emulator behind it, and a browser before it. */
export interface Stage {
  emulator: Emulator
  url: string
  /** A page with a storage of its own. */
  open: (options?: BrowserContextOptions) => Promise<Page>
  close: () => Promise<void>
}

export async function setStage(options: EmulatorOptions = {}): Promise<Stage> {
  if (!existsSync(`${folder}.next/BUILD_ID`)) throw new Error('There is no build: run `next build` first.')
  const browser = await launchBrowser()
  const {
    emulator,
    url: apiUrl,
    close: closeEmulator,
  } = await serveEmulator({ apiKey: SECRET_KEY, ...options })
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = startServer(port, apiUrl)
  await untilReady(url, server)

  return {
    emulator,
    url,
    async open(contextOptions = {}) {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...contextOptions })
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      await page.goto(url)
      await page.getByRole('textbox', { name: 'Your question' }).waitFor()
      return page
    },
    async close() {
      await browser.close()
      server.kill()
      await closeEmulator()
    },
  }
}

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function launchBrowser(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM'], ...BROWSERS].find(path => path && existsSync(path))
  if (executablePath === undefined) {
    throw new Error(
      'These tests need Chromium: `apt-get install chromium`, or its path in the variable CHROMIUM.',
    )
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

function startServer(port: number, apiUrl: string): ChildProcess {
  const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))
  return spawn(process.execPath, [next, 'start', '--port', String(port)], {
    cwd: folder,
    // What the server logs about injected errors is expected; with DEBUG it is shown.
    stdio: process.env['DEBUG'] ? 'inherit' : 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NANOGPT_API_KEY: SECRET_KEY,
      NANOGPT_BASE_URL: `${apiUrl}/api/v1`,
    },
  })
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await wait(100)
  }
  throw new Error(`next start ended with ${server.exitCode}; DEBUG=1 shows why.`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** Asks as a user does, and waits for the end of the answer. */
export async function ask(page: Page, question: string): Promise<void> {
  const before = await page.getByRole('button', { name: 'Answer anew' }).count()
  await page.getByRole('textbox', { name: 'Your question' }).fill(question)
  await page.getByRole('button', { name: 'Send' }).click()
  await untilAnswered(page, before + 1)
}

/** Until so many answers are complete. */
export async function untilAnswered(page: Page, answers: number): Promise<void> {
  await page
    .getByRole('button', { name: 'Answer anew', disabled: false })
    .nth(answers - 1)
    .waitFor()
}
