import type { JsonSchema } from 'json-schema-faker'
import { fieldKey, type Offer } from './offer.ts'

type SchemaObject = Exclude<JsonSchema, boolean>

/** A generated value, and where it stands. */
export interface Draft {
  value: unknown
  schema: SchemaObject
  /** JSON pointer of the value. */
  path: string
}

/** Fields that want the whole question. */
const wholeQuestion = new Set([
  'query',
  'question',
  'prompt',
  'text',
  'message',
  'input',
  'content',
  'task',
  'instruction',
  'request',
])

const formats: Record<string, RegExp> = {
  email: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
  uri: /https?:\/\/[^\s"'<>)]+/,
  url: /https?:\/\/[^\s"'<>)]+/,
  date: /\d{4}-\d{2}-\d{2}/,
  'date-time': /\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/,
}

/** Fields whose name says what part of the question they want. */
const byField: [field: RegExp, text: RegExp][] = [
  [/expression|formula|equation/, /[\d(][\d\s().,+*/×÷^-]*[-+*/×÷^][\d\s().,+*/×÷^-]*[\d)]/],
  [/path|file/, /(?<!\S)[\w~./-]*[\w-]\.\w{1,5}\b/],
  [/path|file|folder|directory/, /(?<!\S)[~.]?\/[\w./-]+/],
  [/url|uri|link|website/, /https?:\/\/[^\s"'<>)]+/],
  [/mail|recipient/, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/],
  [/date|day/, /\d{4}-\d{2}-\d{2}/],
]

function wantedPart(field: string, text: string): string[] {
  const key = fieldKey(field)
  return byField.flatMap(([name, part]) => (name.test(key) ? (part.exec(text)?.[0].trim() ?? []) : []))
}

/** Whether the conversation says something about a field: names it, or holds what its name or schema asks for. */
export function isTold(field: string, schema: JsonSchema, offer: Offer): boolean {
  const key = fieldKey(field)
  if (offer.named.has(key) || wholeQuestion.has(key) || wantedPart(field, offer.text).length > 0) return true
  if (typeof schema !== 'object') return false
  if (schema.format !== undefined) return formats[schema.format]?.test(offer.text) ?? false
  const words = new Set(offer.text.toLowerCase().match(/[\p{L}\p{N}_-]+/gu))
  return (schema.enum ?? []).some(member => typeof member === 'string' && words.has(member.toLowerCase()))
}

/** The field's name, and the index where the value is one of several. */
function position(path: string): { field: string; index: number | undefined } {
  const segments = path.split('/').filter(segment => segment !== '')
  const last = segments.at(-1) ?? ''
  const index = /^\d+$/.test(last) ? Number(last) : undefined
  const field = segments.findLast(segment => !/^\d+$/.test(segment)) ?? ''
  return { field, index }
}

function fits(text: string, { minLength = 0, maxLength = Infinity, pattern }: SchemaObject): boolean {
  const length = Array.from(text).length
  return (
    length >= minLength &&
    length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text))
  )
}

/** Cuts or fills a text to the length its schema allows. */
function toLength(text: string, { minLength = 0, maxLength = Infinity }: SchemaObject): string {
  const characters = Array.from(text).slice(0, maxLength)
  const filler = Array.from(' and so on')
  while (characters.length < minLength) characters.push(filler[characters.length % filler.length] ?? ' ')
  return characters.join('')
}

/** Texts the conversation offers for a field, the most fitting first. */
function candidates(field: string, index: number | undefined, offer: Offer): string[] {
  const named = offer.named.get(fieldKey(field))
  const told = typeof named === 'string' || typeof named === 'number' ? [String(named)] : []
  if (index !== undefined) {
    const items = [...offer.quoted, ...offer.names, ...offer.keywords]
    const item = items[index]
    return item === undefined ? [] : [item]
  }
  const whole = wholeQuestion.has(fieldKey(field)) ? [offer.text] : []
  const words = offer.keywords.slice(0, 5).join(' ')
  return [...told, ...wantedPart(field, offer.text), ...whole, ...offer.quoted, ...offer.names, words].filter(
    text => text !== '',
  )
}

function suitText({ value, schema, path }: Draft, offer: Offer): unknown {
  const { field, index } = position(path)
  if (schema.format !== undefined) {
    const told = offer.named.get(fieldKey(field))
    return (
      (typeof told === 'string' ? told : undefined) ?? formats[schema.format]?.exec(offer.text)?.[0] ?? value
    )
  }
  const offered = candidates(field, index, offer)
  const fitting = offered.find(text => fits(text, schema))
  if (fitting !== undefined) return fitting
  if (schema.pattern !== undefined) return value
  const base = offered[0] ?? (field === '' ? 'text' : field)
  return toLength(index === undefined ? base : `${base} ${index + 1}`, schema)
}

function within(
  number: number,
  { minimum = -Infinity, maximum = Infinity, type, multipleOf }: SchemaObject,
): boolean {
  const whole = type !== 'integer' || Number.isInteger(number)
  return (
    whole && number >= minimum && number <= maximum && (multipleOf === undefined || number % multipleOf === 0)
  )
}

/** Numbers are taken from the question in order: the first number field gets the first number. */
function suitNumber({ value, schema, path }: Draft, offer: Offer, used: Set<number>): unknown {
  const told = Number(offer.named.get(fieldKey(position(path).field)) ?? NaN)
  if (within(told, schema)) return told
  const at = offer.numbers.findIndex((number, index) => !used.has(index) && within(number, schema))
  if (at >= 0) {
    used.add(at)
    return offer.numbers[at]
  }
  const small = smaller(Number(value), schema)
  return within(small, schema) ? small : value
}

/** Without bounds the generator makes anything up to ±1000, with a dozen decimals; people expect less of both. */
function smaller(number: number, schema: SchemaObject): number {
  const bounds = [
    schema.minimum,
    schema.maximum,
    schema.exclusiveMinimum,
    schema.exclusiveMaximum,
    schema.multipleOf,
  ]
  const open = bounds.every(bound => bound === undefined)
  return open ? 1 + (Math.floor(Math.abs(number)) % 9) : Math.round(number * 100) / 100
}

/** The member that the question mentions. In lists the generator's choice stays, since members may have to differ. */
function suitEnum({ value, schema, path }: Draft, { text, named }: Offer): unknown {
  const { field, index } = position(path)
  if (index !== undefined) return value
  const words = text.toLowerCase()
  const members = schema.enum ?? []
  const told = named.get(fieldKey(field))
  return (
    members.find(member => member === told) ??
    members.find(
      member => typeof member === 'string' && member !== '' && words.includes(member.toLowerCase()),
    ) ??
    members[0]
  )
}

/** Puts what the conversation offers in the place of what was made up, where the schema allows it. */
export function suitValue(draft: Draft, offer: Offer, usedNumbers: Set<number>): unknown {
  const { value, schema } = draft
  if (schema.const !== undefined) return value
  if (schema.enum !== undefined) return suitEnum(draft, offer)
  if (typeof value === 'string') return suitText(draft, offer)
  if (typeof value === 'number') return suitNumber(draft, offer, usedNumbers)
  return typeof value === 'boolean' ? true : value
}
