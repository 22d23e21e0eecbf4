import { InvalidArgumentError, type LanguageModelV4CallOptions, type SharedV4Warning } from '@ai-sdk/provider'
import { aliasOf, withOwnOptions, type Optioned } from '../options/own-options.ts'
import { asRecord } from '../wire/json.ts'
import { promptPlaces } from './prompt-places.ts'

// What `providerOptions.nanogpt` of a part may contain: options, and what this provider left there itself.
const OPTIONS = new Map<string, readonly string[]>([
  ['cacheControl', []],
  ['cache_control', []],
  ['imageDetail', ['low', 'high', 'auto']],
  ['reasoningEffort', ['minimal', 'low', 'medium', 'high', 'xhigh', 'max']],
])
const LEFT_BY_US: ReadonlySet<string> = new Set(['reasoningModel', 'reasoningDetails', 'extraContent'])
const LIFETIMES: ReadonlySet<unknown> = new Set([undefined, '5m', '1h'])

/**
 * Checks the options of messages, parts and tools. Unknown names are warnings here, not errors: metadata of
 * earlier answers, of other versions too, comes back in the same place.
 *
 * @throws InvalidArgumentError for a cache marker or an image detail that the API does not know.
 */
export function checkPartOptions(call: LanguageModelV4CallOptions): SharedV4Warning[] {
  const unknown = new Set<string>()
  for (const { providerOptions } of placesOf(call)) {
    const options = providerOptions?.nanogpt
    for (const [name, value] of Object.entries(options ?? {})) {
      if (value === undefined || value === null) continue
      if (OPTIONS.has(name)) checkValue(name, value)
      else if (!LEFT_BY_US.has(name)) unknown.add(name)
    }
  }
  const warnings = [...unknown].map(
    name => `providerOptions.nanogpt.${name} of a message, part or tool is not known and has no effect.`,
  )
  if (hasMisplacedEffort(call)) {
    warnings.push(
      'providerOptions.nanogpt.reasoningEffort has no effect but on a system message without text.',
    )
  }
  return warnings.map(message => ({ type: 'other', message }))
}

/** Under another name of the provider, its options are read under that name too: they are moved to ours. */
export function underOurName(
  call: LanguageModelV4CallOptions,
  providerName: string,
): LanguageModelV4CallOptions {
  const alias = aliasOf(providerName)
  if (alias === undefined) return call
  const moved = <T extends Optioned>(place: T): T => withOwnOptions(place, alias)
  return {
    ...moved(call),
    prompt: call.prompt.map(message => {
      if (message.role === 'system') return moved(message)
      // Each role has parts of its own types, and moving options changes none of them.
      const content = message.content.map(part => moved(part as Optioned))
      return moved({ ...message, content } as typeof message)
    }),
    ...(call.tools && { tools: call.tools.map(tool => (tool.type === 'function' ? moved(tool) : tool)) }),
  }
}

function placesOf({ prompt, tools = [] }: LanguageModelV4CallOptions): Optioned[] {
  return [...promptPlaces(prompt), ...tools.filter(tool => tool.type === 'function')]
}

function hasMisplacedEffort({ prompt, ...call }: LanguageModelV4CallOptions): boolean {
  const others = { ...call, prompt: prompt.filter(({ role }) => role !== 'system') }
  return placesOf(others).some(({ providerOptions }) => providerOptions?.nanogpt?.reasoningEffort != null)
}

function checkValue(name: string, value: unknown): void {
  const words = OPTIONS.get(name) ?? []
  const problem = words.length > 0 ? checkWord(words, value) : checkMarker(value)
  if (problem === undefined) return
  throw new InvalidArgumentError({
    argument: 'providerOptions',
    message: `providerOptions.nanogpt.${name} ${problem}, not ${JSON.stringify(value)}.`,
  })
}

function checkWord(words: readonly string[], value: unknown): string | undefined {
  return typeof value === 'string' && words.includes(value) ? undefined : `must be ${words.join(', ')}`
}

function checkMarker(value: unknown): string | undefined {
  const marker = asRecord(value)
  return marker?.type === 'ephemeral' && LIFETIMES.has(marker.ttl)
    ? undefined
    : "must be { type: 'ephemeral', ttl?: '5m' | '1h' }"
}
