import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diffLines, makeChange, planChange, type WantedChange } from '../src/change.ts'
import { openFolder } from '../src/folder.ts'
import { makeFolder } from './command.ts'

const edit = (find: string, replace: string, path = 'a.txt'): WantedChange => ({
  toolName: 'editFile',
  input: { path, find, replace },
})
const write = (path: string, content: string): WantedChange => ({
  toolName: 'writeFile',
  input: { path, content },
})

async function change(text: string, wanted: WantedChange) {
  const root = await makeFolder({ 'a.txt': text })
  const planned = await planChange(await openFolder(root), wanted)
  await makeChange(planned)
  return { root, planned, text: await readFile(join(root, wanted.input.path), 'utf8') }
}

describe('an edit', () => {
  test.each([
    ['one two', 'two', '', 'one '],
    ['one\r\ntwo\r\nthree', 'one\ntwo', '1\n2', '1\r\n2\r\nthree'],
    ['\ufeffone', 'one', 'two', '\ufefftwo'],
    ['one', 'one', '$& $1', '$& $1'],
    ['näh 🐝', '🐝', '🍯', 'näh 🍯'],
  ])('%j: %j becomes %j', async (before, find, replace, after) => {
    expect((await change(before, edit(find, replace))).text).toBe(after)
  })

  test.each([
    ['one one', 'one', 'two', '2 times'],
    ['one', 'two', 'three', 'does not have this text'],
    ['one', '', 'two', 'must not be empty'],
    ['one', 'one', 'one', 'nothing would change'],
    ['one\0', 'one', 'two', 'no text in UTF-8'],
  ])('%j: %j to %j is refused', async (before, find, replace, words) => {
    await expect(change(before, edit(find, replace))).rejects.toThrow(words)
  })

  test('keeps the mode of the file', async () => {
    const root = await makeFolder({ 'run.sh': 'echo one\n' })
    await chmod(join(root, 'run.sh'), 0o755)
    await makeChange(await planChange(await openFolder(root), edit('one', 'two', 'run.sh')))
    expect((await stat(join(root, 'run.sh'))).mode & 0o777).toBe(0o755)
  })

  test('of a file that is not there says so', async () => {
    await expect(change('one', edit('one', 'two', 'b.txt'))).rejects.toThrow('There is no file b.txt')
  })
})

describe('a new file', () => {
  test('is made, with its folders', async () => {
    expect((await change('', write('new/deep/b.txt', 'two\n'))).text).toBe('two\n')
  })

  test('replaces none', async () => {
    await expect(change('one', write('a.txt', 'two'))).rejects.toThrow('exists already')
  })

  test('replaces none that came in the meantime, and goes through no link', async () => {
    const outside = await makeFolder()
    const root = await makeFolder()
    const planned = await planChange(await openFolder(root), write('b.txt', 'two'))
    await symlink(join(outside, 'b.txt'), join(root, 'b.txt'))
    await expect(makeChange(planned)).rejects.toThrow('EEXIST')
  })
})

test('a diff has the lines that change, with those around them', async () => {
  const { planned } = await change('1\n2\n3\n4\n5\n6\n7\n', edit('5\n', 'five\n'))
  expect(diffLines(planned)).toEqual(['@@ -3,5 +3,5 @@', ' 3', ' 4', '-5', '+five', ' 6', ' 7'])
})
