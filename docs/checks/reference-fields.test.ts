import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CALLED_PAGES, fieldsSentWith, type Options } from './call-with-example.ts'
import { pathOf } from './pages.ts'

// What the reference calls the field of an option is what arrives: every example is sent.

interface Entry {
  page: string
  option: string
  field: string
  example: Options
}

// They stand at messages and parts, and have tests beside the chat model.
const ELSEWHERE: ReadonlySet<string> = new Set(['cacheControl', 'imageDetail', 'reasoningEffort'])

const entries = (await Promise.all(CALLED_PAGES.map(readEntries))).flat()

test.each(entries)('$page: $option is sent as $field', async ({ page, field, example }) => {
  expect([...(await fieldsSentWith(page, example))]).toContain(field)
})

/** The options of a page that name their field, each with its example. */
async function readEntries(page: string): Promise<Entry[]> {
  const tables: Record<string, Record<string, Options>> = await import(`../options/examples/${page}.ts`)
  const examples = Object.assign({}, ...Object.values(tables)) as Record<string, Options>
  const text = readFileSync(pathOf(`docs/reference/${page}.md`), 'utf8')
  return text.split('\n### ').flatMap(section => {
    const [, option = ''] = /^`([\w.]+)`/.exec(section) ?? []
    const [, kind, name] = /^- Request: (\w+) `([^`]+)`/m.exec(section) ?? []
    const field = kind === 'header' ? name?.toLowerCase() : name
    const example = examples[option]
    if (field === undefined || example === undefined || ELSEWHERE.has(option.split('.')[0] ?? '')) return []
    return [{ page, option, field: field.slice(field.lastIndexOf('.') + 1), example }]
  })
}
