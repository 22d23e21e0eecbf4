import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { createEmulator, EMULATOR_API_KEY, type EmulatorOptions } from '@nanogpt/emulator'
import { createNanoGPT, type NanoGPTProviderSettings } from '../src/index.ts'

/** A provider that talks to an emulator of its own. */
export function setUp({ emulator: emulatorOptions, ...settings }: SetUpOptions = {}) {
  const emulator = createEmulator(emulatorOptions)
  const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch: emulator.fetch, ...settings })
  const lastBody = () => emulator.requests.at(-1)?.body as Record<string, unknown>
  const lastRequest = () => {
    const request = emulator.requests.at(-1)
    if (request === undefined) throw new Error('No request has arrived.')
    return request
  }
  return { emulator, nanogpt, model: nanogpt('openai/gpt-5.2'), lastBody, lastRequest }
}

export type SetUpOptions = NanoGPTProviderSettings & { emulator?: EmulatorOptions }

/** The prompt of a call that says one thing. */
export function promptOf(text: string): LanguageModelV4CallOptions['prompt'] {
  return [{ role: 'user', content: [{ type: 'text', text }] }]
}

export async function collect<T>(stream: ReadableStream<T>): Promise<T[]> {
  const parts: T[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

type PartOf<Type extends LanguageModelV4StreamPart['type']> = Extract<
  LanguageModelV4StreamPart,
  { type: Type }
>

/** The parts of one type, in their order. */
export function partsOf<Type extends LanguageModelV4StreamPart['type']>(
  parts: readonly LanguageModelV4StreamPart[],
  type: Type,
): PartOf<Type>[] {
  return parts.filter((part): part is PartOf<Type> => part.type === type)
}

/** The one `finish` part, which must be the last. */
export function finishOf(parts: readonly LanguageModelV4StreamPart[]): PartOf<'finish'> {
  const last = parts.at(-1)
  if (last?.type !== 'finish' || partsOf(parts, 'finish').length !== 1) {
    throw new Error(`The stream did not end with its only finish part, but with ${last?.type}.`)
  }
  return last
}

/** A chunk of a stream with one delta. */
export function chunk(delta: object, finishReason: string | null = null): object {
  return { id: 'chatcmpl_1', choices: [{ index: 0, delta, finish_reason: finishReason }] }
}

/** An error of a promise that must reject. */
export async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('The promise did not reject.')
}
