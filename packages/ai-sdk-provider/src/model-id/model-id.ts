import { InvalidArgumentError } from '@ai-sdk/provider'
import {
  CACHING_WORDS,
  MEMORY_DAYS,
  REDACTION_WORDS,
  ROUTING_WORDS,
  SUFFIX_REASONING_EFFORTS,
  type RoutingPreference,
  type SuffixReasoningEffort,
  type WebSearchPreset,
} from './suffix-table.ts'

/** What the suffixes of a model id ask for. Every property maps to one suffix; absent ones ask for nothing. */
export interface ModelIdDirectives {
  /** `:speed`, `:throughput`, `:latency`, `:price` or `:tools`. Routed requests bill like an explicit provider. */
  routing?: RoutingPreference
  /** `:caching`: only providers that can cache. */
  caching?: true
  /** `:online` with the default engine (`true`), or `:online/<preset>`. */
  webSearch?: true | WebSearchPreset
  /** `:memory` (`true`: 30 days), or `:memory-<days>` with 1 to 365 days. */
  memory?: true | number
  /** `:redaction`: personal data is removed before the request reaches a provider. */
  redaction?: true
  /** `:reasoning-effort/<level>`. */
  reasoningEffort?: SuffixReasoningEffort
  /** `:reasoning-exclude`: the model may think, the answer does not show it. */
  reasoning?: 'exclude'
}

/** A model id taken apart. */
export interface ParsedModelId extends ModelIdDirectives {
  /** The id proper, with the suffixes that belong to it (`:thinking`, budgets, `:free`, …) and unknown ones. */
  base: string
  /** The whole id as it was written. */
  id: string
}

/**
 * Takes a model id apart into its base and the directives of its suffixes.
 *
 * Known suffixes match in any case, the base is never changed, and what is not known stays in the
 * base. Where a directive is repeated the rightmost wins.
 *
 * @example
 * parseModelId('zai-org/glm-5:thinking:fast:memory-90')
 * // { base: 'zai-org/glm-5:thinking', routing: 'speed', memory: 90, id: 'zai-org/glm-5:thinking:fast:memory-90' }
 */
export function parseModelId(modelId: string): ParsedModelId {
  const [name = '', ...segments] = modelId.split(':')
  const directives: ModelIdDirectives = {}
  let base = name

  for (const segment of segments) {
    const directive = readSuffix(segment)
    if (directive === undefined) base += `:${segment}`
    else Object.assign(directives, directive)
  }
  return { base, ...directives, id: modelId }
}

/**
 * Builds a model id from a base and directives; takes what {@link parseModelId} returned as well, and
 * then gives back the very id that was parsed.
 *
 * @throws InvalidArgumentError when a value is out of range or two directives contradict each other.
 * @example
 * composeModelId('zai-org/glm-5', { routing: 'speed', webSearch: 'linkup-deep', memory: 30 })
 * // 'zai-org/glm-5:speed:online/linkup-deep:memory-30'
 */
export function composeModelId(base: string, directives: ModelIdDirectives | ParsedModelId = {}): string {
  if (base.trim() === '') {
    throw new InvalidArgumentError({ argument: 'base', message: 'A model id must not be blank.' })
  }
  const written = 'id' in directives ? parseModelId(directives.id) : undefined
  const modelId =
    written && isEqual({ ...directives, base }, { ...written })
      ? written.id
      : base + writeSuffixes(directives)
  refuseConflicts(directiveClaims(modelId))
  return modelId
}

/** What a suffix asks for, or `undefined` where it belongs to the base. */
function readSuffix(segment: string): ModelIdDirectives | undefined {
  const word = segment.toLowerCase()
  const [name = '', value] = splitOnce(word, '/')
  return value === undefined ? readWord(word) : readValue(name, value)
}

function readWord(word: string): ModelIdDirectives | undefined {
  const routing = Object.hasOwn(ROUTING_WORDS, word) ? ROUTING_WORDS[word] : undefined
  if (routing) return { routing }
  if (CACHING_WORDS.includes(word)) return { caching: true }
  if (REDACTION_WORDS.includes(word)) return { redaction: true }
  if (word === 'online') return { webSearch: true }
  if (word === 'reasoning-exclude') return { reasoning: 'exclude' }
  if (word === 'memory') return { memory: true }
  const days = /^memory-(\d+)$/.exec(word)?.[1]
  return days === undefined ? undefined : { memory: clampDays(Number(days)) }
}

function readValue(name: string, value: string): ModelIdDirectives | undefined {
  if (name === 'online') return value === '' ? undefined : { webSearch: value }
  if (name !== 'reasoning-effort') return undefined
  const reasoningEffort = SUFFIX_REASONING_EFFORTS.find(level => level === value)
  return reasoningEffort && { reasoningEffort }
}

function writeSuffixes(directives: ModelIdDirectives): string {
  const { routing, caching, webSearch, memory, redaction, reasoningEffort, reasoning } = directives
  const suffixes = [
    routing && `:${routing}`,
    caching && ':caching',
    webSearch && (webSearch === true ? ':online' : `:online/${checkedWord('webSearch', webSearch)}`),
    memory !== undefined && (memory === true ? ':memory' : `:memory-${checkedDays(memory)}`),
    redaction && ':redaction',
    reasoningEffort && `:reasoning-effort/${reasoningEffort}`,
    reasoning && ':reasoning-exclude',
  ]
  return suffixes.filter(Boolean).join('')
}

/** Both are flat records of words, numbers and booleans. */
function isEqual(left: Record<string, unknown>, right: Record<string, unknown>): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every(key => left[key] === right[key])
}

/** One directive with the place it was given, so that a refusal can name both sides. */
export interface DirectiveClaim {
  kind: 'routing' | 'tools' | 'caching' | 'provider'
  /** How the user said it, for example `':fast'` or `providerOptions.nanogpt.provider`. */
  said: string
}

/** The claims of an id's suffixes that can contradict others. */
export function directiveClaims(modelId: string): DirectiveClaim[] {
  const [, ...segments] = modelId.split(':')
  return segments.flatMap((segment): DirectiveClaim[] => {
    const { routing, caching } = readSuffix(segment) ?? {}
    const said = `the suffix ':${segment}'`
    if (routing) return [{ kind: routing === 'tools' ? 'tools' : 'routing', said }]
    return caching ? [{ kind: 'caching', said }] : []
  })
}

// API sheet §4.5. Two routing preferences are not in its table, but an id takes one.
const CONFLICTS: readonly (readonly [DirectiveClaim['kind'], DirectiveClaim['kind']])[] = [
  ['routing', 'provider'],
  ['tools', 'routing'],
  ['tools', 'provider'],
  ['tools', 'caching'],
  ['caching', 'provider'],
  ['caching', 'routing'],
]

/**
 * Refuses directives that the API answers with a 400, before they cost a round trip.
 *
 * @throws InvalidArgumentError naming both directives and the way out.
 */
export function refuseConflicts(claims: readonly DirectiveClaim[]): void {
  for (const [first, second] of CONFLICTS) {
    const left = claims.find(claim => claim.kind === first)
    const right = claims.find(claim => claim.kind === second)
    if (left && right) throw conflictError(left, right)
  }
}

function conflictError(left: DirectiveClaim, right: DirectiveClaim): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'providerOptions',
    message: `NanoGPT cannot combine ${left.said} with ${right.said}: both decide which provider answers. Remove one of the two.`,
  })
}

function checkedDays(days: number): number {
  if (Number.isInteger(days) && days >= MEMORY_DAYS.minimum && days <= MEMORY_DAYS.maximum) return days
  throw new InvalidArgumentError({
    argument: 'memory',
    message: `memory must be a whole number of days from ${MEMORY_DAYS.minimum} to ${MEMORY_DAYS.maximum}, not ${days}.`,
  })
}

function checkedWord(argument: string, word: string): string {
  if (/^[^:/\s]+$/.test(word)) return word
  throw new InvalidArgumentError({
    argument,
    message: `${argument} must be one word without ':', '/' or spaces, not '${word}'.`,
  })
}

/** The server clamps as well, so that `:memory-9999` means a year there too (API sheet §4.2). */
function clampDays(days: number): number {
  return Math.min(Math.max(days, MEMORY_DAYS.minimum), MEMORY_DAYS.maximum)
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const position = text.indexOf(separator)
  return position === -1
    ? [text, undefined]
    : [text.slice(0, position), text.slice(position + separator.length)]
}
