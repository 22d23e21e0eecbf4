import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createNanoGPT, type NanoGPTProvider } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'

/** A provider, and what the user has to know about it. */
export interface Connection {
  nanogpt: NanoGPTProvider
  notice: string
  /** The folder to work in unless another one is named. */
  findFolder(): Promise<string>
}

/** The live API where there is a key, the emulator where there is none or where it is asked for. */
export function connect({ emulator }: { emulator: boolean }): Connection {
  const { NANOGPT_API_KEY, NANO_GPT_API_KEY } = process.env
  const hasKey = [NANOGPT_API_KEY, NANO_GPT_API_KEY].some(key => key !== undefined && key.trim() !== '')
  if (hasKey && !emulator) {
    // Reads the key, and NANOGPT_BASE_URL where it is set, from the environment.
    return { nanogpt: createNanoGPT(), notice: 'Live, with your key.', findFolder: async () => process.cwd() }
  }
  // Slow enough to see the text arrive.
  const { fetch } = createEmulator({ pace: { firstFrame: 200, frame: 15 } })
  return {
    nanogpt: createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch, baseURL: 'https://nano-gpt.com/api/v1' }),
    notice:
      'Emulator: nothing leaves your machine and nothing is charged. It picks tools by the words of the question, and ' +
      'its answers are computed, not thought. Set NANOGPT_API_KEY for live models.',
    findFolder: copySample,
  }
}

async function copySample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nanogpt-agent-'))
  await cp(fileURLToPath(new URL('../sample', import.meta.url)), folder, { recursive: true })
  return folder
}
