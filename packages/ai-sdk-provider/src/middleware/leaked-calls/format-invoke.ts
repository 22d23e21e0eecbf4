import type { CallFormat, LeakedCallFormat, Parsing } from './call-format.ts'
import { groupOfCalls, strayEnds, toolNamed, WrittenArguments } from './format-steps.ts'
import { marks, type Reading } from './text-reader.ts'

const NAME = /[^"<>\n]/
const AFTER_NAME = marks(['">'])
const AFTER_PARAMETER = ['">', '" string="true">', '" string="false">'] as const
const AFTER_PARAMETER_MARKS = marks(AFTER_PARAMETER)
const FORMS: Readonly<Record<string, 'text' | 'json'>> = {
  [AFTER_PARAMETER[1]]: 'text',
  [AFTER_PARAMETER[2]]: 'json',
}

/**
 * `<invoke name="…"><parameter name="…">…</parameter></invoke>`, within a group or alone. GLM writes a
 * parameter also as a tag of its name.
 *
 * @param prefix of the names of all tags.
 * @param groups the names of the tags around groups.
 */
export function invokeFormat(name: LeakedCallFormat, prefix: string, groups: readonly string[]): CallFormat {
  const begin = `<${prefix}invoke name="`
  const end = `</${prefix}invoke>`
  const parameter = `<${prefix}parameter name="`
  const parameterEnd = `</${prefix}parameter>`
  const groupEnds = new Map(groups.map(group => [`<${group}>`, marks([`</${group}>`])]))
  const anyGroupEnd = marks(groups.map(group => `</${group}>`))

  /** An invocation after its beginning. */
  function* readInvocation(parsing: Parsing): Reading<number | undefined> {
    const { reader, calls } = parsing
    const start = reader.tokenStart
    const tool = yield* toolNamed(parsing, NAME, AFTER_NAME)
    if (tool === undefined) return undefined
    const tags = new Map(tool.argumentNames.map(argument => [`<${argument}>`, argument]))
    const next = marks([parameter, end, ...tags.keys()])
    const written = new WrittenArguments()
    for (;;) {
      yield* reader.blanks()
      const mark = yield* reader.oneOf(next)
      if (mark === end) return calls.add([[tool, written.map]], { start, end: reader.offset })
      const tag = mark === undefined ? undefined : tags.get(mark)
      if (tag !== undefined) {
        if (!written.set(tag, yield* reader.until(`</${tag}>`))) return undefined
      } else if (mark !== parameter || !(yield* readParameter(parsing, written))) return undefined
    }
  }

  function* readParameter({ reader }: Parsing, written: WrittenArguments): Reading<boolean> {
    const key = yield* reader.word(NAME)
    const then = key === undefined ? undefined : yield* reader.oneOf(AFTER_PARAMETER_MARKS)
    if (key === undefined || then === undefined) return false
    return written.set(key, yield* reader.until(parameterEnd), FORMS[then])
  }

  return {
    name,
    starts: [...groupEnds.keys(), begin],
    *read(parsing, start) {
      const groupEnd = groupEnds.get(start)
      if (groupEnd !== undefined) {
        const group = { begin: marks([begin]), end: groupEnd }
        return yield* groupOfCalls(parsing.reader, group, () => readInvocation(parsing))
      }
      const isComplete = (yield* readInvocation(parsing)) !== undefined
      return isComplete ? yield* strayEnds(parsing.reader, anyGroupEnd) : undefined
    },
  }
}
