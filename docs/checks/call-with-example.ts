import { createNanoGPT, type NanoGPTProvider } from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'
import {
  embed,
  experimental_startVideo as startVideo,
  generateImage,
  generateSpeech,
  generateText,
  type JSONValue,
  Output,
  tool,
  transcribe,
} from 'ai'
import { z } from 'zod'

export type Options = Record<string, JSONValue>
type Call = (nanogpt: NanoGPTProvider, options: Options) => Promise<unknown>

const prompt = 'What is new about owls?'
const given = (options: Options) => ({ providerOptions: { nanogpt: options }, maxRetries: 0 })

/** An option about tools needs a tool, one about schemas a schema. */
function chat(nanogpt: NanoGPTProvider, options: Options): Promise<unknown> {
  const call = { model: nanogpt('zai-org/glm-5'), prompt, ...given(options) }
  const owl = z.object({ name: z.string() })
  if ('parallelToolCalls' in options)
    return generateText({ ...call, tools: { find: tool({ inputSchema: owl }) } })
  if ('strictJsonSchema' in options) return generateText({ ...call, output: Output.object({ schema: owl }) })
  return generateText(call)
}

/** The call that the options of a page of the reference belong to. */
const CALLS: Readonly<Record<string, Call>> = {
  chat,
  'web-search': (nanogpt, options) =>
    generateText({ model: nanogpt('openai/gpt-5.2'), prompt, ...given(options) }),
  completion: (nanogpt, options) =>
    generateText({ model: nanogpt.completionModel('zai-org/glm-5'), prompt, ...given(options) }),
  embedding: (nanogpt, options) =>
    embed({ model: nanogpt.embeddingModel('text-embedding-3-small'), value: 'owls', ...given(options) }),
  image: (nanogpt, options) =>
    generateImage({ model: nanogpt.imageModel('gpt-image-2'), prompt: 'An owl', ...given(options) }),
  speech: (nanogpt, options) =>
    generateSpeech({ model: nanogpt.speechModel('Kokoro-82m'), text: 'Owls.', ...given(options) }),
  transcription: (nanogpt, options) =>
    transcribe({
      model: nanogpt.transcriptionModel('Whisper-Large-V3'),
      audio: new TextEncoder().encode('ID3 owls'),
      ...given(options),
    }),
  video: (nanogpt, options) =>
    startVideo({ model: nanogpt.videoModel('kling-v26-pro'), prompt: 'An owl', ...given(options) }),
}

export const CALLED_PAGES = Object.keys(CALLS)

/** Names of the fields and headers that were sent with an example. What becomes of the call does not matter here. */
export async function fieldsSentWith(page: string, options: Options): Promise<Set<string>> {
  const { fetch } = createEmulator()
  const names = new Set<string>()
  const nanogpt = createNanoGPT({
    apiKey: EMULATOR_API_KEY,
    compression: 'off',
    fetch: (input, init) => {
      for (const name of namesIn(init)) names.add(name)
      return fetch(input, init)
    },
  })
  await CALLS[page]?.(nanogpt, options).catch(() => {})
  return names
}

function namesIn({ headers, body }: RequestInit = {}): string[] {
  const fields =
    body instanceof FormData
      ? [...body.keys()]
      : [...String(body).matchAll(/"(\w+)":/g)].map(([, name = '']) => name)
  return [...new Headers(headers).keys(), ...fields]
}
