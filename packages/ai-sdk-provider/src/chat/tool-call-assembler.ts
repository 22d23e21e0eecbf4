import type { LanguageModelV4StreamPart, LanguageModelV4ToolCall } from '@ai-sdk/provider'
import { isSameJson, parseJson, type JsonRecord } from '../wire/json.ts'
import { isEmptyDelta, readDelta, type ToolCallDelta } from './tool-call-delta.ts'
import { toolCallInput, type Completeness } from './tool-call-input.ts'

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
  /** Characters of all fragments. */
  length: number
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

  /** Reads the pieces of one chunk. */
  push(toolCalls: readonly unknown[]): void {
    const earlier = this.calls.slice()
    for (const toolCall of toolCalls) {
      const delta = readDelta(toolCall)
      if (delta) this.pushDelta(delta, earlier)
    }
  }

  /**
   * Reads the calls of a whole message: each is one, however little tells them apart. Where messages come
   * instead of deltas, a later one has the same calls again, perhaps longer.
   */
  pushWhole(toolCalls: readonly unknown[]): void {
    const earlier = this.calls.slice()
    for (const [position, toolCall] of toolCalls.entries()) {
      const delta = readDelta(toolCall)
      if (delta === undefined || isEmptyDelta(delta)) continue
      const known = earlier.find(call => hasId(call, delta)) ?? sameAtPosition(earlier[position], delta)
      if (known) this.grow(known, delta)
      else this.extend(this.startCall(delta), delta)
    }
  }

  /** Reads the finished calls of a last message, which may know more of those that were streamed. */
  complete(toolCalls: readonly unknown[]): void {
    for (const toolCall of toolCalls) {
      const delta = readDelta(toolCall)
      const call = delta && this.findCall(delta)
      if (call) call.extraContent ??= delta.extraContent
    }
  }

  /**
   * Closes every call and hands out those that are complete.
   *
   * @returns how many were cut off and dropped.
   */
  finish(completeness: Completeness, handOut: (assembled: AssembledToolCall) => void): number {
    let dropped = 0
    for (const call of this.calls) {
      this.announce(call)
      if (call.isAnnounced) this.emit({ type: 'tool-input-end', id: call.id })
      const input = toolCallInput(call.fragments.join(''), completeness)
      if (call.name === '' || input === undefined) {
        dropped += 1
        continue
      }
      const toolCall = { type: 'tool-call' as const, toolCallId: call.id, toolName: call.name, input }
      handOut({ toolCall, extraContent: call.extraContent })
    }
    return dropped
  }

  private pushDelta(delta: ToolCallDelta, earlier: readonly PartialToolCall[]): void {
    const repeated = earlier.find(call => isRepeatOf(call, delta))
    if (repeated) {
      if (delta.wireId !== undefined) repeated.wireIds.add(delta.wireId)
      repeated.extraContent ??= delta.extraContent
      return
    }
    const found = this.findCall(delta)
    if (found || !isEmptyDelta(delta)) this.extend(found ?? this.startCall(delta), delta)
  }

  private extend(
    call: PartialToolCall,
    { wireId, index, name, fragment, extraContent }: ToolCallDelta,
  ): void {
    if (wireId !== undefined) call.wireIds.add(wireId)
    call.index ??= index
    call.extraContent ??= extraContent
    if (name !== undefined && !call.isAnnounced) call.name = extendName(call.name, name)
    if (fragment === '') return
    call.fragments.push(fragment)
    call.length += fragment.length
    if (call.isAnnounced) this.emitDelta(call, fragment)
    else this.announce(call)
  }

  /** Takes over a longer version of a call, or another one of it. */
  private grow(call: PartialToolCall, delta: ToolCallDelta): void {
    const known = call.fragments.join('')
    if (delta.fragment.startsWith(known)) {
      this.extend(call, {
        ...delta,
        name: call.name === '' ? delta.name : undefined,
        fragment: delta.fragment.slice(known.length),
      })
    } else if (parseJson(known) === undefined) {
      call.fragments = [delta.fragment]
      call.length = delta.fragment.length
    }
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
    if (name === undefined) return atIndex
    return atIndex?.wireIds.size === 0 && !startsAnother(atIndex, delta) ? atIndex : undefined
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
      length: 0,
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

/**
 * Some servers send a finished call once more, in a later chunk: the same id or place, and the same
 * arguments, perhaps written otherwise. What would go on after whole arguments is no continuation.
 */
function isRepeatOf(call: PartialToolCall, delta: ToolCallDelta): boolean {
  const { wireId, index, name, fragment } = delta
  const isElsewhere = index !== undefined && call.index !== undefined && index !== call.index
  const isUnnamed = wireId === undefined || call.wireIds.size === 0
  const isMeant = hasId(call, delta) ? !isElsewhere : isUnnamed && index !== undefined && index === call.index
  if (!isMeant || (name !== undefined && name !== call.name)) return false
  if (!beginsDocument(fragment) || !endsDocument(call)) return false
  if (fragment.length * LOOSEST_SPACING < call.length) return false
  const value = parseJson(fragment)
  // What is joined for each piece of long arguments would take a time that grows with their square.
  const known = value === undefined ? undefined : parseJson(call.fragments.join(''))
  return known !== undefined && isSameJson(value, known)
}

/** How much shorter than another writing of the same JSON one may be. */
const LOOSEST_SPACING = 8

/** Without ids, the place in the list and the name tell. */
function sameAtPosition(
  call: PartialToolCall | undefined,
  { wireId, name }: ToolCallDelta,
): PartialToolCall | undefined {
  if (call === undefined || (wireId !== undefined && call.wireIds.size > 0)) return undefined
  return name === undefined || call.name === '' || name === call.name ? call : undefined
}

function hasId(call: PartialToolCall, { wireId }: ToolCallDelta): boolean {
  return wireId !== undefined && call.wireIds.has(wireId)
}

/** A named piece that begins a JSON document, at a place whose call already has a whole one, is another call. */
function startsAnother(call: PartialToolCall, { name, fragment }: ToolCallDelta): boolean {
  if (name === undefined || call.name === '' || call.fragments.length === 0) return false
  if (name !== call.name) return true
  return beginsDocument(fragment) && endsDocument(call) && parseJson(call.fragments.join('')) !== undefined
}

function endsDocument({ fragments }: PartialToolCall): boolean {
  return /[}\]]\s*$/.test(fragments.at(-1) ?? '')
}

function beginsDocument(fragment: string): boolean {
  return /^\s*[{[]/.test(fragment)
}

/** A name may be repeated, sent as it grows, or in pieces. */
function extendName(known: string, given: string): string {
  if (known === given) return known
  return given.startsWith(known) ? given : known + given
}
