import { toString } from 'mdast-util-to-string'
import { expect, test, vi } from 'vitest'
import { readPages } from './pages.ts'
import { seen, TROUBLES } from './troubles.ts'

const page = readPages().find(({ file }) => file === 'docs/troubleshooting.md')
const headings = (page?.tree.children ?? []).flatMap(node =>
  node.type === 'heading' && node.depth === 3 ? [toString(node)] : [],
)

test('every message of the page can be come by, and every one that can be is on it', () => {
  expect(headings.toSorted()).toEqual(Object.keys(TROUBLES).toSorted())
})

test.each(Object.entries(TROUBLES))('somebody sees: %s', async (message, trouble) => {
  vi.stubGlobal('AI_SDK_LOG_WARNINGS', false)
  for (const name of ['NANOGPT_API_KEY', 'NANO_GPT_API_KEY', 'NANOGPT_BASE_URL']) vi.stubEnv(name, undefined)
  expect((await seen(trouble)).join('\n')).toContain(message)
})
