import type { JSONValue } from '@ai-sdk/provider'
import { asRecord, type JsonRecord } from '../wire/json.ts'

/** Collects log probabilities: streams send lists of them with every chunk, JSON answers all at once. */
export class LogprobsReader {
  private lists = new Map<string, unknown[]>()
  private others: JsonRecord = {}

  push(logprobs: unknown): void {
    const record = asRecord(logprobs)
    if (record === undefined) return
    for (const [key, value] of Object.entries(record)) {
      if (Array.isArray(value)) this.extend(key, value)
      else if (value !== null) this.others[key] = value
    }
  }

  /** All of them, in the upstream's shape, or `undefined` where there were none. */
  take(): JSONValue | undefined {
    if (this.lists.size === 0 && Object.keys(this.others).length === 0) return undefined
    return { ...Object.fromEntries(this.lists), ...this.others } as JSONValue
  }

  private extend(key: string, items: readonly unknown[]): void {
    const list = this.lists.get(key) ?? []
    for (const item of items) list.push(item)
    this.lists.set(key, list)
  }
}
