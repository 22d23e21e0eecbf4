import type { SharedV4Warning } from '@ai-sdk/provider'
import { modelFamily } from '../model-id/model-family.ts'
import type { JsonRecord } from '../wire/json.ts'
import type { NanoGPTCacheControl } from './chat-options.ts'
import { prepareTextPart } from './prepare-content-part.ts'

/** What the messages of one prompt have in common while they are prepared. */
export class PromptState {
  readonly messages: JsonRecord[] = []
  readonly markedParts: JsonRecord[] = []
  readonly warnings: SharedV4Warning[] = []
  /** The family of the model that is asked: whose signed reasoning it can read. */
  readonly family: string
  private files: JsonRecord[] = []

  constructor(modelId: string) {
    this.family = modelFamily(modelId)
  }

  /** Keeps a file for the next place where the wire takes one. */
  carryFile(part: JsonRecord, origin: string): void {
    this.files.push(prepareTextPart({ text: origin }), part)
  }

  /** Puts the carried files into a user message of their own, before anything but a tool message. */
  flushFiles(): void {
    if (this.files.length === 0) return
    this.messages.push({ role: 'user', content: this.files })
    this.files = []
  }

  mark(part: JsonRecord, marker: NanoGPTCacheControl | undefined): JsonRecord {
    if (marker === undefined) return part
    part.cache_control = marker
    this.markedParts.push(part)
    return part
  }

  warn(message: string): void {
    const known = this.warnings.some(warning => warning.type === 'other' && warning.message === message)
    if (!known) this.warnings.push({ type: 'other', message })
  }
}
