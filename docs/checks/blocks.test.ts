import { expect, test } from 'vitest'
import { checkBlocks, type Problem } from './compile.ts'
import { blocksOf, readPages } from './pages.ts'
import { runBlock } from './run.ts'

const blocks = readPages().flatMap(blocksOf)
const guides = new Set(blocks.map(({ file }) => file).filter(file => file.startsWith('docs/')))

test('every block of TypeScript compiles', () => {
  expect(blocks.length).toBeGreaterThan(0)
  expect(checkBlocks(blocks).map(at)).toEqual([])
})

test.each(blocks.filter(({ run }) => run !== undefined))('$file:$line runs', async block => {
  const outcome = await runBlock(block).catch((error: unknown) => {
    throw new Error(`${block.file}:${block.line} failed: ${String(error)}`, { cause: error })
  })
  expect(outcome.unknownFields).toEqual([])
  // What a block prints and its page does not show is its own affair.
  expect(linesOf(outcome.printed)).toEqual(linesOf(block.run?.prints ?? outcome.printed))
})

test.each([...guides].filter(file => file !== 'docs/README.md'))('%s has a block that runs', file => {
  expect(blocks.some(block => block.file === file && block.run !== undefined)).toBe(true)
})

test('a block that does not compile is told with its page and line', () => {
  const block = {
    file: 'docs/some.md',
    line: 7,
    code: 'const a = 1\nconst b: string = a',
    isFragment: false,
    run: undefined,
  }
  expect(checkBlocks([block]).map(at)).toEqual([
    "docs/some.md:8 Type 'number' is not assignable to type 'string'.",
  ])
})

/** Formatters take the spaces at the ends of lines out of a page. */
function linesOf(text: string): string[] {
  return text.split('\n').map(line => line.trimEnd())
}

function at({ file, line, message }: Problem): string {
  return `${file}:${line} ${message}`
}
