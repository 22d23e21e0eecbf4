import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { createEmulator, EMULATOR_API_KEY, type Emulator } from '@nanogpt/emulator'
import { vi } from 'vitest'
import { emit, moduleOf, setupModuleOf, type BlockModule } from './compile.ts'
import { fileOf, pathOf, type Block } from './pages.ts'

/** Below node_modules: out of version control, and where a block finds its packages. */
const OUTPUT = pathOf('docs/node_modules/.blocks')

/** What a block did. */
export interface Outcome {
  printed: string
  /** Fields of its requests that no document mentions. */
  unknownFields: string[]
}

/** Runs a block in a world where NanoGPT is an emulator of its own: the key and `fetch` are those of it. */
export async function runBlock(block: Block): Promise<Outcome> {
  const emulator = createEmulator()
  vi.stubGlobal('fetch', emulator.fetch)
  // The SDK's own remarks about warnings are not what a block prints.
  vi.stubGlobal('AI_SDK_LOG_WARNINGS', false)
  vi.stubEnv('NANOGPT_API_KEY', EMULATOR_API_KEY)
  vi.stubEnv('NANOGPT_BASE_URL', undefined)
  const printed: string[] = []
  capture(printed)
  try {
    const setup = setupModuleOf(block)
    if (setup) await prepare(setup, emulator)
    await load(moduleOf(block))
  } finally {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
  }
  return { printed: printed.join('').trim(), unknownFields: emulator.unknownFields.map(({ field }) => field) }
}

async function prepare(setup: BlockModule, emulator: Emulator): Promise<void> {
  const { default: run } = (await load(setup)) as { default: (emulator: Emulator) => Promise<void> }
  await run(emulator)
}

/** Modules are kept by their address, and a block may be run again while somebody watches the tests. */
let loads = 0

async function load(module: BlockModule): Promise<unknown> {
  mkdirSync(OUTPUT, { recursive: true })
  const path = `${OUTPUT}/${fileOf(module.path).replaceAll('/', '.')}.mjs`
  writeFileSync(path, emit(module))
  loads += 1
  return import(/* @vite-ignore */ `${pathToFileURL(path).href}?${loads}`)
}

function capture(printed: string[]): void {
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => {
      printed.push(`${format(...values)}\n`)
    })
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed.push(String(text))
    return true
  })
}
