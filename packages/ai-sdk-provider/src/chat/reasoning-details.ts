import type { JSONObject } from '@ai-sdk/provider'
import { asList, asRecord, asText, type JsonRecord } from '../wire/json.ts'

/** One detail while its pieces arrive. */
interface PartialDetail {
  detail: JsonRecord
  /** Pieces of `text` or `summary`, joined once. */
  fragments: Map<'text' | 'summary', string[]>
}

const STREAMED_KEYS = ['text', 'summary'] as const

/**
 * Collects `reasoning_details`, which the next request must give back untouched: signatures, summaries,
 * encrypted thoughts. Streams send the text of one detail in pieces, with the same type and index.
 */
export class ReasoningDetails {
  private details: PartialDetail[] = []

  push(details: unknown): void {
    for (const item of asList(details)) {
      const detail = asRecord(item)
      if (detail) this.add(detail)
    }
  }

  /** What was collected since the last time. */
  take(): JSONObject[] {
    const taken = this.details.map(({ detail, fragments }) => {
      for (const [key, pieces] of fragments) detail[key] = pieces.join('')
      return detail as JSONObject
    })
    this.details = []
    return taken
  }

  private add(detail: JsonRecord): void {
    const open = this.details.at(-1)
    if (open === undefined || !continues(open.detail, detail)) {
      this.details.push({ detail: { ...detail }, fragments: streamedPieces(detail) })
      return
    }
    for (const [key, value] of Object.entries(detail)) {
      const pieces = open.fragments.get(key as 'text' | 'summary')
      if (pieces && typeof value === 'string') pieces.push(value)
      else if (value !== null && value !== undefined) open.detail[key] = value
    }
    for (const [key, pieces] of streamedPieces(detail)) {
      if (!open.fragments.has(key)) open.fragments.set(key, pieces)
    }
  }
}

/** The text that a set of details shows to a reader. */
export function readDetailsText(details: unknown): string {
  let text = ''
  for (const item of asList(details)) {
    const detail = asRecord(item)
    text += asText(detail?.text) ?? asText(detail?.summary) ?? ''
  }
  return text
}

function continues(open: JsonRecord, next: JsonRecord): boolean {
  if (open.type !== next.type || next.type === 'reasoning.encrypted') return false
  if (open.index !== undefined && next.index !== undefined) return open.index === next.index
  // A signature closes its text.
  return open.signature == null
}

function streamedPieces(detail: JsonRecord): Map<'text' | 'summary', string[]> {
  const pieces = new Map<'text' | 'summary', string[]>()
  for (const key of STREAMED_KEYS) {
    const value = asText(detail[key])
    if (value !== undefined) pieces.set(key, [value])
  }
  return pieces
}
