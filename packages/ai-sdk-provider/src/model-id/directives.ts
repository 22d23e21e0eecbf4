import { InvalidArgumentError } from '@ai-sdk/provider'
import {
  MEMORY_DAYS,
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

// What each directive may be. A directive that is forgotten here does not compile.
const VALUES: Readonly<
  Record<keyof ModelIdDirectives, { isValid: (value: unknown) => boolean; range: string }>
> = {
  routing: {
    isValid: isOneOf(Object.values(ROUTING_WORDS)),
    range: 'speed, throughput, latency, price or tools',
  },
  caching: { isValid: isTrue, range: 'true' },
  webSearch: { isValid: value => isTrue(value) || isWord(value), range: 'true, or the name of a preset' },
  memory: {
    isValid: value => isTrue(value) || isDays(value),
    range: `true, or a whole number of days from ${MEMORY_DAYS.minimum} to ${MEMORY_DAYS.maximum}`,
  },
  redaction: { isValid: isTrue, range: 'true' },
  reasoningEffort: { isValid: isOneOf(SUFFIX_REASONING_EFFORTS), range: SUFFIX_REASONING_EFFORTS.join(', ') },
  reasoning: { isValid: value => value === 'exclude', range: "'exclude'" },
}

/** @throws InvalidArgumentError naming the directive that does not exist, or whose value is out of range. */
export function checkDirectives({
  id: _id,
  base: _base,
  ...directives
}: ModelIdDirectives & Partial<ParsedModelId>): void {
  for (const [name, value] of Object.entries(directives)) {
    const rule = Object.hasOwn(VALUES, name) ? VALUES[name as keyof ModelIdDirectives] : undefined
    const problem = rule ? `must be ${rule.range}` : `is not one of ${Object.keys(VALUES).join(', ')}`
    if (value === undefined || rule?.isValid(value)) continue
    throw new InvalidArgumentError({
      argument: name,
      message: `The directive ${name} of a model id ${problem}${rule ? `, not ${JSON.stringify(value)}` : ''}.`,
    })
  }
}

function isTrue(value: unknown): boolean {
  return value === true
}

/** A word that cannot be taken for more than one suffix. */
function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^[^:/\s]+$/.test(value)
}

function isDays(value: unknown): boolean {
  return Number.isInteger(value) && value === clampDays(Number(value))
}

function isOneOf(words: readonly string[]): (value: unknown) => boolean {
  return value => typeof value === 'string' && words.includes(value)
}

/** The server clamps as well, so that `:memory-9999` means a year there too (API sheet §4.2). */
export function clampDays(days: number): number {
  return Math.min(Math.max(days, MEMORY_DAYS.minimum), MEMORY_DAYS.maximum)
}
