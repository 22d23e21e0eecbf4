import type { JSONObject, LanguageModelV4StreamPart, SharedV4ProviderMetadata } from '@ai-sdk/provider'
import { asList, asRecord, asText, definedEntries, type JsonRecord } from '../wire/json.ts'
import { MessageTexts } from './message-texts.ts'
import { FileReader } from './read-files.ts'
import { readDetailsText, ReasoningDetails } from './reasoning-details.ts'
import { SourceReader } from './read-sources.ts'
import { ShownReasoning } from './shown-reasoning.ts'
import { ToolCallAssembler } from './tool-call-assembler.ts'
import type { Completeness } from './tool-call-input.ts'

type Emit = (part: LanguageModelV4StreamPart) => void

/** What the content of an answer came to. */
export interface ContentSummary {
  toolCalls: number
  droppedToolCalls: number
  /** There was text, a file or a tool call: reasoning alone is no answer. */
  saidSomething: boolean
}

/**
 * Turns the deltas of a stream, or the message of a JSON answer, into blocks of content: the one reader
 * of both. Reasoning, text, tool calls, files and sources may come in any order and more than once.
 */
export class ContentReader {
  /** Something was read that a user would miss. */
  hasContent = false
  /** Reasoning was read, as text or as details. */
  sawReasoning = false

  private readonly modelId: string
  private readonly emit: Emit
  private readonly sources: SourceReader
  private readonly files: FileReader
  private readonly toolCalls: ToolCallAssembler
  private readonly details = new ReasoningDetails()
  /** The block that is open. Text and reasoning close each other, so that each stretch has its own id. */
  private openBlock: { type: 'text' | 'reasoning'; id: string } | undefined
  private blockCount = 0
  /** What came in deltas: messages beside them only repeat it. */
  private readonly streamed = {
    text: false,
    reasoning: false,
    details: false,
    toolCalls: false,
    audio: false,
  }
  private textCount = 0
  private reasoningCount = 0
  private sawFile = false
  private sawToolCalls = false
  private readonly shown = new ShownReasoning()
  private readonly messages = new MessageTexts([...REASONING_KEYS, 'content'])

  constructor({ modelId, emit, generateId }: { modelId: string; emit: Emit; generateId: () => string }) {
    this.modelId = modelId
    this.emit = part => {
      this.hasContent = true
      emit(part)
    }
    this.sources = new SourceReader(this.emit, generateId)
    this.files = new FileReader(file => {
      this.sawFile = true
      this.emit(file)
    })
    this.toolCalls = new ToolCallAssembler(this.emit, generateId)
  }

  /** Reads what a delta adds. */
  push(delta: JsonRecord): void {
    if (delta.reasoning_details != null) this.details.pushPieces(delta.reasoning_details)
    const { textCount, reasoningCount } = this
    this.read(delta, 'delta')
    const { streamed } = this
    streamed.text ||= this.textCount > textCount
    streamed.reasoning ||= this.reasoningCount > reasoningCount
    streamed.details ||= asList(delta.reasoning_details).length > 0
    streamed.toolCalls ||= asList(delta.tool_calls).length > 0 || asRecord(delta.function_call) !== undefined
    streamed.audio ||= asRecord(delta.audio) !== undefined
  }

  /**
   * Reads a whole message. It may be all there is; in a stream NanoGPT may repeat the whole answer on the
   * last chunk (API sheet §6.1), of which only counts what the deltas did not bring; and some gateways
   * send messages instead of deltas, that grow or follow one another.
   */
  pushMessage(message: JsonRecord): void {
    const news = this.messages.newsOf(this.withoutStreamed(message))
    if (news.reasoning_details != null) this.details.pushWhole(news.reasoning_details)
    this.read(news, 'message')
  }

  /** Sources that stand beside the message instead of in it. */
  pushSources(holder: JsonRecord): void {
    this.sources.push(holder)
  }

  /**
   * Closes everything that is open and emits the complete tool calls.
   *
   * @param completeness how far the answer can be trusted to be finished.
   */
  finish(completeness: Completeness): ContentSummary {
    this.files.flushAudio()
    this.closeBlock()
    let toolCalls = 0
    const droppedToolCalls = this.toolCalls.finish(completeness, ({ toolCall, extraContent }) => {
      toolCalls += 1
      const providerMetadata = this.takeReplay(extraContent)
      this.emit({ ...toolCall, ...(providerMetadata && { providerMetadata }) })
    })
    this.emitRemainingDetails()
    const saidSomething = this.textCount > 0 || this.sawFile || toolCalls + droppedToolCalls > 0
    return { toolCalls, droppedToolCalls, saidSomething }
  }

  private read(delta: JsonRecord, form: 'delta' | 'message'): void {
    const hasReasoning = this.readReasoning(delta)
    this.readContent(delta, hasReasoning)
    this.readToolCalls(delta, form)
    if (delta.images !== undefined) this.files.pushImages(delta.images)
    if (delta.audio !== undefined) this.readAudio(delta)
    this.sources.push(delta)
  }

  /** A message without what deltas brought. What earlier messages brought, it may go on with. */
  private withoutStreamed(message: JsonRecord): JsonRecord {
    const { text, reasoning, details, toolCalls, audio } = this.streamed
    const news = { ...message }
    const known = [
      ...(text ? ['content', 'refusal'] : []),
      ...(reasoning ? REASONING_KEYS : []),
      ...(details ? ['reasoning_details'] : []),
      ...(toolCalls ? ['tool_calls', 'function_call'] : []),
      ...(audio ? ['audio'] : []),
    ]
    if (toolCalls) this.toolCalls.complete(asList(message.tool_calls))
    for (const key of known) delete news[key]
    return news
  }

  /** @returns whether the delta showed reasoning: then thinking among its content is a mirror of it. */
  private readReasoning(delta: JsonRecord): boolean {
    const { reasoning_details: details } = delta
    const hasDetails = asList(details).length > 0
    if (hasDetails) {
      this.sawReasoning = true
    }
    const text = readReasoningText(delta)
    if (text !== '') {
      this.addReasoning(text)
      this.shown.addNamed(text, hasDetails)
      return true
    }
    if (!hasDetails) return false
    const detailsText = readDetailsText(details)
    if (!this.shown.includes(detailsText, isSigned(details))) {
      this.addReasoning(detailsText)
      this.shown.addDetails(detailsText)
    }
    return detailsText !== ''
  }

  private readContent({ content, refusal }: JsonRecord, hasReasoning: boolean): void {
    if (typeof content === 'string' && content !== '') return this.addText(content)
    for (const item of asList(content)) this.readContentPart(item, hasReasoning)
    // A refusal stands in for content; beside content it repeats it.
    if (typeof refusal === 'string' && asList(content).length === 0) this.addText(refusal)
  }

  /** Content as a list of parts, as some upstreams send it: text, thinking, images. */
  private readContentPart(item: unknown, hasReasoning: boolean): void {
    const part = asRecord(item)
    if (part === undefined) return this.addText(asText(item) ?? '')
    if (part.type === 'thinking' || part.type === 'reasoning') {
      return this.readThinkingPart(part, hasReasoning)
    }
    if (part.type === 'redacted_thinking') {
      return this.details.pushWhole([{ type: 'reasoning.encrypted', data: part.data }])
    }
    if (part.type === 'image_url' || part.type === 'image') return this.files.pushImages([part])
    this.addText(asText(part.text) ?? asText(part.refusal) ?? '')
  }

  private readThinkingPart(part: JsonRecord, hasReasoning: boolean): void {
    const text = readThinking(part)
    // Claude signs its thoughts; what it signed is given back as a detail.
    if (typeof part.signature === 'string') {
      this.details.pushWhole([{ type: 'reasoning.text', text, signature: part.signature }])
    }
    if (!hasReasoning) this.addReasoning(text)
  }

  private readToolCalls(delta: JsonRecord, form: 'delta' | 'message'): void {
    const { tool_calls: toolCalls, function_call: functionCall } = delta
    const list = Array.isArray(toolCalls) ? toolCalls : [toolCalls]
    if (list.some(item => asRecord(item))) {
      this.sawToolCalls = true
      if (form === 'delta') this.toolCalls.push(list)
      else this.toolCalls.pushWhole(list)
    } else if (asRecord(functionCall) && !this.sawToolCalls) {
      // The form before `tool_calls`: one call, without id or index. Some servers send both.
      this.toolCalls.push([{ index: 0, function: functionCall }])
    }
    this.hasContent ||= !this.toolCalls.isEmpty
  }

  private readAudio(delta: JsonRecord): void {
    this.files.pushAudio(delta.audio)
    const transcript = asText(asRecord(delta.audio)?.transcript)
    if (transcript !== undefined && delta.content == null) this.addText(transcript)
  }

  private addText(text: string): void {
    if (text === '') return
    this.textCount += 1
    this.emit({ type: 'text-delta', id: this.openBlockOf('text'), delta: text })
  }

  private addReasoning(text: string): void {
    if (text === '') return
    this.sawReasoning = true
    this.reasoningCount += 1
    if (this.openBlock?.type !== 'reasoning') this.shown.startBlock()
    this.emit({ type: 'reasoning-delta', id: this.openBlockOf('reasoning'), delta: text })
  }

  private openBlockOf(type: 'text' | 'reasoning'): string {
    if (this.openBlock?.type === type) return this.openBlock.id
    this.closeBlock()
    const id = `${type}-${this.blockCount}`
    this.blockCount += 1
    this.openBlock = { type, id }
    this.emit({ type: `${type}-start`, id })
    return id
  }

  private closeBlock(): void {
    const block = this.openBlock
    if (block === undefined) return
    this.openBlock = undefined
    if (block.type === 'text') {
      const citations = this.sources.takeCitations()
      this.emit({ type: 'text-end', id: block.id, ...(citations.length > 0 && { citations }) })
    } else {
      this.emit({ type: 'reasoning-end', id: block.id, providerMetadata: this.replayOf(this.details.take()) })
    }
  }

  /** Details that came after their block, or without any text, as encrypted thoughts do (field note A1). */
  private emitRemainingDetails(): void {
    const providerMetadata = this.takeReplay()
    if (providerMetadata === undefined) return
    const id = `reasoning-${this.blockCount}`
    this.emit({ type: 'reasoning-start', id })
    this.emit({ type: 'reasoning-end', id, providerMetadata })
  }

  private takeReplay(extraContent?: JsonRecord): SharedV4ProviderMetadata | undefined {
    const details = this.details.take()
    return details.length > 0 || extraContent ? this.replayOf(details, extraContent) : undefined
  }

  private replayOf(
    details: ReturnType<ReasoningDetails['take']>,
    extraContent?: JsonRecord,
  ): SharedV4ProviderMetadata {
    const reasoningDetails = details.length > 0 ? details : undefined
    // The record came out of a JSON document.
    const extra = extraContent as JSONObject | undefined
    return {
      nanogpt: definedEntries({ reasoningModel: this.modelId, reasoningDetails, extraContent: extra }),
    }
  }
}

const REASONING_KEYS = ['reasoning', 'reasoning_content', 'thinking'] as const

/** One upstream's thoughts under the names of several; the first that says something is shown (field note A1). */
function readReasoningText({ reasoning, reasoning_content: content, thinking }: JsonRecord): string {
  if (typeof reasoning === 'string' && reasoning !== '') return reasoning
  if (typeof content === 'string' && content !== '') return content
  if (typeof thinking === 'string' && thinking !== '') return thinking
  return Array.isArray(content) ? readDetailsText(content) : ''
}

function isSigned(details: unknown): boolean {
  return asList(details).some(detail => asRecord(detail)?.signature != null)
}

function readThinking(part: JsonRecord): string {
  const { thinking } = part
  if (Array.isArray(thinking)) return readDetailsText(thinking)
  return asText(thinking) ?? asText(part.text) ?? ''
}
