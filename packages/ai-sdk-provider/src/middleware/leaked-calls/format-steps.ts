import { asRecord, type JsonRecord } from '../../wire/json.ts'
import type { WrittenArgument } from './call-arguments.ts'
import type { CallableTool } from './call-collector.ts'
import type { Parsing } from './call-format.ts'
import { marks, type Marks, type Reading, type TextReader } from './text-reader.ts'

// What several formats read alike.

/** The name of a tool that exists, and what must come after it. */
export function* toolNamed(
  { reader, calls }: Parsing,
  kind: RegExp,
  after?: Marks,
): Reading<CallableTool | undefined> {
  const name = yield* reader.word(kind)
  const tool = name === undefined ? undefined : calls.tool(name)
  if (tool === undefined || after === undefined) return tool
  return (yield* reader.oneOf(after)) === undefined ? undefined : tool
}

/**
 * Calls one after the other, each begun by a mark, up to the mark that ends the group. The group may also end
 * with the text: what ends it is often a stop token, and not part of the text.
 *
 * @param readCall reads a call after its mark, up to its own end, which it returns.
 */
export function* groupOfCalls(
  reader: TextReader,
  { begin, end }: { begin: Marks; end: Marks },
  readCall: () => Reading<number | undefined>,
): Reading<number | undefined> {
  const either = marks([...begin.whole, ...end.whole])
  let last: number | undefined
  for (;;) {
    yield* reader.blanks()
    if (reader.isAtEnd) return last
    const mark = yield* reader.oneOf(either)
    if (mark === undefined) return undefined
    if (end.whole.has(mark)) return last === undefined ? undefined : yield* strayEnds(reader, end)
    last = yield* readCall()
    if (last === undefined) return undefined
  }
}

/** Ends that belong to nothing, after a call: models repeat them, or forget the beginning. */
export function* strayEnds(reader: TextReader, ends: Marks): Reading<number> {
  let end = reader.offset
  for (;;) {
    yield* reader.blanks()
    if ((yield* reader.oneOf(ends)) === undefined) return end
    end = reader.offset
  }
}

/** The arguments by their names; a name twice is a contradiction. */
export class WrittenArguments {
  readonly map = new Map<string, WrittenArgument>()

  /** @returns whether there was a value, and none before. */
  set(name: string, text: string | undefined, form?: WrittenArgument['form']): boolean {
    if (text === undefined || this.map.has(name)) return false
    const value = withoutSections(text)
    this.map.set(name, form === undefined ? { text: value } : { text: value, form })
    return true
  }

  /** The same for a text with line breaks that only set it off from its tags. */
  setFramed(name: string, text: string | undefined): boolean {
    if (!this.set(name, text)) return false
    const framed = this.map.get(name)?.text ?? ''
    this.map.set(name, { text: framed.replace(/^\r?\n/, '').replace(/\r?\n$/, '') })
    return true
  }
}

const [SECTION, SECTION_END] = ['<![CDATA[', ']]>'] as const

/** The content of CDATA sections, where a value is nothing else. XML writes `]]>` as two of them. */
function withoutSections(text: string): string {
  let rest = text.trim()
  if (!rest.startsWith(SECTION)) return text
  let content = ''
  while (rest.startsWith(SECTION)) {
    const end = rest.indexOf(SECTION_END)
    if (end === -1) return text
    content += rest.slice(SECTION.length, end)
    rest = rest.slice(end + SECTION_END.length)
  }
  return rest === '' ? content : text
}

/** Arguments as an object of JSON, up to the end of their call. */
export function* jsonArguments(reader: TextReader, end: Marks): Reading<JsonRecord | undefined> {
  const input = asRecord(yield* reader.json(() => true))
  yield* reader.blanks()
  return input === undefined || (yield* reader.oneOf(end)) === undefined ? undefined : input
}

const FENCE = marks(['```'])
const FENCE_WORD = /[a-z]/

/** JSON, in a fence or not. @param accepts see `JsonGrammar`. */
export function* fencedJson(
  reader: TextReader,
  accepts: (key: string, value: string) => boolean = () => true,
): Reading<unknown> {
  yield* reader.blanks()
  const isFenced = (yield* reader.more()) && reader.next === '`'
  if (isFenced) {
    if ((yield* reader.oneOf(FENCE)) === undefined) return undefined
    yield* reader.word(FENCE_WORD)
    yield* reader.blanks()
  }
  const value = yield* reader.json(accepts)
  if (!isFenced || value === undefined) return value
  yield* reader.blanks()
  return (yield* reader.oneOf(FENCE)) === undefined ? undefined : value
}
