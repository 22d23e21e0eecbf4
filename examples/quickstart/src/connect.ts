import { createNanoGPT, type NanoGPTProvider } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'
import { models } from './models.ts'

/** A provider, and what a visitor has to know about it before the tour begins. */
export interface Connection {
  nanogpt: NanoGPTProvider
  notice: string
}

/** The live API where there is a key, the emulator where there is none or where it is asked for. */
export function connect({ emulator }: { emulator: boolean }): Connection {
  const { NANOGPT_API_KEY, NANO_GPT_API_KEY } = process.env
  const hasKey = [NANOGPT_API_KEY, NANO_GPT_API_KEY].some(key => key !== undefined && key.trim() !== '')
  return hasKey && !emulator ? connectToApi() : connectToEmulator(emulator)
}

function connectToApi(): Connection {
  return {
    // Reads the key, and NANOGPT_BASE_URL where it is set, from the environment.
    nanogpt: createNanoGPT(),
    notice:
      `Live: the API at ${describeAddress(process.env['NANOGPT_BASE_URL'])} answers, with your key. ` +
      `The tour costs some twenty cents. Models: ${[...new Set(Object.values(models))].join(', ')}.`,
  }
}

/** Without a user name or password that the address may carry. */
function describeAddress(baseURL: string | undefined): string {
  if (baseURL === undefined || baseURL.trim() === '') return 'https://nano-gpt.com/api/v1'
  const url = URL.parse(baseURL)
  return url === null ? 'the address in NANOGPT_BASE_URL' : `${url.origin}${url.pathname.replace(/\/$/, '')}`
}

function connectToEmulator(asked: boolean): Connection {
  // Slow enough to see the text arrive.
  const emulator = createEmulator({ pace: { firstFrame: 300, frame: 40 } })
  return {
    nanogpt: createNanoGPT({
      apiKey: EMULATOR_API_KEY,
      fetch: emulator.fetch,
      // The emulator answers any host; this one keeps NANOGPT_BASE_URL out of it.
      baseURL: 'https://nano-gpt.com/api/v1',
    }),
    notice:
      `${asked ? 'Emulator, as you asked' : 'Emulator, since NANOGPT_API_KEY is not set'}: it runs inside this ` +
      'process, nothing leaves your machine and nothing is charged. Its answers are computed, not thought: they show ' +
      'what arrives and how, not what a model would say. Prices are the emulator’s own.' +
      (asked ? '' : ' With a key, the same tour runs on the live models.'),
  }
}
