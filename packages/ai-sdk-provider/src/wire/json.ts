import { secureJsonParse } from '@ai-sdk/provider-utils'

// Tolerant access to JSON that came over the wire: what is not of the wanted type is `undefined`.
// This is the one place of the package that asserts types.

/** A JSON object of unknown content. */
export type JsonRecord = Record<string, unknown>

export function asRecord(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A string that says something: blank ones are `undefined`. */
export function asFilledText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** An id or a label, which some servers count with numbers. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : asFilledText(value)
}

/** A finite number; numeric strings count, because prices arrive as either (field note A7). */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** A number of tokens or bytes: never negative. */
export function asCount(value: unknown): number | undefined {
  const number = asNumber(value)
  return number !== undefined && number >= 0 ? number : undefined
}

/**
 * The value of a JSON text, or `undefined` where it is none. No JSON text has the value `undefined`.
 *
 * Keys that could reach a prototype are refused, as everywhere in the SDK. All of them have `proto` in
 * their name, or an escape; the search for that is an eighth of the price of the full check, which every
 * chunk of every stream would pay.
 */
export function parseJson(text: string): unknown {
  try {
    return text.includes('proto') || text.includes('\\u00') ? secureJsonParse(text) : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The first argument that is not `undefined`. */
export function firstDefined<T>(...values: readonly (T | undefined)[]): T | undefined {
  return values.find(value => value !== undefined)
}

/** The record without its `undefined` entries, so that optional properties stay absent. */
export function definedEntries<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

/** Both records; what is null in the later one says nothing. */
export function mergeKnown(earlier: JsonRecord | undefined, later: JsonRecord): JsonRecord {
  const known = Object.entries(later).filter(([, value]) => value !== null)
  return { ...earlier, ...Object.fromEntries(known) }
}

/** Whether two JSON values mean the same, whatever the order of their keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right)
}

/** A text that is the same for JSON values that mean the same. It is not their JSON. */
export function canonicalJson(value: unknown): string | undefined {
  return JSON.stringify(sortKeys(value))
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  const record = asRecord(value)
  if (record === undefined) return value
  return Object.keys(record)
    .toSorted()
    .map(key => [key, sortKeys(record[key])])
}
