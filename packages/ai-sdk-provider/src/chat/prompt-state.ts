import type { LanguageModelV4Prompt, SharedV4ProviderOptions, SharedV4Warning } from '@ai-sdk/provider'
import { modelFamily } from '../model-id/model-family.ts'
import type { JsonRecord } from '../wire/json.ts'
import { cacheMarkerOf } from './cache-markers.ts'
import { prepareTextPart } from './prepare-content-part.ts'
import { promptPlaces } from './prompt-places.ts'

type Options = SharedV4ProviderOptions | undefined

/** What the messages of one prompt have in common while they are prepared. */
export class PromptState {
  readonly messages: JsonRecord[] = []
  readonly markedParts: JsonRecord[] = []
  readonly warnings: SharedV4Warning[] = []
  /** The family of the model that is asked: whose signed reasoning it can read. */
  readonly family: string
  private files: JsonRecord[] = []
  private readonly placedMarkers = new Set<Options>()

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

  /** Puts the first of the markers among these options on a part. The others end at the same place. */
  mark(part: JsonRecord, ...places: Options[]): JsonRecord {
    for (const place of places) {
      if (place !== undefined) this.placedMarkers.add(place)
    }
    const marker = places.map(cacheMarkerOf).find(found => found !== undefined)
    if (marker === undefined) return part
    part.cache_control = marker
    this.markedParts.push(part)
    return part
  }

  /** Markers on what is no part of its own on the wire: tool calls, tool results, reasoning. */
  warnOfLostMarkers(prompt: LanguageModelV4Prompt): void {
    const isLost = promptPlaces(prompt).some(
      ({ providerOptions: place }) =>
        place !== undefined && !this.placedMarkers.has(place) && cacheMarkerOf(place) !== undefined,
    )
    if (!isLost) return
    this.warn(
      'A cache marker on a tool call, a tool result or reasoning has no place on the wire and was left out: put it on a text part before it.',
    )
  }

  warn(message: string): void {
    const known = this.warnings.some(warning => warning.type === 'other' && warning.message === message)
    if (!known) this.warnings.push({ type: 'other', message })
  }
}
