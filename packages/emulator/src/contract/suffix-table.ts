/** What a suffix asks for. */
export type Directive =
  | { kind: 'routing'; value: 'speed' | 'throughput' | 'latency' | 'price' | 'tools' }
  | { kind: 'caching' }
  | { kind: 'search'; provider: string; depth: string }
  | { kind: 'memory'; days: number }
  | { kind: 'redaction' }
  | { kind: 'effort'; value: string }
  | { kind: 'exclude' }

/** Suffixes without a parameter. All are matched without regard to case. */
const fixed: Record<string, Directive> = {
  speed: { kind: 'routing', value: 'speed' },
  fast: { kind: 'routing', value: 'speed' },
  throughput: { kind: 'routing', value: 'throughput' },
  latency: { kind: 'routing', value: 'latency' },
  price: { kind: 'routing', value: 'price' },
  cheap: { kind: 'routing', value: 'price' },
  floor: { kind: 'routing', value: 'price' },
  tools: { kind: 'routing', value: 'tools' },
  caching: { kind: 'caching' },
  cache: { kind: 'caching' },
  cached: { kind: 'caching' },
  redaction: { kind: 'redaction' },
  redacted: { kind: 'redaction' },
  piiredaction: { kind: 'redaction' },
  piiredacted: { kind: 'redaction' },
  'reasoning-exclude': { kind: 'exclude' },
  memory: { kind: 'memory', days: 30 },
  online: { kind: 'search', provider: 'default', depth: 'standard' },
}

/** `:online/<preset>`: who searches, and how deeply. */
const searchPresets: Record<string, [provider: string, depth: string]> = {
  native: ['native', 'standard'],
  linkup: ['linkup', 'standard'],
  'linkup-deep': ['linkup', 'deep'],
  tavily: ['tavily', 'standard'],
  'tavily-deep': ['tavily', 'deep'],
  brave: ['brave', 'standard'],
  'brave-deep': ['brave', 'deep'],
  sofya: ['sofya', 'standard'],
  firecrawl: ['firecrawl', 'standard'],
  'firecrawl-deep': ['firecrawl', 'deep'],
  'exa-fast': ['exa', 'fast'],
  'exa-auto': ['exa', 'auto'],
  'exa-neural': ['exa', 'neural'],
  'exa-deep': ['exa', 'deep'],
  'exa-instant': ['exa', 'instant'],
  'exa-deep-reasoning': ['exa', 'deep-reasoning'],
  kagi: ['kagi', 'standard'],
  'kagi-web': ['kagi', 'standard'],
  'kagi-news': ['kagi', 'standard'],
  'kagi-search': ['kagi', 'deep'],
  perplexity: ['perplexity', 'standard'],
  'perplexity-deep': ['perplexity', 'deep'],
  valyu: ['valyu', 'standard'],
  'valyu-deep': ['valyu', 'deep'],
  'valyu-web': ['valyu', 'standard'],
  'valyu-web-deep': ['valyu', 'deep'],
}

/** The effort suffix knows six values; `minimal` exists only in the body. */
const effortSuffixes = new Set(['none', 'low', 'medium', 'high', 'xhigh', 'max'])

function readSearch(preset: string): Directive | undefined {
  const found = searchPresets[preset]
  return found && { kind: 'search', provider: found[0], depth: found[1] }
}

function readMemory(days: string): Directive | undefined {
  if (!/^\d+$/.test(days)) return undefined
  // Out of range is not refused but clamped.
  return { kind: 'memory', days: Math.min(365, Math.max(1, Number(days))) }
}

function readEffort(value: string): Directive | undefined {
  return effortSuffixes.has(value) ? { kind: 'effort', value } : undefined
}

const parameterised: [prefix: string, read: (parameter: string) => Directive | undefined][] = [
  ['online/', readSearch],
  ['memory-', readMemory],
  ['reasoning-effort/', readEffort],
]

/** What a suffix (without its colon) means; `undefined` where it means nothing and belongs to the id. */
export function readSuffix(suffix: string): Directive | undefined {
  const name = suffix.toLowerCase()
  if (Object.hasOwn(fixed, name)) return fixed[name]
  const match = parameterised.find(([prefix]) => name.startsWith(prefix))
  return match?.[1](name.slice(match[0].length))
}
