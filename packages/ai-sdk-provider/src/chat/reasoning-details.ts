import type { JSONObject } from '@ai-sdk/provider'
import { asList, asRecord, asText, type JsonRecord } from '../wire/json.ts'

/**
 * Collects `reasoning_details`, which the next request must give back untouched: signatures, summaries,
 * encrypted thoughts. Streams send the text of one detail in pieces, with the same type and index.
 */
export class ReasoningDetails {
  private details: JsonRecord[] = []

  /** Reads the details of a delta, which may go on with those before it. */
  pushPieces(pieces: unknown): void {
    const open = this.details.length
    for (const item of asList(pieces)) {
      const piece = asRecord(item)
      if (piece === undefined) continue
      // Details of one delta are different ones.
      const continued = this.findContinued(piece, open)
      if (continued) extend(continued, piece)
      else if (!this.isKnownData(piece)) this.details.push({ ...piece })
    }
  }

  /** Encrypted thoughts come whole, and sometimes twice. */
  private isKnownData({ type, data }: JsonRecord): boolean {
    return data != null && this.details.some(detail => detail.type === type && detail.data === data)
  }

  /** Reads the details of a whole message, which are whole. */
  pushWhole(details: unknown): void {
    for (const item of asList(details)) {
      const detail = asRecord(item)
      if (detail) this.details.push(detail)
    }
  }

  /** What was collected since the last time. */
  take(): JSONObject[] {
    const taken = this.details
    this.details = []
    // They came out of a JSON document.
    return taken as JSONObject[]
  }

  private findContinued(piece: JsonRecord, open: number): JsonRecord | undefined {
    for (let position = open - 1; position >= 0; position -= 1) {
      const detail = this.details[position]
      if (detail && continues(detail, piece, position === open - 1)) return detail
    }
    return undefined
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

// Kinds of details whose text is streamed. Others come whole.
const STREAMED_TYPES: ReadonlySet<unknown> = new Set(['reasoning.text', 'reasoning.summary'])

function continues(open: JsonRecord, next: JsonRecord, isLatest: boolean): boolean {
  if (open.type !== next.type || !STREAMED_TYPES.has(next.type)) return false
  if (open.id != null && next.id != null && open.id !== next.id) return false
  if (open.index != null && next.index != null) return open.index === next.index
  // A signature closes its text.
  return isLatest && open.signature == null
}

/** Texts grow; of everything else the latest word counts. */
function extend(open: JsonRecord, next: JsonRecord): void {
  for (const key in next) {
    const known = open[key]
    const value = next[key]
    if (value === null || value === undefined) continue
    const grows =
      (key === 'text' || key === 'summary') && typeof known === 'string' && typeof value === 'string'
    // A signature may come with all of the text once more.
    const isWhole = grows && next.signature != null && value === known
    if (!isWhole) open[key] = grows ? known + value : value
  }
}
