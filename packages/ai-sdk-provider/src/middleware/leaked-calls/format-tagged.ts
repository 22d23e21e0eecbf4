import { asRecord, asText, firstDefined, type JsonRecord } from '../../wire/json.ts'
import { asArguments } from './call-arguments.ts'
import type { CallableTool } from './call-collector.ts'
import type { CallFormat, Parsing } from './call-format.ts'
import { fencedJson, jsonArguments, strayEnds, toolNamed, WrittenArguments } from './format-steps.ts'
import { marks, type Reading } from './text-reader.ts'

const TOOL_NAME = /[\w.:/-]/
const NAME_IN_TAG = /[^<>\n]/
const TAG_END = marks(['>'])
const FUNCTION = '<function='
const FUNCTION_MARK = marks([FUNCTION])
const [PARAMETER, FUNCTION_END] = ['<parameter=', '</function>'] as const
const IN_FUNCTION = marks([PARAMETER, FUNCTION_END])
const FUNCTION_END_MARK = marks([FUNCTION_END])
const [KEY, CALL_END] = ['<arg_key>', '</tool_call>'] as const
const AFTER_TOOL_NAME = marks([KEY, CALL_END])
const VALUE_MARK = marks(['<arg_value>'])
const CALL_END_MARK = marks([CALL_END])

const ENDS = new Map([
  ['<tool_call>', CALL_END_MARK],
  // Phi ends it, Granite does not; others end it as if it had begun like all the others.
  ['<|tool_call|>', marks(['<|/tool_call|>', '</|tool_call|>', CALL_END])],
  ['<function_call>', marks(['</function_call>'])],
])

/**
 * A tag around a call, which is JSON with a name and arguments, or a list of such; or Qwen's
 * `<function=…>`; or GLM's name with `<arg_key>` and `<arg_value>`.
 */
export const taggedCall: CallFormat = {
  name: 'tool-call',
  starts: [...ENDS.keys()],
  *read(parsing, start) {
    const { reader, calls } = parsing
    const ends = ENDS.get(start) ?? CALL_END_MARK
    yield* reader.blanks()
    if (!(yield* reader.more())) return undefined
    if (reader.next === '<') {
      if ((yield* reader.oneOf(FUNCTION_MARK)) === undefined) return undefined
      return (yield* readFunction(parsing)) === undefined ? undefined : yield* endOfCall(parsing, ends)
    }
    if (!'{[`'.includes(reader.next)) {
      return ends === CALL_END_MARK ? yield* readKeysAndValues(parsing) : undefined
    }
    const written = yield* readJsonCalls(parsing)
    const end = written === undefined ? undefined : yield* endOfCall(parsing, ends)
    if (written === undefined || end === undefined) return undefined
    return calls.add(written, { start: 0, end })
  },
}

/** Qwen's call where its `<tool_call>` is missing. */
export const bareFunction: CallFormat = {
  name: 'function',
  starts: [FUNCTION],
  *read(parsing) {
    const isComplete = (yield* readFunction(parsing)) !== undefined
    return isComplete ? yield* strayEnds(parsing.reader, CALL_END_MARK) : undefined
  },
}

/** The end of a call whose content is complete: its mark, or the end of the text. */
function* endOfCall({ reader }: Parsing, ends: typeof CALL_END_MARK): Reading<number | undefined> {
  const complete = reader.offset
  yield* reader.blanks()
  if (reader.isAtEnd) return complete
  return (yield* reader.oneOf(ends)) === undefined ? undefined : yield* strayEnds(reader, ends)
}

/** `search><parameter=query>…</parameter></function>`, or Llama's `search>{"query": …}</function>` */
function* readFunction(parsing: Parsing): Reading<number | undefined> {
  const { reader, calls } = parsing
  const start = reader.tokenStart
  const tool = yield* toolNamed(parsing, NAME_IN_TAG, TAG_END)
  if (tool === undefined) return undefined
  yield* reader.blanks()
  if ((yield* reader.more()) && reader.next === '{') {
    const input = yield* jsonArguments(reader, FUNCTION_END_MARK)
    return input && calls.add([[tool, input]], { start, end: reader.offset })
  }
  const written = new WrittenArguments()
  for (;;) {
    yield* reader.blanks()
    const mark = yield* reader.oneOf(IN_FUNCTION)
    if (mark === FUNCTION_END) return calls.add([[tool, written.map]], { start, end: reader.offset })
    const key = mark === undefined ? undefined : yield* reader.word(NAME_IN_TAG)
    if (key === undefined || (yield* reader.oneOf(TAG_END)) === undefined) return undefined
    if (!written.setFramed(key, yield* reader.until('</parameter>'))) return undefined
  }
}

/** `search<arg_key>query</arg_key><arg_value>…</arg_value></tool_call>` */
function* readKeysAndValues(parsing: Parsing): Reading<number | undefined> {
  const { reader, calls } = parsing
  const tool = yield* toolNamed(parsing, TOOL_NAME)
  if (tool === undefined) return undefined
  const written = new WrittenArguments()
  for (;;) {
    yield* reader.blanks()
    const mark = yield* reader.oneOf(AFTER_TOOL_NAME)
    if (mark === undefined) return undefined
    if (mark === CALL_END) return calls.add([[tool, written.map]], { start: 0, end: reader.offset })
    const key = yield* reader.until('</arg_key>')
    yield* reader.blanks()
    if (key === undefined || (yield* reader.oneOf(VALUE_MARK)) === undefined) return undefined
    if (!written.set(key.trim(), yield* reader.until('</arg_value>'))) return undefined
  }
}

type JsonCall = [tool: CallableTool, input: JsonRecord]

/** `{"name": "search", "arguments": {…}}`, also within `{"type": "function", "function": …}`, or a list of such. */
function* readJsonCalls({ reader, calls }: Parsing): Reading<JsonCall[] | undefined> {
  const value = yield* fencedJson(reader, (key, text) => key !== 'name' || calls.tool(text) !== undefined)
  const written = (Array.isArray(value) ? value : [value]).map((entry): JsonCall | undefined => {
    const { name, input } = readJsonCall(asRecord(entry) ?? {})
    const tool = calls.tool(asText(name) ?? '')
    return tool && input && [tool, input]
  })
  const complete = written.filter(call => call !== undefined)
  return complete.length === written.length ? complete : undefined
}

function readJsonCall(call: JsonRecord): { name: unknown; input: JsonRecord | undefined } {
  const openAI = asRecord(call.function)
  if (openAI === undefined) {
    const input = asArguments(firstDefined(call.arguments, call.parameters, call.args, call.input))
    return { name: call.name ?? call.tool, input }
  }
  // Without arguments it is the definition of a tool.
  const isCall = openAI.arguments !== undefined
  return { name: openAI.name, input: isCall ? asArguments(openAI.arguments) : undefined }
}
