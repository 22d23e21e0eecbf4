import type { JSONObject } from '@ai-sdk/provider'
import { asList, asRecord, asText, type JsonRecord } from '../wire/json.ts'

/**
 * Collects `reasoning_details`, which the next request must give back untouched: signatures, summaries,
 * encrypted thoughts. Streams send the text of one detail in pieces, with the same type and index.
 */
export class ReasoningDetails {
  private details: JsonRecord[] = []

  push(details: unknown): void {
    for (const item of asList(details)) {
      const detail = asRecord(item)
      if (detail) this.add(detail)
    }
  }

  /** What was collected since the last time. */
  take(): JSONObject[] {
    const taken = this.details
    this.details = []
    // They came out of a JSON document.
    return taken as JSONObject[]
  }

  private add(detail: JsonRecord): void {
    const open = this.details.at(-1)
    if (open !== undefined && continues(open, detail)) extend(open, detail)
    else this.details.push({ ...detail })
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

/** Texts grow; of everything else the latest word counts. */
function extend(open: JsonRecord, next: JsonRecord): void {
  for (const key of Object.keys(next)) {
    const known = open[key]
    const value = next[key]
    const grows =
      (key === 'text' || key === 'summary') && typeof known === 'string' && typeof value === 'string'
    if (grows) open[key] = known + value
    else if (value !== null && value !== undefined) open[key] = value
  }
}
