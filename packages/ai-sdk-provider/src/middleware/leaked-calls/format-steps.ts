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
}

const SECTIONS = /^\s*(?:<!\[CDATA\[(?:(?!\]\]>)[^])*\]\]>)+\s*$/
const SECTION = /<!\[CDATA\[((?:(?!\]\]>)[^])*)\]\]>/g

/** The content of CDATA sections, where a value is nothing else. XML writes `]]>` as two of them. */
function withoutSections(text: string): string {
  if (!SECTIONS.test(text)) return text
  return [...text.matchAll(SECTION)].map(([, content = '']) => content).join('')
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

/** The text without the line breaks that only set it off from its tags, and without CDATA. */
export function withoutFrame(text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : withoutSections(text)
        .replace(/^\r?\n/, '')
        .replace(/\r?\n$/, '')
}
