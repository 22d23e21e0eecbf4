import { describe, expect, test } from 'vitest'
import { openFolder } from '../src/folder.ts'
import { makeReadingTools } from '../src/reading-tools.ts'
import { makeFolder } from './command.ts'

const call = { toolCallId: '1', messages: [], context: {} }

/** Tools may stream what they give back; these do not. */
async function whole<OUTPUT extends object>(
  output: OUTPUT | AsyncIterable<OUTPUT> | PromiseLike<OUTPUT | AsyncIterable<OUTPUT>>,
): Promise<OUTPUT> {
  const result = await output
  if (Symbol.asyncIterator in result) throw new Error('It streams.')
  return result
}

async function toolsOver(files: Record<string, string>) {
  return makeReadingTools(await openFolder(await makeFolder(files)))
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n')

describe('reading', () => {
  async function read(text: string, range: { fromLine?: number; lines?: number } = {}) {
    const { readFile } = await toolsOver({ 'a.txt': text })
    const input = { path: 'a.txt', ...range }
    const output = await whole(readFile.execute(input, call))
    const model = await readFile.toModelOutput?.({ toolCallId: '1', input, output })
    return { ...output, model: model?.type === 'text' ? model.value : undefined }
  }

  test('gives the model numbered lines, and says how to go on', async () => {
    const { model } = await read(numbered(12), { fromLine: 9, lines: 2 })
    expect(model).toBe('a.txt, lines 9 to 10 of 12:\n 9│line 9\n10│line 10\n(Read on with fromLine 11.)')
  })

  test.each([
    [{}, 1, 400],
    [{ lines: 5000 }, 1, 400],
    [{ fromLine: -3, lines: 0 }, 1, 1],
    [{ fromLine: 499.7 }, 499, 500],
  ])('%j is lines %d to %d of 500', async (range, fromLine, toLine) => {
    expect(await read(numbered(500), range)).toMatchObject({ fromLine, toLine, totalLines: 500 })
  })

  test('cuts long lines and says so', async () => {
    expect((await read('x'.repeat(10_000))).text).toBe(`${'x'.repeat(500)} … (9500 more characters)`)
  })

  test('takes fewer long lines than short ones', async () => {
    const { toLine, text } = await read(Array.from({ length: 300 }, () => 'x'.repeat(400)).join('\n'))
    expect(toLine).toBeLessThan(110)
    expect(text.length).toBeLessThanOrEqual(40_000)
  })

  test('an empty file has one empty line', async () => {
    expect(await read('')).toMatchObject({ text: '', totalLines: 1 })
  })

  test('behind the end says where the end is', async () => {
    await expect(read('one\ntwo\n', { fromLine: 3 })).rejects.toThrow('has 2 lines')
  })
})

describe('searching', () => {
  const files = { 'a.ts': 'const Price = 1\n  price()\n', 'b/c.md': 'a (price)\n', 'd.bin': 'price\0' }

  test.each([
    ['price', undefined, ['a.ts:1', 'a.ts:2', 'b/c.md:1']],
    ['Price', 'text', ['a.ts:1']],
    ['(price)', 'text', ['b/c.md:1']],
    ['^\\s+\\w+\\(\\)$', 'regex', ['a.ts:2']],
    ['\\Wprice', 'regex', ['a.ts:1', 'a.ts:2', 'b/c.md:1']],
  ] as const)('%j as %s finds %j', async (pattern, kind, found) => {
    const { searchFiles } = await toolsOver(files)
    const { matches } = await whole(searchFiles.execute({ pattern, ...(kind && { kind }) }, call))
    expect(matches.map(({ path, line }) => `${path}:${line}`)).toEqual(found)
  })

  test('a pattern that would never end in a backtracking engine ends', async () => {
    const { searchFiles } = await toolsOver({ 'a.txt': `${'a'.repeat(200)}!` })
    const { matches } = await whole(searchFiles.execute({ pattern: '^(a+)+$', kind: 'regex' }, call))
    expect(matches).toEqual([])
  })

  test('a pattern that is none says so', async () => {
    const { searchFiles } = await toolsOver(files)
    await expect(whole(searchFiles.execute({ pattern: '(', kind: 'regex' }, call))).rejects.toThrow(
      'missing closing',
    )
  })

  test('stops at a hundred lines, and says that there are more', async () => {
    const { searchFiles } = await toolsOver({ 'a.txt': numbered(150) })
    const { matches, hasMore } = await whole(searchFiles.execute({ pattern: 'line' }, call))
    expect([matches.length, hasMore]).toEqual([100, true])
  })
})

describe('listing', () => {
  test('a folder, or everything with a word on it where there is no such folder', async () => {
    const { listFiles } = await toolsOver({ 'a.ts': '', 'src/b.ts': '', 'src2/c.ts': '' })
    expect(await whole(listFiles.execute({ folder: './src/' }, call))).toEqual({
      files: ['src/b.ts'],
      omitted: 0,
    })
    expect(await whole(listFiles.execute({ folder: 'lib' }, call))).toMatchObject({
      files: ['a.ts', 'src/b.ts', 'src2/c.ts'],
      note: 'There are no files in "lib", so this is about all files.',
    })
  })

  test('says how many are left out', async () => {
    const many = Object.fromEntries(Array.from({ length: 510 }, (_, index) => [`${index}.txt`, '']))
    const { listFiles } = await toolsOver(many)
    expect(await whole(listFiles.execute({}, call))).toMatchObject({ omitted: 10 })
  })
})
