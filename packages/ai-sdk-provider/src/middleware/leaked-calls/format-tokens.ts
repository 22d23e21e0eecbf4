import { asArguments } from './call-arguments.ts'
import type { CallFormat, Parsing } from './call-format.ts'
import { fencedJson, groupOfCalls, strayEnds } from './format-steps.ts'
import { marks, type Reading } from './text-reader.ts'

const HEAD = /[\w.:/-]/

/** `<|tool_call_begin|>functions.search:0<|tool_call_argument_begin|>{…}<|tool_call_end|>` */
export const kimiTokens = tokenFormat('kimi', {
  group: ['<|tool_calls_section_begin|>', '<|tool_calls_section_end|>'],
  call: ['<|tool_call_begin|>', '<|tool_call_end|>'],
  separator: '<|tool_call_argument_begin|>',
})

/** The name before the separator, or `function` there and the name behind, with the JSON in a fence. */
export const deepseekTokens = tokenFormat('deepseek', {
  group: ['<｜tool▁calls▁begin｜>', '<｜tool▁calls▁end｜>'],
  call: ['<｜tool▁call▁begin｜>', '<｜tool▁call▁end｜>'],
  separator: '<｜tool▁sep｜>',
})

interface Tokens {
  group: readonly [begin: string, end: string]
  call: readonly [begin: string, end: string]
  separator: string
}

/** Calls between the special tokens of a model. */
function tokenFormat(name: 'kimi' | 'deepseek', { group, call, separator }: Tokens): CallFormat {
  const separatorMark = marks([separator])
  const callEnd = marks([call[1]])
  const groupMarks = { begin: marks([call[0]]), end: marks([group[1]]) }

  /** A call after its beginning. */
  function* readCall({ reader, calls }: Parsing): Reading<number | undefined> {
    const start = reader.tokenStart
    yield* reader.blanks()
    let toolName = yield* reader.word(HEAD)
    yield* reader.blanks()
    if (toolName === undefined || (yield* reader.oneOf(separatorMark)) === undefined) return undefined
    if (toolName === 'function') toolName = yield* reader.word(HEAD)
    const tool = calls.tool(toolName ?? '')
    const value = tool === undefined ? undefined : yield* fencedJson(reader)
    const input = value === undefined ? undefined : asArguments(value)
    yield* reader.blanks()
    if (tool === undefined || input === undefined || (yield* reader.oneOf(callEnd)) === undefined)
      return undefined
    return calls.add([[tool, input]], { start, end: reader.offset })
  }

  return {
    name,
    starts: [group[0], call[0]],
    *read(parsing, start) {
      const { reader } = parsing
      if (start === group[0]) return yield* groupOfCalls(reader, groupMarks, () => readCall(parsing))
      return (yield* readCall(parsing)) === undefined ? undefined : yield* strayEnds(reader, groupMarks.end)
    },
  }
}
