import { createNanoGPT, type NanoGPTProvider } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'

/** A provider, and what to know about it. */
export interface Connection {
  nanogpt: NanoGPTProvider
  notice: string
}

/** The live API where there is a key; the emulator where there is none, or where it is asked for. */
export function connect({ emulator: isAskedFor }: { emulator: boolean }): Connection {
  const { NANOGPT_API_KEY, NANO_GPT_API_KEY } = process.env
  const hasKey = [NANOGPT_API_KEY, NANO_GPT_API_KEY].some(key => key !== undefined && key.trim() !== '')
  // Reads the key, and NANOGPT_BASE_URL where it is set, from the environment.
  if (hasKey && !isAskedFor) return { nanogpt: createNanoGPT(), notice: 'NanoGPT’s API, with your key' }

  const emulator = createEmulator()
  return {
    nanogpt: createNanoGPT({
      apiKey: EMULATOR_API_KEY,
      fetch: emulator.fetch,
      // The emulator answers any host; this one keeps NANOGPT_BASE_URL out of it.
      baseURL: 'https://nano-gpt.com/api/v1',
    }),
    notice:
      `the emulator, ${isAskedFor ? 'as you asked' : 'since NANOGPT_API_KEY is not set'}: nothing leaves your ` +
      'machine, nothing is charged. Its vectors bring texts with the same words together; its answers are computed, not thought',
  }
}
