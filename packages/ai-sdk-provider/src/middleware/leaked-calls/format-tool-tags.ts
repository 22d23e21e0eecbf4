import type { CallableTool, CallableTools } from './call-collector.ts'
import type { CallFormat, Parsing } from './call-format.ts'
import { jsonArguments, toolNamed, WrittenArguments } from './format-steps.ts'
import { marks, type Reading } from './text-reader.ts'

const NAME = /[^"<>\n]/
const AFTER_NAME = marks(['">'])
const ATTRIBUTE_NAME = /[\w.-]/
const [QUOTED, SINGLE_QUOTED] = ['="', "='"] as const
const ATTRIBUTE_VALUE = marks([QUOTED, SINGLE_QUOTED])
const [TAG_END, EMPTY_TAG_END] = ['>', '/>'] as const
const TAG_ENDS = marks([TAG_END, EMPTY_TAG_END])

/** `<use_tool name="search"><query>…</query></use_tool>` */
export const useTool: CallFormat = {
  name: 'use-tool',
  starts: ['<use_tool name="'],
  *read(parsing) {
    const tool = yield* toolNamed(parsing, NAME, AFTER_NAME)
    return tool && (yield* readChildren(parsing, tool))
  },
}

/**
 * A tag named as a tool, as Cline asks for: with a tag for each argument, with attributes, or around the arguments as
 * JSON. Only arguments that the schema mentions are read, so that other markup is none.
 */
export function toolTags(tools: CallableTools): CallFormat {
  const starts = [...tools.values()].flatMap(tool =>
    [TAG_END, EMPTY_TAG_END, ' ', '\n'].map((then): [string, CallableTool] => [`<${tool.name}${then}`, tool]),
  )
  const byStart = new Map(starts)
  return {
    name: 'tool-tag',
    starts: [...byStart.keys()],
    isWeak: true,
    *read(parsing, start) {
      const { reader, calls } = parsing
      const tool = byStart.get(start)
      if (tool === undefined) return undefined
      if (start.endsWith(TAG_END)) {
        if (start.endsWith(EMPTY_TAG_END)) return calls.add([[tool, {}]], { start: 0, end: reader.offset })
        return yield* readChildren(parsing, tool)
      }
      return yield* readAttributes(parsing, tool)
    },
  }
}

/** How a call ends: models begin with a tag of one kind, and end with the other. */
function endsOf({ name }: CallableTool): readonly string[] {
  return [`</${name}>`, '</use_tool>']
}

/** What stands between the tags: the arguments, each in its own, or JSON. */
function* readChildren({ reader, calls }: Parsing, tool: CallableTool): Reading<number | undefined> {
  yield* reader.blanks()
  const ends = endsOf(tool)
  const done = marks(ends)
  if ((yield* reader.more()) && reader.next === '{') {
    const input = yield* jsonArguments(reader, done)
    return input && calls.add([[tool, input]], { start: 0, end: reader.offset })
  }
  const tags = new Map(tool.argumentNames.map(argument => [`<${argument}>`, argument]))
  const next = marks([...ends, ...tags.keys()])
  const written = new WrittenArguments()
  for (;;) {
    yield* reader.blanks()
    const mark = yield* reader.oneOf(next)
    if (mark !== undefined && done.whole.has(mark)) {
      return calls.add([[tool, written.map]], { start: 0, end: reader.offset })
    }
    const argument = mark === undefined ? undefined : tags.get(mark)
    if (argument === undefined) return undefined
    if (!written.setFramed(argument, yield* reader.until(`</${argument}>`))) return undefined
  }
}

/** `file_path="a.txt" content="…"/>` */
function* readAttributes({ reader, calls }: Parsing, tool: CallableTool): Reading<number | undefined> {
  const written = new WrittenArguments()
  for (;;) {
    yield* reader.blanks()
    if ((yield* reader.more()) && !ATTRIBUTE_NAME.test(reader.next)) break
    const key = yield* reader.word(ATTRIBUTE_NAME)
    if (key === undefined || !tool.argumentNames.includes(key)) return undefined
    const equals = yield* reader.oneOf(ATTRIBUTE_VALUE)
    if (equals === undefined) return undefined
    const value = yield* reader.until(equals === QUOTED ? '"' : "'")
    if (!written.set(key, value === undefined ? undefined : withoutEntities(value))) return undefined
  }
  const tagEnd = yield* reader.oneOf(TAG_ENDS)
  if (tagEnd === undefined) return undefined
  if (tagEnd === TAG_END) {
    // What stood between two tags, after attributes, would belong to no argument in particular.
    yield* reader.blanks()
    if ((yield* reader.oneOf(marks(endsOf(tool)))) === undefined) return undefined
  }
  return calls.add([[tool, written.map]], { start: 0, end: reader.offset })
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }

/** An attribute cannot have its own quotation mark in any other way. */
function withoutEntities(value: string): string {
  return value.replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|quot|apos|lt|gt|amp);/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? entity
    const code = Number(name.slice(1).replace(/^x/i, '0x'))
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity
  })
}
