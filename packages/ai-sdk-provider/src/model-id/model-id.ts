import { InvalidArgumentError } from '@ai-sdk/provider'
import { refuseConflicts, type DirectiveClaim } from './conflicts.ts'
import { checkDirectives, clampDays, type ModelIdDirectives, type ParsedModelId } from './directives.ts'
import { CACHING_WORDS, REDACTION_WORDS, ROUTING_WORDS, SUFFIX_REASONING_EFFORTS } from './suffix-table.ts'

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
  checkDirectives(directives)
  const written = 'id' in directives ? parseModelId(directives.id) : undefined
  const modelId =
    written && isSame({ ...directives, base }, written) ? written.id : withSuffixes(base, directives)
  refuseConflicts(directiveClaims(modelId))
  return modelId
}

/** A base may bring suffixes of its own: they stay as written, unless a directive overrides one. */
function withSuffixes(base: string, directives: ModelIdDirectives): string {
  const { id: _id, base: bareBase, ...given } = parseModelId(base)
  const news = Object.entries(directives).filter(([key, value]) => given[key as keyof typeof given] !== value)
  const isOverriding = news.some(([key]) => key in given)
  return isOverriding
    ? bareBase + writeSuffixes({ ...given, ...directives })
    : base + writeSuffixes(Object.fromEntries(news))
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
    webSearch && (webSearch === true ? ':online' : `:online/${webSearch}`),
    memory !== undefined && (memory === true ? ':memory' : `:memory-${memory}`),
    redaction && ':redaction',
    reasoningEffort && `:reasoning-effort/${reasoningEffort}`,
    reasoning && ':reasoning-exclude',
  ]
  return suffixes.filter(Boolean).join('')
}

/** Whether two sets of directives ask the same of the same base, however they are written. */
function isSame(
  { id: _left, ...left }: ModelIdDirectives & { base: string; id?: string },
  { id: _right, ...right }: ParsedModelId,
): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]) as Set<keyof typeof right>
  return [...keys].every(key => left[key] === right[key])
}

/** The claims of an id's suffixes that can contradict others. */
export function directiveClaims(modelId: string): DirectiveClaim[] {
  const [, ...segments] = modelId.split(':')
  return segments.flatMap((segment): DirectiveClaim[] => {
    const { routing, caching } = readSuffix(segment) ?? {}
    const said = `the suffix ':${segment}'`
    if (routing) return [{ kind: routing === 'tools' ? 'tools' : 'routing', routing, said }]
    return caching ? [{ kind: 'caching', said }] : []
  })
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const position = text.indexOf(separator)
  return position === -1
    ? [text, undefined]
    : [text.slice(0, position), text.slice(position + separator.length)]
}
