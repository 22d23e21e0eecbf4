import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { generateId } from '@ai-sdk/provider-utils'
import { isSameJson, parseJson } from '../../wire/json.ts'
import type { CallableTools } from './call-collector.ts'
import { callStarts, LeakedCallScanner, type LeakedCall, type ScannedPiece } from './leaked-call-scanner.ts'
import { TextBlock, type BlockDelta, type BlockEnd, type BlockStart } from './text-block.ts'
import { isBlank } from './text-reader.ts'

/** A call that was taken out of an answer. */
export interface RewrittenCall extends LeakedCall {
  toolCallId: string
  isReasoning: boolean
}

interface TextEntry {
  type: 'text'
  block: TextBlock
  delta: BlockDelta
  /** What the text is instead of text. */
  calls: readonly LeakedCall[]
}

type Entry =
  | TextEntry
  | { type: 'part'; part: LanguageModelV4StreamPart }
  | { type: 'start'; block: TextBlock; part: BlockStart }
  | { type: 'end'; block: TextBlock; part: BlockEnd }

/** Whether an answer that ends for a reason is one in which all calls are meant and complete. */
const ENDS_WHOLE: readonly LanguageModelV4FinishReason['unified'][] = ['stop', 'tool-calls', 'other']

/** Parts that come with any answer: a thought that only they follow is the last word of the model. */
const ACCOMPANYING = new Set(['stream-start', 'response-metadata', 'raw', 'ping', 'source'])

/**
 * Writes the parts of an answer again, with calls in the place of the text that they were leaked as. As long as there
 * is none, everything passes at once. From the first one on, parts wait in a queue for the end of the answer: only
 * that says whether it is whole, and whether the model made the same call properly.
 */
export class LeakedCallRewriter {
  private readonly tools: CallableTools
  private readonly starts: ReturnType<typeof callStarts>
  private readonly isJsonWanted: boolean
  private readonly onCall: (call: RewrittenCall) => void
  private output: LanguageModelV4StreamPart[] = []
  private readonly queue: Entry[] = []
  private readonly blocks = new Map<string, TextBlock>()
  private readonly ownCalls: { toolName: string; input: string }[] = []
  /** The entries of the queue that are calls. */
  private waiting: { said: TextEntry[]; thought: TextEntry[] } = { said: [], thought: [] }
  private hasFailed = false
  private callCount = 0

  constructor({
    tools,
    isJsonWanted,
    onCall,
  }: {
    tools: CallableTools
    isJsonWanted: boolean
    onCall: (call: RewrittenCall) => void
  }) {
    this.tools = tools
    this.starts = callStarts(tools)
    this.isJsonWanted = isJsonWanted
    this.onCall = onCall
  }

  push(part: LanguageModelV4StreamPart): LanguageModelV4StreamPart[] {
    this.read(part)
    return this.takeOutput()
  }

  /** The answer is over. Without a finish, it was cut: all that waits is text. */
  end(): LanguageModelV4StreamPart[] {
    this.fail()
    this.beginBlocks()
    return this.takeOutput()
  }

  private takeOutput(): LanguageModelV4StreamPart[] {
    const { output } = this
    this.output = []
    return output
  }

  private read(part: LanguageModelV4StreamPart): void {
    switch (part.type) {
      case 'text-start':
      case 'reasoning-start':
        return this.add({ type: 'start', block: this.addBlock(part), part })
      case 'text-delta':
      case 'reasoning-delta':
        return this.readDelta(part)
      case 'text-end':
      case 'reasoning-end':
        return this.readEnd(part)
      case 'finish':
        return this.readFinish(part)
      case 'error':
        this.fail()
        break
      case 'tool-call':
        this.ownCalls.push(part)
        break
    }
    this.add({ type: 'part', part })
  }

  private addBlock(part: BlockStart | BlockDelta): TextBlock {
    const isReasoning = part.type === 'reasoning-start' || part.type === 'reasoning-delta'
    const { tools, starts, isJsonWanted } = this
    const block = new TextBlock({
      isReasoning,
      scanner: new LeakedCallScanner({ tools, starts, mayBeJson: isJsonWanted && !isReasoning }),
      emit: written => this.output.push(written),
    })
    this.blocks.set(keyOf(part), block)
    return block
  }

  private readDelta(part: BlockDelta): void {
    const block = this.blocks.get(keyOf(part)) ?? this.addBlock(part)
    block.lastDelta = part
    const isEmpty = part.delta === ''
    if (!isEmpty && !this.hasFailed) return this.addPieces(block, block.scanner.push(part.delta))
    // Some models sign their thoughts with a delta that says nothing.
    if (!isEmpty || part.providerMetadata !== undefined) {
      this.add({ type: 'text', block, delta: part, calls: [] })
    }
  }

  private readEnd(part: BlockEnd): void {
    const block = this.blocks.get(keyOf(part))
    if (block === undefined) return this.add({ type: 'part', part })
    this.blocks.delete(keyOf(part))
    this.addPieces(block, block.scanner.end())
    this.add({ type: 'end', block, part })
  }

  private readFinish(part: Extract<LanguageModelV4StreamPart, { type: 'finish' }>): void {
    this.endScanning()
    if (!ENDS_WHOLE.includes(part.finishReason.unified)) this.release()
    this.flush()
    for (const block of this.blocks.values()) this.emitCalls(block)
    this.blocks.clear()
    const { unified, raw } = part.finishReason
    const becameCalls = this.callCount > 0 && (unified === 'stop' || unified === 'other')
    this.output.push(becameCalls ? { ...part, finishReason: { unified: 'tool-calls', raw } } : part)
  }

  private endScanning(): void {
    for (const block of this.blocks.values()) this.addPieces(block, block.scanner.end())
  }

  /** The answer is none on which anybody should act: all of it is text. */
  private fail(): void {
    this.endScanning()
    this.hasFailed = true
    this.release()
  }

  private addPieces(block: TextBlock, pieces: readonly ScannedPiece[]): void {
    const { lastDelta } = block
    if (lastDelta === undefined) return
    for (const { text, calls } of pieces) {
      this.add({
        type: 'text',
        block,
        delta: { ...lastDelta, delta: text },
        calls,
      })
    }
  }

  private add(entry: Entry): void {
    const { waiting } = this
    if (waiting.thought.length > 0 && isDeed(entry)) this.dropThoughts()
    if (entry.type === 'text' && entry.calls.length > 0) {
      waiting[entry.block.isReasoning ? 'thought' : 'said'].push(entry)
    }
    if (waiting.said.length + waiting.thought.length > 0) this.queue.push(entry)
    else this.write(entry)
  }

  /** The model went on after calls that it had thought of: they are thoughts, and stay what they were. */
  private dropThoughts(): void {
    for (const entry of this.waiting.thought.splice(0)) entry.calls = []
    if (this.waiting.said.length === 0) this.flush()
  }

  /** Nothing that waits is a call. */
  private release(): void {
    for (const entry of [...this.waiting.said, ...this.waiting.thought]) entry.calls = []
    this.flush()
  }

  private flush(): void {
    this.waiting.said = []
    this.waiting.thought = []
    for (const entry of this.queue.splice(0)) this.write(entry)
  }

  private write(entry: Entry): void {
    switch (entry.type) {
      case 'part':
        // A raw chunk comes before the parts that are made of it, so it says nothing of a block.
        if (entry.part.type !== 'raw') this.beginBlocks()
        this.output.push(entry.part)
        return
      case 'start':
        this.beginBlocks()
        return entry.block.open(entry.part)
      case 'text':
        if (entry.calls.length > 0) entry.block.cut(entry.delta.delta, entry.calls)
        else entry.block.write(entry.delta)
        return
      case 'end':
        entry.block.end(entry.part)
        this.emitCalls(entry.block)
    }
  }

  /** Blocks keep their order: those begin that wait for their first word. */
  private beginBlocks(): void {
    for (const block of this.blocks.values()) block.begin()
  }

  private emitCalls(block: TextBlock): void {
    for (const call of block.takeCalls()) {
      if (this.ownCalls.some(own => isSameCall(own, call))) continue
      const toolCallId = generateId()
      const { toolName, input } = call
      this.callCount += 1
      this.output.push(
        { type: 'tool-input-start', id: toolCallId, toolName },
        { type: 'tool-input-delta', id: toolCallId, delta: input },
        { type: 'tool-input-end', id: toolCallId },
        { type: 'tool-call', toolCallId, toolName, input },
      )
      this.onCall({ ...call, toolCallId, isReasoning: block.isReasoning })
    }
  }
}

function keyOf({ type, id }: BlockStart | BlockDelta | BlockEnd): string {
  return `${type.slice(0, type.indexOf('-'))} ${id}`
}

/** What ends thinking: words, calls, files. */
function isDeed(entry: Entry): boolean {
  if (entry.type === 'part') return !ACCOMPANYING.has(entry.part.type)
  return entry.type === 'text' && !entry.block.isReasoning && !isBlank(entry.delta.delta)
}

function isSameCall(own: { toolName: string; input: string }, leaked: LeakedCall): boolean {
  return own.toolName === leaked.toolName && isSameJson(parseJson(own.input), parseJson(leaked.input))
}
