import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OPTION_PAGES } from '../options/pages.ts'
import { readExamples } from '../options/read-examples.ts'
import { createOptionReader } from '../options/read-options.ts'
import { renderReference } from '../options/render-reference.ts'
import { pathOf } from './pages.ts'

const reader = createOptionReader()

test.each([...renderReference()])('%s is what the types say: pnpm --filter docs reference', (file, text) => {
  expect(readFileSync(pathOf(`docs/reference/${file}`), 'utf8')).toBe(text)
})

test('every type of options is on a page', () => {
  const listed = new Set(OPTION_PAGES.flatMap(({ groups }) => groups.map(({ type }) => type)))
  const within = new Set([
    'NanoGPTSamplingOptions', // of chat and completions
    'NanoGPTSearchEngineOptions', // of webSearch
  ])
  const types = reader.names.filter(name => /(?:Options|Settings|Query|Search|Usage|Directives)$/.test(name))
  const results = new Set(['NanoGPTUsage', 'NanoGPTSubscriptionUsage'])
  expect(types.filter(name => !listed.has(name) && !within.has(name) && !results.has(name))).toEqual([])
})

test.each(OPTION_PAGES)('$name: every option says what it does', ({ groups }) => {
  const silent = groups.flatMap(group => reader.read(group)).filter(({ docstring }) => docstring === '')
  expect(silent.map(({ path }) => path)).toEqual([])
})

test.each(OPTION_PAGES)('$name: every example is that of an option', ({ name, groups }) => {
  const paths = groups.flatMap(group => reader.read(group).map(({ path }) => `${group.prefix ?? ''}${path}`))
  expect([...readExamples(name).keys()].toSorted()).toEqual(paths.toSorted())
})
