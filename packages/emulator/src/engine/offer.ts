import type { Conversation } from './conversation.ts'
import { keywords, splitName } from './words.ts'

/** What a conversation offers to fill fields with. */
export interface Offer {
  /** Values by field name, from tool results and from `name: value` in the question. */
  named: ReadonlyMap<string, unknown>
  /** Things in quotation marks. */
  quoted: string[]
  /** Proper nouns, in order. */
  names: string[]
  numbers: number[]
  keywords: string[]
  text: string
}

/** `cityId`, `city_id` and `City ID` are one field. */
export function fieldKey(name: string): string {
  return splitName(name).join('')
}

function collect(value: unknown, into: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'object') collect(member, into)
    else if (!Array.isArray(value)) into.set(fieldKey(name), member)
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** `unit: celsius`, `limit=5`. A later mention wins, and a tool's result wins over the question. */
function namedValues({ question, toolResults }: Conversation): Map<string, unknown> {
  const named = new Map<string, unknown>()
  for (const [, name = '', value = ''] of question.matchAll(
    /\b([\p{L}_][\p{L}\p{N}_]*)\s*[:=]\s*([^\s,;]+)/gu,
  )) {
    // `https://…` has a colon and is no field.
    if (!value.startsWith('//')) named.set(fieldKey(name), value)
  }
  for (const { content } of toolResults) collect(readJson(content), named)
  return named
}

/** Capitalised words in a row, unless they only begin a sentence. */
function properNouns(text: string): string[] {
  const capitalised = /(?<![\p{L}\p{N}'’])\p{Lu}[\p{L}\p{N}'’-]*(?:\s+\p{Lu}[\p{L}\p{N}'’-]*)*/gu
  return [...text.matchAll(capitalised)].flatMap(match => {
    const before = text.slice(0, match.index)
    // The first word of a sentence is capitalised anyway; what follows it in capitals is not.
    const begins = before.trim() === '' || /[.!?]\s+$/.test(before)
    const name = (begins ? match[0].split(/\s+/).slice(1).join(' ') : match[0]).replace(/['’]s$/, '')
    return name === '' || name === 'I' ? [] : [name]
  })
}

export function readOffer(conversation: Conversation): Offer {
  const { question } = conversation
  return {
    named: namedValues(conversation),
    quoted: [...question.matchAll(/"([^"]+)"|“([^”]+)”|`([^`]+)`/g)].map(
      match => match[1] ?? match[2] ?? match[3] ?? '',
    ),
    names: properNouns(question),
    numbers: (question.match(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w])/g) ?? []).map(Number),
    keywords: keywords(question),
    text: question,
  }
}

const listSeparator = /^(?:,|&|,?\s*(?:and|or)(?:\s+(?:in|for|at|of|from|to))?)$/

/** Names that are listed together, such as “Paris, London and New York”: one thing to do for each. */
export function listedNames({ names, text }: Offer): string[] {
  const groups: string[][] = []
  let end = 0
  for (const name of names) {
    const start = text.indexOf(name, end)
    const group = groups.at(-1)
    if (group !== undefined && listSeparator.test(text.slice(end, start).trim())) group.push(name)
    else groups.push([name])
    end = start + name.length
  }
  return groups.find(group => group.length > 1) ?? []
}
