import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { JsonRecord } from '../../wire/json.ts'
import { toolInput, type WrittenArgument } from './call-arguments.ts'
import { propertyNames } from './matches-schema.ts'

/** A tool that a call may name. */
export interface CallableTool {
  name: string
  schema: unknown
  /** What its arguments are called, as far as its schema says. */
  argumentNames: readonly string[]
}

export type CallableTools = ReadonlyMap<string, CallableTool>

/** A complete call of a tool that exists, with an input that satisfies it. */
export interface FoundCall {
  toolName: string
  /** JSON text. */
  input: string
}

/** Calls, and where their text is. */
export interface FoundSpan {
  start: number
  end: number
  calls: FoundCall[]
}

type WrittenCall = [tool: CallableTool, input: JsonRecord | ReadonlyMap<string, WrittenArgument>]

/** Which tools of a request a leaked call may name: the function tools that the model was free to call. */
export function callableTools({ tools = [], toolChoice }: LanguageModelV4CallOptions): CallableTools {
  const callable = tools.flatMap(tool => {
    if (tool.type !== 'function' || toolChoice?.type === 'none') return []
    if (toolChoice?.type === 'tool' && toolChoice.toolName !== tool.name) return []
    const { name, inputSchema: schema } = tool
    return [{ name, schema, argumentNames: propertyNames(schema) }]
  })
  return new Map(callable.map(tool => [tool.name, tool]))
}

/** Takes the calls that a format reads, and turns away those that no tool can be called with. */
export class CallCollector {
  readonly spans: FoundSpan[] = []
  private readonly tools: CallableTools

  constructor(tools: CallableTools) {
    this.tools = tools
  }

  /** The tool of a name as models write it: Kimi says `functions.search:0`. */
  tool(name: string): CallableTool | undefined {
    return this.tools.get(name) ?? this.tools.get(name.replace(/^functions\./, '').replace(/:\d+$/, ''))
  }

  /** @returns the end of the span, if all of the calls can be made; otherwise none is taken. */
  add(calls: readonly WrittenCall[], span: { start: number; end: number }): number | undefined {
    const found = calls.flatMap(([tool, written]) => {
      const input = toolInput(written, tool.schema)
      return input === undefined ? [] : [{ toolName: tool.name, input }]
    })
    if (found.length === 0 || found.length < calls.length) return undefined
    this.spans.push({ ...span, calls: found })
    return span.end
  }
}
