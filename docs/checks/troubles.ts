import {
  composeModelId,
  createNanoGPT,
  isNanoGPTError,
  nanogpt as nanogptOfEnvironment,
  spendLimit,
  type NanoGPTProvider,
  type NanoGPTProviderSettings,
} from '@nanogpt/ai-sdk-provider'
import { createEmulator, EMULATOR_API_KEY, type Emulator } from '@nanogpt/emulator'
import {
  generateImage,
  generateSpeech,
  generateText,
  type JSONValue,
  Output,
  RetryError,
  streamText,
  wrapLanguageModel,
  type ModelMessage,
} from 'ai'
import { z } from 'zod'

/** A world in which something goes wrong, and what is done in it. */
interface World {
  emulator: Emulator
  nanogpt: NanoGPTProvider
  /** A provider with other settings, in the same world. */
  withSettings(settings: NanoGPTProviderSettings): NanoGPTProvider
  /** What was said aside: warnings, errors of streams, codes. */
  hear(words: unknown): void
}

const ID = 'zai-org/glm-5'

/** How to come by each message of the page, by its heading. */
export const TROUBLES: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  // The key and the address
  'NanoGPT API key is missing': () => generateText({ model: nanogptOfEnvironment(ID), prompt: 'Hello' }),
  'Check the API key': ({ nanogpt, emulator }) => {
    emulator.faults.next({ type: 'status', status: 401, message: 'Invalid session' })
    return ask(nanogpt)
  },
  'The NanoGPT API key has a space, a line break or another character': ({ withSettings }) =>
    ask(withSettings({ apiKey: 'sk nano' })),
  'baseURL must be an http or https URL': async ({ withSettings }) =>
    ask(withSettings({ baseURL: 'ftp://nano-gpt.com' })),
  'An HTML page came back instead of an answer': ({ nanogpt, emulator }) => {
    emulator.faults.next({ type: 'contentType', contentType: 'text/html', body: '<html>Welcome</html>' })
    return ask(nanogpt)
  },
  'Check baseURL': ({ nanogpt, emulator }) => {
    emulator.faults.next({ type: 'status', status: 405, message: 'Method Not Allowed' })
    return ask(nanogpt)
  },
  'redirects to': ({ withSettings }) =>
    ask(
      withSettings({
        fetch: async () => new Response('', { status: 308, headers: { location: 'https://example.com/' } }),
      }),
    ),
  'NanoGPT answered with something that is no answer': ({ nanogpt, emulator }) => {
    emulator.replies.next({ json: { hello: 'world' } })
    return ask(nanogpt)
  },
  'Cannot connect to API': ({ withSettings }) =>
    ask(
      withSettings({
        fetch: () =>
          Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: new Error('refused') })),
      }),
    ),
  "billing 'paygo' contradicts a baseURL of the subscription": async ({ withSettings }) =>
    ask(withSettings({ billing: 'paygo', baseURL: 'https://nano-gpt.com/api/subscription/v1' })),
  'has a character that no header can carry': async ({ withSettings }) =>
    ask(withSettings({ headers: { 'x-team': 'owls\nbees' } })),

  // Money
  'Insufficient balance': ({ nanogpt, emulator }) => {
    emulator.account.balance = 0
    return ask(nanogpt)
  },
  daily_usd_limit_exceeded: ({ nanogpt, emulator, hear }) => {
    emulator.faults.next({
      type: 'status',
      status: 429,
      code: 'daily_usd_limit_exceeded',
      retryAfter: 40_000,
    })
    return ask(nanogpt).catch(hear)
  },
  'The budget is used up': async ({ nanogpt }) => {
    const model = wrapLanguageModel({ model: nanogpt(ID), middleware: spendLimit({ usd: 0.000001 }) })
    await generateText({ model, prompt: 'Hello' })
    return generateText({ model, prompt: 'Hello' })
  },
  "The call is charged to the balance although billing is 'subscription'": ({ withSettings }) =>
    ask(withSettings({ billing: 'subscription' }), { routing: 'price' }),
  model_not_allowed: ({ withSettings, hear }) =>
    generateText({
      model: withSettings({ billing: 'subscription' })('openai/gpt-5.2'),
      prompt: 'Hello',
    }).catch(hear),

  // Options and ids
  'is not an option of this provider': ({ nanogpt }) =>
    generateText({
      model: nanogpt(ID),
      prompt: 'Hello',
      providerOptions: { nanogpt: { webSerch: true } },
    }),
  'of a message, part or tool is not known and has no effect': ({ nanogpt }) =>
    askMessages(nanogpt, [
      { role: 'user', content: 'Hello', providerOptions: { nanogpt: { cacheContrl: {} } } },
    ]),
  'NanoGPT cannot combine': ({ nanogpt }) => ask(nanogpt, { caching: true, routing: 'price' }),
  'has no effect without caching': ({ nanogpt }) => ask(nanogpt, { stickyProvider: true }),
  'extraBody must not contain': ({ nanogpt }) => ask(nanogpt, { extraBody: { model: 'another' } }),
  'The directive': async () => composeModelId(ID, { memory: 1000 }),
  'counts as part of the id': ({ nanogpt }) =>
    generateText({ model: nanogpt(`${ID}:onlien`), prompt: 'Hello' }),
  unsupported_reasoning_effort: ({ nanogpt, hear }) =>
    generateText({ model: nanogpt('moonshotai/kimi-k3'), prompt: 'Hello', reasoning: 'low' }).catch(hear),
  'NanoGPT chat models do not support': ({ nanogpt }) =>
    askMessages(nanogpt, [
      {
        role: 'user',
        content: [{ type: 'file', mediaType: 'application', data: new Uint8Array([1, 2, 3]) }],
      },
    ]),
  'NanoGPT has no models of the kind': async ({ nanogpt }) => nanogpt.rerankingModel('any'),
  context_length_exceeded: ({ nanogpt, hear }) =>
    generateText({ model: nanogpt(ID), prompt: 'owl '.repeat(400_000) }).catch(hear),
  'Send large files as https URLs': ({ nanogpt, emulator }) => {
    emulator.faults.next({ type: 'status', status: 413, message: 'FUNCTION_PAYLOAD_TOO_LARGE' })
    return ask(nanogpt)
  },
  invalid_json_schema: ({ nanogpt, hear, emulator }) => {
    emulator.faults.next({ type: 'status', status: 400, code: 'invalid_json_schema' })
    return ask(nanogpt).catch(hear)
  },

  // Answers
  'No output generated. Check the stream for errors.': async ({ nanogpt, emulator }) => {
    emulator.account.balance = 0
    return streamText({ model: nanogpt(ID), prompt: 'Hello', onError: () => {} }).text
  },
  'The model said nothing before it reached its limit of tokens': ({ nanogpt, emulator }) => {
    emulator.replies.next({ text: '', finishReason: 'length' })
    return ask(nanogpt)
  },
  'The model thought, but said nothing': ({ nanogpt, emulator }) => {
    emulator.replies.next({ reasoning: 'Hm.', text: '', finishReason: 'stop' })
    return ask(nanogpt)
  },
  'The model said nothing': ({ nanogpt, emulator }) => {
    emulator.replies.next({ text: '', finishReason: 'stop' })
    return ask(nanogpt)
  },
  'No object generated': async ({ nanogpt, emulator }) => {
    emulator.replies.next({ text: 'Certainly! Here is your object.' })
    const { output } = await generateText({
      model: nanogpt(ID),
      prompt: 'An owl',
      output: Output.object({ schema: z.object({ name: z.string() }) }),
    })
    return output
  },
  'NanoGPT sent no event for': async ({ withSettings, emulator, hear }) => {
    emulator.faults.next({ type: 'stall', afterFrames: 3 })
    await stream(withSettings({ idleTimeout: 50 }), hear)
  },
  'The connection to NanoGPT broke before the answer was complete': async ({ nanogpt, emulator, hear }) => {
    emulator.faults.next({ type: 'cut', afterFrames: 3, how: 'break' })
    await stream(nanogpt, hear)
  },
  'NanoGPT sent a frame that is no JSON': async ({ nanogpt, emulator, hear }) => {
    emulator.faults.next({ type: 'malformedFrame', afterFrames: 3 })
    await stream(nanogpt, hear)
  },
  'Failed after 3 attempts': ({ nanogpt, emulator }) => {
    emulator.faults.always({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } })
    return generateText({ model: nanogpt(ID), prompt: 'Hello' })
  },
  'No fallback services available for this model': ({ nanogpt, emulator }) => {
    const message = 'No fallback services available for this model. Please try again later.'
    emulator.faults.next({ type: 'status', status: 503, message })
    return ask(nanogpt)
  },
  rate_limit_exceeded: ({ nanogpt, emulator, hear }) => {
    emulator.faults.next({ type: 'status', status: 429, code: 'rate_limit_exceeded' })
    return ask(nanogpt).catch(hear)
  },
  fallback_blocked_for_cache_consistency: ({ nanogpt, emulator, hear }) => {
    emulator.faults.next({ type: 'status', status: 503, code: 'fallback_blocked_for_cache_consistency' })
    return ask(nanogpt, { caching: true, stickyProvider: true }).catch(hear)
  },

  // Images, sound, video
  'NanoGPT may have carried out and charged the request, so it is not repeated': ({ nanogpt, emulator }) => {
    emulator.faults.next({ type: 'status', status: 504 })
    return generateImage({ model: nanogpt.imageModel('gpt-image-2'), prompt: 'An owl' })
  },
  'was not done after': ({ nanogpt }) =>
    generateSpeech({
      model: nanogpt.speechModel('Elevenlabs-Music-V1'),
      text: 'An owl’s song',
      providerOptions: { nanogpt: { pollIntervalMs: 10, pollTimeoutMs: 20 } },
      maxRetries: 0,
    }),
}

/** Everything that a user of the page would see: messages and codes of errors, warnings, what a stream reports. */
export async function seen(trouble: (world: World) => Promise<unknown>): Promise<string[]> {
  const emulator = createEmulator()
  const words: string[] = []
  const hear = (said: unknown) => {
    words.push(...wordsOf(said))
  }
  const withSettings = (settings: NanoGPTProviderSettings) =>
    createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch: emulator.fetch, ...settings })
  try {
    hear(await trouble({ emulator, nanogpt: withSettings({}), withSettings, hear }))
  } catch (error) {
    hear(error)
  }
  return words
}

function wordsOf(said: unknown): string[] {
  if (RetryError.isInstance(said)) return [said.message, ...wordsOf(said.lastError)]
  if (isNanoGPTError(said)) return [said.message, said.data.code ?? '']
  if (said instanceof Error) return [said.message]
  if (typeof said === 'object' && said !== null && 'finalStep' in said)
    return [JSON.stringify(said.finalStep)]
  return []
}

function ask(nanogpt: NanoGPTProvider, options: Record<string, JSONValue> = {}) {
  return generateText({
    model: nanogpt(ID),
    prompt: 'Hello',
    providerOptions: { nanogpt: options },
    maxRetries: 0,
  })
}

function askMessages(nanogpt: NanoGPTProvider, messages: ModelMessage[]) {
  return generateText({ model: nanogpt(ID), messages, maxRetries: 0 })
}

async function stream(nanogpt: NanoGPTProvider, hear: (words: unknown) => void): Promise<void> {
  const result = streamText({
    model: nanogpt(ID),
    prompt: 'Hello',
    maxRetries: 0,
    onError: ({ error }) => hear(error),
  })
  await result.consumeStream()
}
