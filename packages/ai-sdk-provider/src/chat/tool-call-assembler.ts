import type { LanguageModelV4StreamPart, LanguageModelV4ToolCall } from '@ai-sdk/provider'
import { asFilledText, asNumber, asRecord, asText, parseJson, type JsonRecord } from '../wire/json.ts'

type Emit = (part: LanguageModelV4StreamPart) => void

/** One tool call while its pieces arrive. */
interface PartialToolCall {
  /** Unique id, ours where the server's is missing or taken. */
  id: string
  /** Ids and index that the server has used for it. */
  wireIds: Set<string>
  index: number | undefined
  name: string
  /** Pieces of the arguments; joined once, at the end, so that long ones stay linear. */
  fragments: string[]
  /** `tool-input-start` was emitted; from then on the name is fixed. */
  isAnnounced: boolean
  /** `extra_content`: where Gemini keeps the signature of the thought that led to the call. */
  extraContent: JsonRecord | undefined
}

/** A complete tool call, and what the next request must give back with it. */
export interface AssembledToolCall {
  toolCall: LanguageModelV4ToolCall
  extraContent: JsonRecord | undefined
}

/** A piece of a tool call as it was read off the wire. */
interface ToolCallDelta {
  wireId: string | undefined
  index: number | undefined
  name: string | undefined
  fragment: string
  extraContent: JsonRecord | undefined
}

/**
 * Puts tool calls together from what servers send: whole or in fragments, with missing, repeated,
 * changing or null ids, indices and names (field note A5).
 *
 * Which call a piece belongs to:
 *
 * | id      | index        | name                    | belongs to                                   |
 * | ------- | ------------ | ----------------------- | -------------------------------------------- |
 * | known   | same or none | any                     | the call with that id                        |
 * | known   | another      | given                   | a new call: servers repeat ids               |
 * | unknown | known        | given                   | a new call, unless that one has no id yet    |
 * | unknown | known        | none                    | the call at that index: servers change ids   |
 * | unknown | unknown      | any                     | a new call                                   |
 * | none    | known        | another, or a new start | a new call: servers repeat indices           |
 * | none    | known        | same or none            | the call at that index                       |
 * | none    | unknown      | any                     | a new call                                   |
 * | none    | none         | given                   | a new call, unless the latest has no name yet|
 * | none    | none         | none                    | the latest call                              |
 *
 * A call is complete only when the answer is: arguments that parse may still be the beginning of
 * longer ones, so nothing is handed out before `finish`.
 */
export class ToolCallAssembler {
  private readonly calls: PartialToolCall[] = []
  private readonly usedIds = new Set<string>()
  private readonly emit: Emit
  private readonly generateId: () => string

  constructor(emit: Emit, generateId: () => string) {
    this.emit = emit
    this.generateId = generateId
  }

  get isEmpty(): boolean {
    return this.calls.length === 0
  }

  push(toolCall: unknown): void {
    const delta = readDelta(toolCall)
    if (delta === undefined || this.isRepeated(delta)) return
    const call = this.findCall(delta) ?? this.startCall(delta)
    if (delta.wireId !== undefined) call.wireIds.add(delta.wireId)
    call.index ??= delta.index
    call.extraContent ??= delta.extraContent
    if (delta.name !== undefined && !call.isAnnounced) call.name = extendName(call.name, delta.name)
    if (delta.fragment === '') return
    call.fragments.push(delta.fragment)
    if (call.isAnnounced) this.emitDelta(call, delta.fragment)
    else this.announce(call)
  }

  /**
   * Closes every call and hands out those that are complete.
   *
   * @returns how many were cut off and dropped.
   * @param isWhole whether the answer came to its end. Only then may a call without arguments be a
   *   call without parameters, and malformed arguments the model's own; else both are cut ones, dropped.
   */
  finish(isWhole: boolean, handOut: (assembled: AssembledToolCall) => void): number {
    let dropped = 0
    for (const call of this.calls) {
      this.announce(call)
      if (call.isAnnounced) this.emit({ type: 'tool-input-end', id: call.id })
      const input = finalInput(call.fragments.join(''), isWhole)
      if (call.name === '' || input === undefined) {
        dropped += 1
        continue
      }
      const toolCall = { type: 'tool-call' as const, toolCallId: call.id, toolName: call.name, input }
      handOut({ toolCall, extraContent: call.extraContent })
    }
    return dropped
  }

  /** Some servers send a finished call once more, on the last chunk: the same id, name and arguments. */
  private isRepeated({ wireId, name, fragment }: ToolCallDelta): boolean {
    if (wireId === undefined || name === undefined || !beginsDocument(fragment)) return false
    return this.calls.some(
      call =>
        call.wireIds.has(wireId) && call.name === name && call.fragments.join('').trim() === fragment.trim(),
    )
  }

  private announce(call: PartialToolCall): void {
    if (call.isAnnounced || call.name === '') return
    call.isAnnounced = true
    this.emit({ type: 'tool-input-start', id: call.id, toolName: call.name })
    if (call.fragments.length > 0) this.emitDelta(call, call.fragments.join(''))
  }

  private emitDelta({ id }: PartialToolCall, delta: string): void {
    this.emit({ type: 'tool-input-delta', id, delta })
  }

  private findCall(delta: ToolCallDelta): PartialToolCall | undefined {
    const { wireId, index, name } = delta
    if (wireId !== undefined) return this.findById(delta, wireId)
    if (index !== undefined) {
      const atIndex = this.atIndex(index)
      return atIndex && !startsAnother(atIndex, delta) ? atIndex : undefined
    }
    const latest = this.calls.at(-1)
    return name === undefined || latest?.name === '' ? latest : undefined
  }

  private findById(delta: ToolCallDelta, wireId: string): PartialToolCall | undefined {
    const { index, name } = delta
    const withId = this.calls.filter(call => call.wireIds.has(wireId))
    const same = withId.findLast(
      call => index === undefined || call.index === undefined || call.index === index,
    )
    if (same) return startsAnother(same, delta) ? undefined : same
    if (withId.length > 0 && name === undefined) return withId.at(-1)

    const atIndex = index === undefined ? undefined : this.atIndex(index)
    return name === undefined || atIndex?.wireIds.size === 0 ? atIndex : undefined
  }

  private atIndex(index: number): PartialToolCall | undefined {
    return this.calls.findLast(call => call.index === index)
  }

  private startCall({ wireId, index }: ToolCallDelta): PartialToolCall {
    const call: PartialToolCall = {
      id: this.uniqueId(wireId),
      wireIds: new Set(),
      index,
      name: '',
      fragments: [],
      isAnnounced: false,
      extraContent: undefined,
    }
    this.calls.push(call)
    return call
  }

  private uniqueId(wireId: string | undefined): string {
    let id = wireId ?? this.generateId()
    while (this.usedIds.has(id)) id = this.generateId()
    this.usedIds.add(id)
    return id
  }
}

/** A named piece that begins a JSON document, at a place whose call already has a whole one, is another call. */
function startsAnother(call: PartialToolCall, { name, fragment }: ToolCallDelta): boolean {
  if (name === undefined || call.name === '' || call.fragments.length === 0) return false
  if (name !== call.name) return true
  if (!beginsDocument(fragment) || !/[}\]]\s*$/.test(call.fragments.at(-1) ?? '')) return false
  return parseJson(call.fragments.join('')) !== undefined
}

function beginsDocument(fragment: string): boolean {
  return /^\s*[{[]/.test(fragment)
}

/** A name may be repeated, sent as it grows, or in pieces. */
function extendName(known: string, given: string): string {
  if (known === given) return known
  return given.startsWith(known) ? given : known + given
}

function readDelta(toolCall: unknown): ToolCallDelta | undefined {
  const record = asRecord(toolCall)
  if (record === undefined) return undefined
  const inner = asRecord(record.function) ?? record
  return {
    wireId: asFilledText(record.id),
    index: asNumber(record.index),
    name: asFilledText(inner.name),
    fragment: readArguments(inner),
    extraContent: asRecord(record.extra_content),
  }
}

/** Some upstreams send the arguments as an object instead of its text. */
function readArguments(inner: JsonRecord): string {
  const { arguments: given } = inner
  return asText(given) ?? (typeof given === 'object' && given !== null ? JSON.stringify(given) : '')
}

function finalInput(argumentsText: string, isWhole: boolean): string | undefined {
  const text = argumentsText.trim()
  if (text === '') return isWhole ? '{}' : undefined
  const value = parseJson(text)
  if (value === null) return isWhole ? '{}' : undefined
  if (asRecord(value) !== undefined) return text
  // Arguments that were encoded twice.
  if (typeof value === 'string' && asRecord(parseJson(value)) !== undefined) return value
  // Not an object: the model's own mistake, which the SDK reports back to it, or a cut.
  return isWhole ? text : undefined
}
